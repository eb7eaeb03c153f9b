import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hasHeader } from "./header.js";

/** The text of every generated file, by its path from the root. */
export type Outputs = ReadonlyMap<string, string>;

const FOLDERS = ["src/async/generated", "src/sync", "src/testing/sync", "test/sync"];

/** Writes changed files, and deletes generated files whose source was deleted. Returns the paths of both. */
export function write(root: string, outputs: Outputs): string[] {
  const changed = [...outputs].filter(([path, text]) => readIfThere(root, path) !== text);
  for (const [path, text] of changed) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const orphans = withHeader(root).filter((path) => !outputs.has(path));
  for (const path of orphans) rmSync(join(root, path));
  return [...changed.map(([path]) => `wrote ${path}`), ...orphans.map((path) => `removed ${path}`)];
}

/** Compares with the disk: returns every file that is stale, missing or orphaned. */
export function compare(root: string, outputs: Outputs): string[] {
  const stale = [...outputs].flatMap(([path, text]) => difference(path, text, readIfThere(root, path)));
  const generated = withHeader(root).filter((path) => !outputs.has(path));
  return [...stale, ...generated.map((path) => `${path}:1: orphaned: it has the header, but no source.`)];
}

/** Files written by hand in a generated folder, which are always reported. */
export function handWrittenFiles(root: string, outputs: Outputs): string[] {
  const inFolders = FOLDERS.flatMap((folder) => codeIn(root, folder));
  const byHand = inFolders.filter((path) => !outputs.has(path) && !hasHeader(readIfThere(root, path) ?? ""));
  return byHand.map((path) => `${path}:1: written by hand in a generated folder. Move it to the folder of its source.`);
}

/** The first line that differs, or the message that the file is missing. */
function difference(path: string, expected: string, actual: string | undefined): string[] {
  if (actual === expected) return [];
  if (actual === undefined) return [`${path}:1: missing. Run npm run generate.`];
  const [wanted, found] = [expected.split("\n"), actual.split("\n")];
  const line = wanted.findIndex((text, index) => text !== found[index]);
  const at = line === -1 ? wanted.length : line;
  const show = (text: string | undefined) => text ?? "(end of file)";
  return [
    `${path}:${at + 1}: stale. Run npm run generate.\n  expected: ${show(wanted[at])}\n  actual:   ${show(found[at])}`,
  ];
}

/** Every file with the header of generated files, in any folder, except fixtures of tests. */
function withHeader(root: string): string[] {
  const files = ["src", "test"].flatMap((folder) => codeIn(root, folder));
  return files.filter((path) => !path.includes("/fixtures/") && hasHeader(readIfThere(root, path) ?? ""));
}

function codeIn(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  const files = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(".ts")).map((file) => `${folder}/${file.replaceAll("\\", "/")}`);
}

function readIfThere(root: string, path: string): string | undefined {
  return existsSync(join(root, path)) ? readFileSync(join(root, path), "utf8") : undefined;
}
