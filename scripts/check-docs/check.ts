import { existsSync, writeFileSync } from "node:fs";
import { join, posix, sep } from "node:path";
import { checkApi } from "./api.js";
import { docCommentsOf, findBlocks } from "./blocks.js";
import { checkCopies, refreshCopies } from "./copies.js";
import { checkExamples, examplesOf } from "./examples.js";
import { readFiles } from "./files.js";
import { checkGenerated, type Generators, refreshGenerated } from "./generated.js";
import { checkLinks } from "./links.js";
import { GENERATORS } from "./pages/generators.js";
import type { Problem } from "./problem.js";
import { createProgram } from "./program.js";

/** The entry points by the module names that users import. */
const ENTRIES = {
  dynatwin: "src/index.ts",
  "dynatwin/testing": "src/testing/index.ts",
  "dynatwin/iac": "src/iac/index.ts",
};

/** Checks every document of a repository and the doc comments of its library, in one TypeScript program. */
export function checkDocs(folder: string, generators: Generators = GENERATORS): Problem[] {
  // With slashes, as TypeScript writes paths.
  const root = folder.split(sep).join("/");
  const entries = Object.entries(ENTRIES).map(([name, file]) => [name, posix.join(root, file)] as const);
  const present = new Map(entries.filter(([, file]) => existsSync(file)));
  const documents = readFiles(root, "", ".md").map((document) => ({ document, ...findBlocks(document) }));
  const sources = readFiles(root, "src", ".ts").map((source) => findBlocks(docCommentsOf(source)));
  const blocks = [...documents, ...sources].flatMap((found) => found.blocks);
  const examples = examplesOf(root, blocks);
  const program = createProgram(root, present, new Map(examples.map(({ path, text }) => [path, text])));
  const problems = [
    ...[...documents, ...sources].flatMap((found) => found.problems),
    ...documents.flatMap(({ document, blocks: own }) => checkLinks(root, document, own)),
    ...checkCopies(root, blocks),
    ...documents.flatMap(({ document }) => checkGenerated(document, generators)),
    ...checkExamples(program, examples),
    ...[...present.values()].flatMap((entry) => checkApi(program, root, entry)),
  ];
  return problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
}

/** Rewrites the blocks that repeat a file and the parts that are generated, and returns the documents that changed. */
export function fixDocs(root: string, generators: Generators = GENERATORS): string[] {
  const stale = readFiles(root, "", ".md").filter((document) => {
    const text = refreshGenerated(refreshCopies(root, document), generators);
    if (text === document.text) return false;
    writeFileSync(join(root, document.file), text);
    return true;
  });
  return stale.map(({ file }) => file);
}
