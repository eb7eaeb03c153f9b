import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NOT_OURS = new Set(["node_modules", "dist", "build", "coverage", "site"]);

/** A text file, with its path relative to the root and written with slashes. */
export interface TextFile {
  readonly file: string;
  readonly text: string;
}

/** All files under a folder with an extension, except hidden, installed and built ones. */
export function readFiles(root: string, folder: string, ending: string): TextFile[] {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    if (entry.name.startsWith(".") || NOT_OURS.has(entry.name)) return [];
    const file = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return readFiles(root, file, ending);
    return entry.name.endsWith(ending) ? [{ file, text: readFileSync(join(root, file), "utf8") }] : [];
  });
}
