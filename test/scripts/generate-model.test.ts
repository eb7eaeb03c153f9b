import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { Project, ts } from "ts-morph";
import { findModels } from "../../scripts/generate-model/example.js";
import { type Translated, translateTables } from "../../scripts/generate-model/model-tables.js";
import { Failures } from "../../scripts/generate-sync/failures.js";
import { format } from "../../scripts/generate-sync/format.js";

const ROOT = process.cwd();
const FIXTURES = join(ROOT, "test/scripts/fixtures/generate-model");
const MODELS = findModels(`
  class User extends defineModel({ table: "users", attributes }) {}
  class Order extends defineModel({ table: "orders", attributes }) {}
  class Other {}
`);

describe("the generator of the table methods of models", () => {
  const project = new Project({
    compilerOptions: {
      target: ts.ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.esnext.disposable.d.ts"],
      module: ts.ModuleKind.NodeNext,
      types: ["node"],
      strict: true,
      verbatimModuleSyntax: true,
      skipLibCheck: true,
    },
  });

  function translateFixture(name: string): Translated & { readonly failures: readonly string[] } {
    const folder = join(FIXTURES, name);
    const files = readdirSync(folder).filter((file) => file.endsWith(".ts") && file !== "expected.ts");
    const sources = files.map((file) => project.addSourceFileAtPath(join(folder, file)));
    const classOf = (className: string) =>
      sources.flatMap((source) => source.getClass(className) ?? []).at(0) ?? expect.fail(className);
    const failures = new Failures(folder);
    const tables = {
      client: classOf("AsyncClient"),
      clientName: "DynamoClient",
      base: classOf("ModelValues"),
      name: "ModelTables",
      outputPath: join(folder, "expected.ts"),
      models: MODELS,
      helpersPath: join(folder, "model.ts"),
    };
    return { ...translateTables(tables, failures), failures: failures.list };
  }

  it("translates every method whose first parameter is a table", function () {
    this.timeout(30_000); // Loads the types, and starts Biome.
    const { text, sources, failures } = translateFixture("translated");
    const path = join(FIXTURES, "translated/expected.ts");
    const formatted = format(ROOT, new Map([[path, text]])).get(path) ?? "";
    expect(failures).deep.equal([]);
    expect(sources).deep.equal(["tables.ts", "client.ts"].map((file) => join(FIXTURES, "translated", file)));
    expect(formatted).equal(readFileSync(path, "utf8"));
    const diagnostics = project.createSourceFile(path, formatted, { overwrite: true }).getPreEmitDiagnostics();
    expect(project.formatDiagnosticsWithColorAndContext(diagnostics)).equal("");
  });

  it("refuses methods that models cannot have, with file and line", () => {
    const expected = readFileSync(join(FIXTURES, "refused/errors.txt"), "utf8").trimEnd().split("\n");
    expect(translateFixture("refused").failures).deep.equal(expected);
  });

  it("finds the models of examples by their tables", () => {
    expect([...MODELS]).deep.equal([
      ["users", "User"],
      ["orders", "Order"],
    ]);
  });
});
