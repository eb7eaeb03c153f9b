import { readFileSync, writeFileSync } from "node:fs";

const README = "README.md";

/** Rewrites the table that stands in the README between the comments of a benchmark's name. */
export function writeReadmeTable(name: string, table: string): void {
  const begin = `<!-- bench:${name} -->`;
  const end = `<!-- /bench:${name} -->`;
  const text = readFileSync(README, "utf8");
  const [before, rest] = text.split(begin);
  const [, after] = rest?.split(end) ?? [];
  if (before === undefined || after === undefined) throw new Error(`${README} lacks ${begin} … ${end}.`);
  writeFileSync(README, `${before}${begin}\n${table}\n${end}${after}`);
}
