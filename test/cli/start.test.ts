import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { expect } from "chai";
import { COMMANDS } from "../../src/cli/commands.js";

const STATIC_IMPORT = /^(?:import|export)\s(?:[^"';]*?\sfrom\s)?"([^"]+)";?$/gm;

/** The modules that a file of `dist` loads before anything of it runs: its own, and those of its static imports. */
function loadedBy(file: string, found = new Set<string>()): Set<string> {
  if (found.has(file)) return found;
  found.add(file);
  if (!file.startsWith("./")) return found;
  for (const [, imported = ""] of readFileSync(`dist/${file}`, "utf8").matchAll(STATIC_IMPORT))
    loadedBy(imported, found);
  return found;
}

/** The file of a command: the only one that `cli.js` imports for it. */
function fileOf(command: string): string {
  const list = readFileSync("dist/cli.js", "utf8");
  const [, file = ""] = new RegExp(`name: "${command}",[^}]*?import\\("([^"]+)"\\)`).exec(list) ?? [];
  return file;
}

/** What may be loaded before a command begins its work. */
function isLight(module: string): boolean {
  return isBuiltin(module) || /^\.\/cli(-[\w-]+)?\.js$/.test(module);
}

describe("the start of the command", () => {
  it("loads neither the library nor the SDK for the list of commands", () => {
    const loaded = [...loadedBy("./cli.js")];
    expect(loaded.filter((module) => !isLight(module))).to.deep.equal([]);
    expect(
      loaded.filter((module) => module.startsWith("./")),
      "more files start more slowly",
    ).to.have.length.below(16);
  });

  for (const { name } of COMMANDS) {
    it(`loads neither the library nor the SDK, and only its own code, for the help of ${name}`, () => {
      const file = fileOf(name);
      const loaded = [...loadedBy(file, loadedBy("./cli.js"))];
      expect(loaded.filter((module) => !isLight(module))).to.deep.equal([]);
      const others = COMMANDS.filter((other) => other.name !== name).map((other) => fileOf(other.name));
      expect(loaded.filter((module) => others.includes(module))).to.deep.equal([]);
    });
  }
});
