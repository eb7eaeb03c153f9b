import { existsSync } from "node:fs";
import { basename, dirname, join, posix } from "node:path";
import ts from "typescript";
import type { Block } from "./blocks.js";
import { isForOneTable, ONE_TABLE_PRELUDE, PRELUDE, preludeImport, preludeNames } from "./prelude.js";
import type { Problem } from "./problem.js";

/** The file extension for a block's language and module system. */
const ENDINGS: Readonly<Record<string, string>> = {
  ts: ".mts",
  typescript: ".mts",
  mts: ".mts",
  cts: ".cts",
  js: ".mjs",
  javascript: ".mjs",
  mjs: ".mjs",
  cjs: ".cjs",
};

/** A block of code as a separate file for the compiler. */
export interface Example {
  readonly block: Block;
  /** An absolute path. No such file is written. */
  readonly path: string;
  readonly text: string;
}

/** The file extension of a block's language; `undefined` for a language that is not checked. */
export function languageOf({ info }: Block): string | undefined {
  return ENDINGS[info.split(/\s/, 1)[0] ?? ""];
}

/** Whether a block can use the names of the prelude without declaring them: in a doc comment, but not in a document. */
export function hasPrelude({ file }: Block): boolean {
  return file.startsWith("src/");
}

/** The blocks of code that are checked. */
export function examplesOf(root: string, blocks: readonly Block[]): Example[] {
  const names = preludeNames(root);
  const hasOneTable = existsSync(join(root, ONE_TABLE_PRELUDE));
  return blocks.flatMap((block) => {
    const ending = languageOf(block);
    // A region is part of a file, which is compiled itself.
    if (ending === undefined || block.source?.region !== undefined) return [];
    const folder = posix.join(root, dirname(block.source?.path ?? block.file));
    const path = posix.join(folder, `${basename(block.file)}.${block.line}`);
    const code = block.lines.join("\n");
    const textWith = (prelude: string) => {
      const module = posix.relative(folder, posix.join(root, prelude.replace(/\.ts$/, ".js")));
      const added = hasPrelude(block) ? preludeImport(code, names, module) : "";
      // At the same lines as in the document, so that the compiler reports positions of the document.
      return added + "\n".repeat(block.line) + code;
    };
    const example = { block, path: path + ending, text: textWith(PRELUDE) };
    if (!hasOneTable || !hasPrelude(block) || !isForOneTable(code)) return [example];
    return [example, { block, path: `${path}.one-table${ending}`, text: textWith(ONE_TABLE_PRELUDE) }];
  });
}

/** The compiler's errors in the examples. */
export function checkExamples(program: ts.Program, examples: readonly Example[]): Problem[] {
  return examples.flatMap(({ block, path }) => [...checkInfo(block), ...diagnose(program, block, path)]);
}

function diagnose(program: ts.Program, { file }: Block, path: string): Problem[] {
  const source = program.getSourceFile(path);
  const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
  return diagnostics.map(({ file: where, start = 0, messageText, code }) => ({
    file,
    line: where ? where.getLineAndCharacterOfPosition(start).line + 1 : 1,
    message: `${ts.flattenDiagnosticMessageText(messageText, "\n")} (TS${code})`,
  }));
}

function checkInfo({ file, line, info }: Block): Problem[] {
  const [language, ...rest] = info.split(/\s+/);
  if (rest.length === 0) return [];
  return [
    { file, line, message: `"${rest.join(" ")}" is not allowed after \`\`\`${language}: every example is checked.` },
  ];
}
