import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { bundleInto, bundlers, type Format } from "./bundlers.js";
import { InstalledPackage } from "./installed.js";

const SDK = "@aws-sdk/client-dynamodb";
const WORKER = "worker-thread.cjs";
/** The output of every program: the tables, the status of one, and whether an error is the SDK's own. */
const ANSWERED = { code: 0, stdout: `${JSON.stringify([["users"], "ACTIVE", true, false])}\n`, stderr: "" };
const FILES = { esm: "mjs", cjs: "cjs" } as const;

const names = Object.keys(bundlers) as (keyof typeof bundlers)[]; // all bundlers
const formats: readonly Format[] = ["esm", "cjs"];

describe("a program in a bundle", function () {
  this.timeout(120_000); // Bundles eight times, which is slow on a busy machine.

  /** The folder of the bundles, outside any node_modules. */
  let root: string;
  /** The package as installed for bundling. Its folder is deleted before the bundles run. */
  let dynatwin: string;
  let server: MockDynamoDB;
  const warnings = new Map<string, string[]>();

  before(async () => {
    root = mkdtempSync(join(tmpdir(), "dynatwin-bundles-"));
    dynatwin = join(root, "installed", "dynatwin");
    server = await mockDynamoDB();
    await server.client.createTable("users", { partitionKey: ["id", "S"], wait: true });
    const installed = await InstalledPackage.install("test/package/apps");
    const place = (file: string) => join(installed.folder, file);
    const own = place("node_modules/dynatwin");
    const entries = { app: place("app.mjs"), twins: place("twins.mjs"), required: place("twins.cjs") };
    const withWorker = { ...entries, "worker-thread": join(own, "dist", WORKER) };
    await Promise.all(
      names.flatMap((name) =>
        formats.map(async (format) => {
          // webpack finds the worker by itself. The others can have it as an entry, in CommonJS.
          const programs = format === "cjs" && name !== "webpack" ? withWorker : entries;
          warnings.set(`${name} ${format}`, await bundleInto(join(root, name, format), name, programs, format));
        }),
      ),
    );
    cpSync(own, dynatwin, { recursive: true });
    installed.remove();
  });

  after(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });

  for (const name of names) {
    for (const format of formats) {
      describe(`of ${name}, ${format}`, () => {
        const run = (program: string): Promise<ProgramEnd> =>
          runProgram([join(root, name, format, `${program}.${FILES[format]}`)], { ENDPOINT: server.endpoint });

        /** Copies a package to a folder where the bundle can resolve it. */
        function provide(packageName: string, from: string): void {
          const place = join(root, name, format, "node_modules", packageName);
          mkdirSync(dirname(place), { recursive: true });
          symlinkSync(from, place, "junction");
        }

        it("is bundled without a warning", () => {
          expect(warnings.get(`${name} ${format}`)).to.deep.equal([]);
        });

        it("uses the async API", async () => {
          expect(await run("app")).to.deep.equal(ANSWERED);
        });

        if (name === "webpack") {
          for (const program of ["twins", "required"]) {
            it(`finds the worker that webpack has bundled: ${program}`, async () => {
              expect(await run(program)).to.deep.equal(ANSWERED);
            });
          }
          return;
        }

        if (format === "cjs") {
          for (const program of ["twins", "required"]) {
            it(`finds a worker that was bundled beside it: ${program}`, async () => {
              expect(await run(program)).to.deep.equal(ANSWERED);
            });
          }
          return;
        }

        it("says what to do if the worker's file is missing", async () => {
          const { code, stderr } = await run("twins");
          expect(code).to.equal(1);
          expect(stderr)
            .to.include("SyncUnavailableError")
            .and.include("--external:dynatwin")
            .and.include("node_modules/dynatwin/dist/worker-thread.cjs");
        });

        it("finds the worker in node_modules, and beside it", async () => {
          provide(SDK, join(process.cwd(), "node_modules", SDK));
          const own = join(root, name, format, "node_modules", "dynatwin");
          cpSync(dynatwin, own, { recursive: true });
          for (const program of ["twins", "required"]) expect(await run(program), program).to.deep.equal(ANSWERED);
          rmSync(own, { recursive: true });
          copyFileSync(join(dynatwin, "dist", WORKER), join(root, name, format, WORKER));
          for (const program of ["twins", "required"]) expect(await run(program), program).to.deep.equal(ANSWERED);
        });
      });
    }
  }
});
