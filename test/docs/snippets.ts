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

/** The module that a snippet gets for what it imports, from the folder of this file. */
const MODULES: Readonly<Record<string, string>> = {
  dynatwin: "./dynatwin.js",
  "dynatwin/testing": "../../src/testing/index.js",
};

/** Every block of code that the compiler checks: in the documents, and in the doc comments of both faces. */
export function findSnippets(root: string): Snippet[] {
  const documents = readFiles(root, "", ".md").map(findBlocks);
  const sources = readFiles(root, "src", ".ts").map((source) => findBlocks(docCommentsOf(source)));
  const blocks = [...documents, ...sources].flatMap((found) => found.blocks);
  return blocks
    .filter((block) => languageOf(block) !== undefined)
    .map((block) => ({ name: `${block.file}:${block.line}`, block, text: block.lines.join("\n") }));
}

/** Writes snippets as programs that import what the tests are compiled to. */
export function writePrograms(snippets: readonly Snippet[], folder: string): SnippetProgram[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "prelude.mjs"), compile(readFileSync(PRELUDE, "utf8"), PRELUDE));
  const names = preludeNames(".");
  return snippets.map(({ name, text, block }) => {
    const id = name.replace(/\W+/g, "-");
    const file = resolve(join(folder, `${id}${languageOf(block)?.replace("ts", "js") ?? ""}`));
    // A module of its own for each snippet: its tables are made when it is loaded.
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
    // What a snippet imports is loaded, as by its reader.
    tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
  });
  return withOurModules(code);
}

/** What a snippet says that it prints: a value alone behind a `console.log`. */
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
