import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { transformSync } from "esbuild";
import { type Block, docCommentsOf, findBlocks } from "../../scripts/check-docs/blocks.js";
import { hasPrelude, languageOf } from "../../scripts/check-docs/examples.js";
import { readFiles } from "../../scripts/check-docs/files.js";
import { PRELUDE, preludeImport, preludeNames } from "../../scripts/check-docs/prelude.js";

/** A block of code of a document or a doc comment. */
export interface Snippet {
  /** Its file and line. */
  readonly name: string;
  readonly block: Block;
  readonly text: string;
}

/** A snippet as a program on disk. */
export interface SnippetProgram {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

/** The modules that replace a snippet's imports, from the folder of this file. */
const MODULES: Readonly<Record<string, string>> = {
  dynatwin: "./dynatwin.js",
  "dynatwin/testing": "../../src/testing/index.js",
};

/**
 * Every block of code that the compiler checks: in the documents, and in the doc comments of async and blocking
 * methods.
 */
export function findSnippets(root: string): Snippet[] {
  const documents = readFiles(root, "", ".md").map(findBlocks);
  const sources = readFiles(root, "src", ".ts").map((source) => findBlocks(docCommentsOf(source)));
  const blocks = [...documents, ...sources].flatMap((found) => found.blocks);
  return blocks
    .filter((block) => languageOf(block) !== undefined)
    .map((block) => ({ name: `${block.file}:${block.line}`, block, text: block.lines.join("\n") }));
}

/** Writes snippets as programs that import the compiled modules, and a prelude. */
export function writePrograms(snippets: readonly Snippet[], folder: string, prelude = PRELUDE): SnippetProgram[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "prelude.mjs"), compile(readFileSync(prelude, "utf8"), prelude));
  const names = preludeNames(".");
  return snippets.map(({ name, text, block }) => {
    const id = name.replace(/\W+/g, "-");
    const file = resolve(join(folder, `${id}${languageOf(block)?.replace("ts", "js") ?? ""}`));
    // A separate module for each snippet: its tables are created when it is loaded.
    const added = hasPrelude(block) ? preludeImport(text, names, `./prelude.mjs?${id}`) : "";
    writeFileSync(file, compile(`${added}\n${text}`, name));
    return { name, file, text };
  });
}

function compile(text: string, sourcefile: string): string {
  const { code } = transformSync(text, {
    loader: "ts",
    format: "esm",
    target: "node20",
    sourcefile,
    // The imports of a snippet are loaded, as in a user's program.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return withOurModules(code);
}

/** The expected output of a snippet: a value in a comment after a `console.log`. */
export function promisedOutput(text: string): string[] {
  const lines = text.matchAll(/console\.log\(.*\); \/\/ (\[.*\]|\{.*\}|[\w.-]+)$/gm);
  return Array.from(lines, ([, value = ""]) => value);
}

function withOurModules(code: string): string {
  return code.replace(/^(import\b.*|} from )"([^"]+)";$/gm, (line, before, name: string) => {
    const module = MODULES[name];
    return module === undefined ? line : `${before}${JSON.stringify(new URL(module, import.meta.url).href)};`;
  });
}
