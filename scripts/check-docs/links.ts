import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Block } from "./blocks.js";
import type { TextFile } from "./files.js";
import type { Problem } from "./problem.js";

const LINKS = [/\]\(\s*<?([^)\s>]+)>?[^)]*\)/g, /^\s*\[[^\]]+\]:\s*<?([^\s>]+)/g, /\b(?:href|src)="([^"]+)"/g];
const ELSEWHERE = /^([a-z][a-z0-9+.-]*:|\/\/|#)/i;

/** Finds the broken relative links of a markdown file. */
export function checkLinks(root: string, { file, text }: TextFile, blocks: readonly Block[]): Problem[] {
  const lines = text.split(/\r?\n/);
  for (const block of blocks) lines.fill("", block.line, block.line + block.lines.length);
  return lines.flatMap((line, index) =>
    targetsOf(line.replace(/`[^`]*`/g, ""))
      .filter((target) => !existsSync(join(root, placeOf(file, target))))
      .map((target) => ({ file, line: index + 1, message: `The link to ${target} is broken.` })),
  );
}

function targetsOf(line: string): string[] {
  const targets = LINKS.flatMap((link) => [...line.matchAll(link)].map(([, target = ""]) => target));
  return targets.filter((target) => !ELSEWHERE.test(target));
}

function placeOf(file: string, target: string): string {
  const path = decodeURIComponent(target.replace(/[#?].*$/, ""));
  return path.startsWith("/") ? path : join(dirname(file), path);
}
