import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type BuildOptions, build } from "esbuild";
import { type ControlPlane, startControlPlane } from "./control-plane.js";
import { InstalledPackage, runNode } from "./installed.js";

/** What every program prints: the tables, the status of one, and whether an error is the SDK's own. */
const ANSWER = JSON.stringify([["users"], "ACTIVE", true, false]);

describe("the packed tarball", function () {
  this.timeout(60_000); // Packs, compiles and bundles in processes of their own.

  let installed: InstalledPackage;
  let server: ControlPlane;

  before(async () => {
    installed = await InstalledPackage.install("test/package/apps");
    server = await startControlPlane();
  });

  after(async () => {
    await server.close();
    installed.remove();
  });

  async function answerOf(program: string): Promise<string> {
    return (await runNode([program], { ENDPOINT: server.endpoint })).trim();
  }

  it("holds what users need, and nothing else", () => {
    const chunks = installed.files.filter((file) => /^dist\/[\w-]+\.(js|cjs|d\.ts|d\.cts)(\.map)?$/.test(file));
    expect(installed.files.filter((file) => !chunks.includes(file))).to.have.members([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "package.json",
    ]);
    expect(chunks).to.include.members(["dist/index.js", "dist/index.cjs", "dist/index.d.ts", "dist/index.d.cts"]);
  });

  for (const file of ["dist/index.d.ts", "dist/index.d.cts"]) {
    it(`declares nothing internal in ${file}`, () => {
      expect(installed.read(file)).not.to.match(/@internal|Transport|asyncContext/);
    });
  }

  for (const app of ["app.mjs", "app.cjs"]) {
    it(`runs from ${app}`, async () => {
      expect(await answerOf(join(installed.folder, app))).to.equal(ANSWER);
    });
  }

  it("compiles without skipLibCheck and runs from app.ts", async () => {
    await installed.compile("tsconfig.json");
    expect(await answerOf(join(installed.folder, "app.js"))).to.equal(ANSWER);
  });

  // The SDK publishes CommonJS first, and esbuild can put that into an ES module only when told to take the other form.
  const toEsm: BuildOptions = { format: "esm", mainFields: ["module", "main"] };
  const bundles: { app: string; to: string; settings: BuildOptions }[] = [
    { app: "app.mjs", to: "bundle.cjs", settings: {} },
    { app: "app.cjs", to: "bundle.cjs", settings: {} },
    { app: "app.mjs", to: "bundle.mjs", settings: toEsm },
  ];
  for (const { app, to, settings } of bundles) {
    it(`runs from ${app} in esbuild's ${to}, far from any node_modules`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "dynatwin-bundle-"));
      const outfile = join(folder, to);
      await build({
        ...{ entryPoints: [join(installed.folder, app)], outfile, bundle: true, platform: "node", logLevel: "silent" },
        ...settings,
      });
      expect(await answerOf(outfile)).to.equal(ANSWER);
      rmSync(folder, { recursive: true });
    });
  }
});
