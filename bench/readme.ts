import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";

/** Rewrites the table in the README between the comments with a benchmark's name. */
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

/** A table with its columns aligned. The first row is its head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const widths = columnWidths(rows);
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(" | ")} |`;
  const [head, ...others] = rows.map(line);
  return [head, `| ${widths.map((width) => "-".repeat(width)).join(" | ")} |`, ...others].join("\n");
}

/** The machine and the date of a measurement. */
export function measuredHere(): string {
  const machine = `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${process.platform}-${process.arch}`;
  return `Node ${process.version} on ${machine}, ${new Date().toISOString().slice(0, 10)}.`;
}

/** How wide each column has to be for its cells. */
export function columnWidths(rows: readonly (readonly string[])[]): number[] {
  return (rows[0] ?? []).map((_, index) => Math.max(...rows.map((cells) => cells[index]?.length ?? 0)));
}
