import { readFileSync, writeFileSync } from "node:fs";

/** Rewrites the table that stands in the README between the comments of a benchmark's name. */
export function writeReadmeTable(name: string, table: string): void {
  writeTable("README.md", name, table);
}

/** The same for any document. */
export function writeTable(file: string, name: string, table: string): void {
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const text = readFileSync(file, "utf8");
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${file} lacks ${begin} … ${end}.`);
  writeFileSync(file, `${before}${begin}\n${table}\n${end}${after}`);
}
