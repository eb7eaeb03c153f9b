import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { InstalledPackage, runNode } from "./installed.js";

/** The TypeScript versions with which the types are tested, by their packages. The first is the lowest. */
const COMPILERS = ["typescript-5.4", "typescript-5.9", "typescript", "typescript-7"];

const STRICT = { strict: true, skipLibCheck: false, types: ["node"] };

describe("the types in the packed tarball", function () {
  this.timeout(120_000); // Packs and compiles in processes of its own.

  let installed: InstalledPackage;

  before(async () => {
    installed = await InstalledPackage.install("test/package/types");
    writeFileSync(join(installed.folder, "package.json"), '{ "private": true, "type": "module" }');
  });

  after(() => installed.remove());

  /** Compiles all files of the user's folder. */
  async function compile(options: object, compiler?: string): Promise<void> {
    const compilerOptions = { module: "nodenext", target: "es2022", outDir: "out", ...options };
    writeFileSync(join(installed.folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
    await installed.compile("tsconfig.json", compiler);
  }

  for (const compiler of COMPILERS) {
    it(`compile with ${compiler}`, () => compile(STRICT, compiler));
  }

  it("name the lowest of these versions in the README", () => {
    const { version } = installed.manifestOf(COMPILERS[0] ?? "");
    expect(installed.read("README.md")).to.include(`TypeScript ${version.replace(/\.\d+$/, "")} or later`);
  });

  it("compile with the options of a library", () =>
    compile(
      { ...STRICT, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, declaration: true },
      "typescript-7",
    ));

  it("compile without the types of Node, except those of other packages", async () => {
    const lib = ["es2022", "esnext.disposable", "dom"];
    const options = { ...STRICT, types: [], lib, noEmit: true };
    const faults = await compile(options, "typescript-7").catch((error: Error) => error.message);
    const ours = String(faults)
      .split("\n")
      .filter((line) => line.includes("dynatwin/dist"));
    expect(ours).to.deep.equal([]);
  });

  it("support a repository class for any model without casts, which runs", async () => {
    await compile(STRICT, "typescript-7");
    const answer = await runNode([join(installed.folder, "out", "repository.js")]);
    expect(answer).to.equal("[false,0,[true],2,1]\n0\n");
  });

  it("support the schemas and the hooks of other libraries", async () => {
    for (const name of ["zod", "valibot", "arktype", "vitest", "@types/mocha"]) installed.add(name);
    cpSync("test/package/types-beside-others", installed.folder, { recursive: true });
    await compile({ strict: true, skipLibCheck: true, types: ["node", "mocha"], noEmit: true }, "typescript-7");
  });
});
