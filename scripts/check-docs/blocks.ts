import type { TextFile } from "./files.js";
import type { Problem } from "./problem.js";

/** The file, or the region of a file, that a block repeats. */
export interface BlockSource {
  readonly path: string;
  readonly region: string | undefined;
}

/** One fenced block of code. */
export interface Block {
  readonly file: string;
  /** The line of the opening fence, counted from 1; the code starts on the next one. */
  readonly line: number;
  /** The text after the fence: the language, and anything after it. */
  readonly info: string;
  readonly indent: string;
  /** The code with its indentation, as in the file. */
  readonly lines: readonly string[];
  readonly source: BlockSource | undefined;
  /** Why the tests do not run it, if they do not. */
  readonly notRun: string | undefined;
}

const FENCE = /^(\s*)(`{3,}|~{3,})\s*([^`]*?)\s*$/;
const SOURCE = /^\s*<!--\s*file:\s*([^\s#]+)(?:#(\S+))?\s*-->\s*$/;
const NOT_RUN = /^\s*<!--\s*not run:\s*(\S.*?)\s*-->\s*$/;
const DOC_COMMENT = /\/\*\*[\s\S]*?\*\//g;

/** Finds the fenced blocks of a markdown text. */
export function findBlocks({ file, text }: TextFile): { blocks: Block[]; problems: Problem[] } {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  for (let at = 0; at < lines.length; at++) {
    const source = sourceOf(lines[at]);
    const opensBlock = FENCE.test(lines[at + 1] ?? "");
    if (source && !opensBlock) {
      problems.push({ file, line: at + 1, message: `The line below must open the block that repeats ${source.path}.` });
    }
    if (/^\s*<!--\s*not run/.test(lines[at] ?? "") && !(NOT_RUN.test(lines[at] ?? "") && opensBlock)) {
      const message = "It must be <!-- not run: why -->, alone on the line above a block.";
      problems.push({ file, line: at + 1, message });
    }
    const fence = FENCE.exec(lines[at] ?? "");
    if (!fence) continue;
    const [, indent = "", marks = "", info = ""] = fence;
    const start = at + 1;
    const length = lines.slice(start).findIndex((line) => closes(line, marks));
    at = length === -1 ? lines.length : start + length;
    if (length === -1) problems.push({ file, line: start, message: "This block of code is never closed." });
    const above = lines[start - 2] ?? "";
    const [, notRun] = NOT_RUN.exec(above) ?? [];
    blocks.push({ file, line: start, info, indent, lines: lines.slice(start, at), source: sourceOf(above), notRun });
  }
  return { blocks, problems };
}

/** A TypeScript file as a markdown text: only its doc comments, at their lines and columns. */
export function docCommentsOf({ file, text }: TextFile): TextFile {
  let markdown = "";
  let end = 0;
  for (const { index, 0: comment } of text.matchAll(DOC_COMMENT)) {
    markdown += blank(text.slice(end, index));
    markdown += comment.replace(/\*\/$/, "  ").replace(/^[ \t]*(\/\*\*|\*)/gm, (prefix) => " ".repeat(prefix.length));
    end = index + comment.length;
  }
  return { file, text: markdown };
}

function sourceOf(line: string | undefined): BlockSource | undefined {
  const [, path, region] = SOURCE.exec(line ?? "") ?? [];
  return path === undefined ? undefined : { path, region };
}

function closes(line: string, marks: string): boolean {
  const trimmed = line.trim();
  return trimmed.length >= marks.length && trimmed === (marks[0] ?? "").repeat(trimmed.length);
}

function blank(code: string): string {
  return code.replace(/[^\n]/g, " ");
}
