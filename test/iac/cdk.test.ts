import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "chai";
import fc from "fast-check";
import ts from "typescript";
import { toCdk, toCloudFormation } from "../../src/iac/index.js";
import { runProgram } from "../support/run-program.js";
import { randomTables } from "./random-tables.js";

const TABLES = 60;
/** The fast compiler: the declarations of all AWS services are checked with the file. */
const TSC = resolve("node_modules/typescript-7/bin/tsc");
/** In the checkout, so that the file finds aws-cdk-lib. */
const FOLDER = resolve("build/test/iac/cdk-app");

describe(`the CDK file of ${TABLES} random tables`, function () {
  this.timeout(120_000);
  const tables = fc.sample(randomTables(), { seed: 20_260_805, numRuns: TABLES });
  const file = resolve(FOLDER, "tables.ts");
  const { source } = toCdk(...tables);

  before(() => {
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(file, source);
  });

  after(() => rmSync(FOLDER, { recursive: true, force: true }));

  it("compiles", async () => {
    const options = ["--ignoreConfig", "--noEmit", "--strict", "--skipLibCheck", "--types", "node"];
    const { code, stdout } = await runProgram([TSC, ...options, "--module", "nodenext", file]);
    expect(code, stdout).to.equal(0);
  });

  it("makes the template of toCloudFormation", async () => {
    const script = resolve(FOLDER, "tables.mjs");
    const { outputText } = ts.transpileModule(source, {
      compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(script, outputText);
    // As CommonJS: loaded as a namespace, all of the library is loaded.
    const cdk = createRequire(import.meta.url)("aws-cdk-lib") as typeof import("aws-cdk-lib");
    const { TablesStack } = (await import(pathToFileURL(script).href)) as {
      TablesStack: new (scope: import("aws-cdk-lib").App, id: string) => import("aws-cdk-lib").Stack;
    };
    process.env["CDK_VALIDATION"] = "false"; // of texts that are random here
    const app = new cdk.App({ outdir: resolve(FOLDER, "cdk.out"), analyticsReporting: false });
    const stack = new TablesStack(app, "tables");
    const { Resources } = app.synth().getStackByName(stack.stackName).template as { Resources: object };
    const wanted = toCloudFormation(...tables).template.Resources;
    expect(withSortedTags(Resources)).to.deep.equal(withSortedTags(wanted));
  });
});

/** Resources with their tags in one order. */
function withSortedTags(resources: object): object {
  const text = JSON.stringify(resources, (name, value: unknown) =>
    name === "Tags" ? (value as { Key: string }[]).toSorted((a, b) => (a.Key < b.Key ? -1 : 1)) : value,
  );
  return JSON.parse(text) as object;
}
