import { copyFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type BuildOptions, build } from "esbuild";
import { findBlocks } from "../../scripts/check-docs/blocks.js";
import { checkLinks } from "../../scripts/check-docs/links.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { InstalledPackage, runNode } from "./installed.js";

/** The output of every program: the tables, the status of one, and whether an error is the SDK's own. */
const ANSWER = JSON.stringify([["users"], "ACTIVE", true, false]);

describe("the packed tarball", function () {
  this.timeout(60_000); // Packs, compiles and bundles in separate processes.

  let installed: InstalledPackage;
  let server: MockDynamoDB;

  before(async () => {
    installed = await InstalledPackage.install("test/package/apps");
    server = await mockDynamoDB();
    await server.client.createTable("users", { partitionKey: ["id", "S"], wait: true });
  });

  after(async () => {
    await server.close();
    installed.remove();
  });

  async function answerOf(program: string): Promise<string> {
    return (await runNode([program], { ENDPOINT: server.endpoint })).trim();
  }

  it("contains the files that users need, and no others", () => {
    const chunks = installed.files.filter((file) => /^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)$/.test(file));
    const pages = installed.files.filter((file) => /^docs\/guides\/[\w-]+\.md$/.test(file));
    expect(installed.files.filter((file) => !chunks.includes(file) && !pages.includes(file))).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "docs/cli.md",
      "examples/legacy-script.cjs", // shown by the README
      "package.json",
    ]);
    expect(pages).to.include("docs/guides/models.md");
    expect(chunks).to.include.members(["dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts"]);
    expect(chunks).to.include.members([
      "dist/testing.js",
      "dist/testing.cjs",
      "dist/testing.d.ts",
      "dist/testing.d.cts",
    ]);
    expect(chunks).to.include.members(["dist/iac.js", "dist/iac.cjs", "dist/iac.d.ts", "dist/iac.d.cts"]);
    expect(chunks).to.include.members(["dist/worker-thread.cjs", "dist/emulator-thread.cjs"]);
  });

  it("documents twins by their summary, parameters and errors, and leaves examples to the async methods", () => {
    const comments = installed.read("dist/index.d.cts").match(/\/\*\*[\s\S]*?\*\//g) ?? [];
    const twins = comments.filter((comment) => comment.includes("The blocking twin of {@link"));
    expect(twins).to.have.length.above(20);
    for (const comment of twins)
      expect(comment)
        .to.match(/^\/\*\*\n +\* [A-Z]/)
        .and.not.to.match(/@(example|returns)/);
    const [create] = twins.filter((comment) => comment.includes("{@link createTable}"));
    expect(create).to.match(/@param \w+ - [\s\S]*@throws `TableDefinitionError`/);
    for (const comment of comments) expect(comment).not.to.match(/@throws \{/); // hovers show the half of such a link
    expect(comments.filter((comment) => comment.includes("@example"))).to.have.length.above(50);
  });

  it("declares no type that accepts any value, and names the classes that programs use", () => {
    for (const file of ["dist/index.d.cts", "dist/testing.d.cts", "dist/iac.d.cts"]) {
      const declarations = installed.read(file);
      expect(declarations).not.to.match(/\bAsync(Client|Model|ModelIndex|Mock)\b/);
      expect(declarations).not.to.match(/: any\b|<any>|\bany\[\]/);
      // A class has the members of its base classes.
      const empty = [...declarations.matchAll(/interface \w+(?:<[^{]*>)? \{\s*\}/g)].map(([text]) => text);
      expect(empty.filter((text) => !text.includes("> extends "))).to.deep.equal([]);
    }
  });

  it("is smaller than 930 KB, and has no source maps", () => {
    // ES modules and CommonJS, each with both faces: about 170 KB each of them, the emulator, and the exports.
    expect(installed.size).to.be.lessThan(930_000);
    expect(installed.files.filter((file) => file.endsWith(".map"))).to.deep.equal([]);
    expect(installed.files.filter((file) => installed.read(file).includes("sourceMappingURL="))).to.deep.equal([]);
  });

  it("has no page with a link to a file that it does not contain", () => {
    const root = join(installed.folder, "node_modules", "dynatwin");
    const pages = installed.files.filter((file) => file.endsWith(".md"));
    const problems = pages.flatMap((file) => {
      const page = { file, text: installed.read(file) };
      return checkLinks(root, page, findBlocks(page).blocks);
    });
    expect(problems).to.deep.equal([]);
  });

  it("declares nothing internal", () => {
    const declarations = installed.files.filter((file) => /\.d\.c?ts$/.test(file));
    expect(declarations).to.include.members(["dist/index.d.cts", "dist/testing.d.ts"]);
    for (const file of declarations) {
      expect(installed.read(file), file).not.to.match(/@internal|Transport|asyncContext|EmulatorLink|Control\b/);
    }
  });

  for (const app of ["app.mjs", "app.cjs", "twins.mjs", "twins.cjs"]) {
    it(`runs from ${app}`, async () => {
      expect(await answerOf(join(installed.folder, app))).to.equal(ANSWER);
    });
  }

  it("compiles without skipLibCheck and runs from app.ts and twins.ts", async () => {
    await installed.compile("tsconfig.json", "typescript-7"); // testing.test.ts compiles the same files with TypeScript 6
    expect(await answerOf(join(installed.folder, "app.js"))).to.equal(ANSWER);
    expect(await answerOf(join(installed.folder, "twins.js"))).to.equal(ANSWER);
  });

  // The SDK's first format is CommonJS, and esbuild can bundle it into an ES module only with mainFields set to the
  // other format.
  const toEsm: BuildOptions = { format: "esm", mainFields: ["module", "main"] };

  describe("with blocking calls in a bundle", () => {
    let folder: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), "dynatwin-twins-"));
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    /** Bundles an app into the folder, whose `node_modules` has the packages that a test adds. */
    async function bundle(app: string, { to = "bundle.cjs", ...settings }: BuildOptions & { to?: string } = {}) {
      const outfile = join(folder, to);
      const entryPoints = [join(installed.folder, app)];
      await build({ entryPoints, outfile, bundle: true, platform: "node", logLevel: "silent", ...settings });
      return outfile;
    }

    function run(program: string): Promise<ProgramEnd> {
      return runProgram([program], { ENDPOINT: server.endpoint });
    }

    /** Copies a package beside the bundle. */
    function provide(name: string): void {
      const place = join(folder, "node_modules", name);
      mkdirSync(join(place, ".."), { recursive: true });
      symlinkSync(join(installed.folder, "node_modules", name), place, "junction");
    }

    function copyWorker(): void {
      const file = "worker-thread.cjs";
      copyFileSync(join(installed.folder, "node_modules", "dynatwin", "dist", file), join(folder, file));
    }

    const SDK = "@aws-sdk/client-dynamodb";
    const answered = { code: 0, stdout: `${ANSWER}\n`, stderr: "" };

    for (const app of ["twins.mjs", "twins.cjs"]) {
      it(`says what to do if the worker's file is missing: ${app}`, async () => {
        const { code, stderr } = await run(await bundle(app));
        expect(code).to.equal(1);
        expect(stderr)
          .to.include("SyncUnavailableError")
          .and.include("--external:dynatwin")
          .and.include("node_modules/dynatwin/dist/worker-thread.cjs");
      });

      it(`runs if dynatwin is external: ${app}`, async () => {
        const external = ["dynatwin", SDK];
        cpSync(join(installed.folder, "node_modules", "dynatwin"), join(folder, "node_modules", "dynatwin"), {
          recursive: true,
        });
        provide(SDK);
        expect(await run(await bundle(app, { external }))).to.deep.equal(answered);
      });

      it(`runs if the worker's file is copied beside it: ${app}`, async () => {
        copyWorker();
        provide(SDK);
        expect(await run(await bundle(app))).to.deep.equal(answered);
      });

      it(`runs if the worker's file is in node_modules: ${app}`, async () => {
        provide("dynatwin");
        provide(SDK);
        expect(await run(await bundle(app))).to.deep.equal(answered);
      });
    }

    it("runs from an ES module", async () => {
      copyWorker();
      provide(SDK);
      expect(await run(await bundle("twins.mjs", { to: "bundle.mjs", ...toEsm }))).to.deep.equal(answered);
    });

    it("says that the worker needs the SDK beside it", async () => {
      copyWorker();
      const { code, stderr } = await run(await bundle("twins.mjs"));
      expect(code).to.equal(1);
      expect(stderr).to.include(`npm install ${SDK}`);
    });
  });
});
