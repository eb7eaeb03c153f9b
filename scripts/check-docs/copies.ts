import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Block, type BlockSource, findBlocks } from "./blocks.js";
import type { TextFile } from "./files.js";
import type { Problem } from "./problem.js";

interface Original {
  readonly lines: readonly string[];
  /** The line of the file on which the text starts, counted from 1. */
  readonly line: number;
}

/** Compares the blocks that repeat a file with that file. */
export function checkCopies(root: string, blocks: readonly Block[]): Problem[] {
  return blocks.flatMap((block) => {
    if (!block.source) return [];
    const original = readOriginal(root, block.source);
    const message = typeof original === "string" ? original : difference(block, block.source, original);
    return message === undefined ? [] : [{ file: block.file, line: block.line, message }];
  });
}

/** The markdown text in which every block that repeats a file is updated from that file. */
export function refreshCopies(root: string, markdown: TextFile): string {
  const lines = markdown.text.split(/\r?\n/);
  // From the end, so that the line numbers of earlier blocks do not change.
  for (const { source, line, lines: old, indent } of findBlocks(markdown).blocks.reverse()) {
    const original = source && readOriginal(root, source);
    if (original === undefined || typeof original === "string") continue;
    lines.splice(line, old.length, ...original.lines.map((text) => (text === "" ? "" : indent + text)));
  }
  return lines.join("\n");
}

function readOriginal(root: string, { path, region }: BlockSource): Original | string {
  const file = join(root, path);
  if (!existsSync(file)) return `The file ${path} does not exist.`;
  const lines = readFileSync(file, "utf8").trimEnd().split(/\r?\n/);
  if (region === undefined) return { lines, line: 1 };
  const start = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const end = lines.findIndex((line) => line.trim() === `// #endregion ${region}`);
  if (start === -1 || end < start) return `${path} has no "// #region ${region}" with its "// #endregion ${region}".`;
  return { lines: dedent(lines.slice(start + 1, end)), line: start + 2 };
}

function difference(block: Block, { path }: BlockSource, original: Original): string | undefined {
  const copy = block.lines.map((line) => (line.startsWith(block.indent) ? line.slice(block.indent.length) : line));
  const longest = Math.max(copy.length, original.lines.length);
  const at = Array.from({ length: longest }, (_, index) => index).find((i) => copy[i] !== original.lines[i]);
  if (at === undefined) return undefined;
  return [
    `This block differs from ${path}. The first difference is at ${block.file}:${block.line + 1 + at} and ` +
      `${path}:${original.line + at}:`,
    `  - ${copy[at] ?? "(the block ends)"}`,
    `  + ${original.lines[at] ?? "(the file ends)"}`,
    "  To update the block: npm run check:docs -- --fix",
  ].join("\n");
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  return lines.map((line) => line.slice(Math.min(...indents)));
}
