import { resolve } from "node:path";
import { expect } from "chai";
import { type Loaders, loadModule } from "../../src/cli/loading/load-module.js";

const PATH = resolve("models.ts");

/** Loaders that record what they load. */
function loaders(overrides: Partial<Loaders>, log: string[]): Loaders {
  const createJiti = () => ({
    import: (path: string) => {
      log.push(`jiti ${path}`);
      return Promise.resolve({ by: "jiti" });
    },
  });
  return {
    loadsTypeScript: true,
    importModule: (path) => {
      log.push(`node ${path}`);
      return Promise.resolve({ by: "node" });
    },
    findJiti: () => Promise.resolve({ createJiti } as unknown as Awaited<ReturnType<Loaders["findJiti"]>>), // the part that is used
    ...overrides,
  };
}

function failing(code: string): Pick<Loaders, "importModule"> {
  return { importModule: () => Promise.reject(Object.assign(new Error("Node cannot"), { code })) };
}

describe("the loader of a module", () => {
  let log: string[];

  beforeEach(() => {
    log = [];
  });

  it("is Node for JavaScript, and for TypeScript where it can", async () => {
    await loadModule(resolve("models.mjs"), loaders({ loadsTypeScript: false }, log));
    await loadModule(PATH, loaders({}, log));
    expect(log).to.deep.equal([`node ${resolve("models.mjs")}`, `node ${PATH}`]);
  });

  for (const code of ["ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX", "ERR_MODULE_NOT_FOUND"])
    it(`is jiti for TypeScript where Node cannot: ${code}`, async () => {
      expect(await loadModule(PATH, loaders(failing(code), log))).to.deep.equal({ by: "jiti" });
    });

  it("is not changed by what the module throws", async () => {
    const error = await loadModule(PATH, loaders(failing("ECONNREFUSED"), log)).catch((error: Error) => error);
    expect(error).to.have.property("message").that.includes(`${PATH} cannot be loaded: Error: Node cannot`);
    expect(log).to.deep.equal([]);
  });

  it("has to be installed where Node does not load TypeScript", async () => {
    const without = loaders({ loadsTypeScript: false, findJiti: () => Promise.resolve(undefined) }, log);
    const error = await loadModule(PATH, without).catch((error: Error) => error);
    expect(error).to.include({ name: "UsageError" });
    expect(error).to.have.property("message").that.includes("Install jiti, which loads all of TypeScript: npm install");
  });
});
