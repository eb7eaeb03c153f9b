import { basename, dirname, posix } from "node:path";
import ts from "typescript";
import type { Block } from "./blocks.js";
import { PRELUDE, preludeImport, preludeNames } from "./prelude.js";
import type { Problem } from "./problem.js";

/** The file ending that gives a block its language and its kind of module. */
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

/** A block of code as a file of its own, for the compiler. */
export interface Example {
  readonly block: Block;
  /** An absolute path. No such file is written. */
  readonly path: string;
  readonly text: string;
}

/** The file ending of a block's language; `undefined` for one that we cannot check. */
export function languageOf({ info }: Block): string | undefined {
  return ENDINGS[info.split(/\s/, 1)[0] ?? ""];
}

/** Whether a block may leave out what the prelude declares: in a doc comment, not in a document. */
export function hasPrelude({ file }: Block): boolean {
  return file.startsWith("src/");
}

/** The blocks that hold code we can check. */
export function examplesOf(root: string, blocks: readonly Block[]): Example[] {
  const names = preludeNames(root);
  const prelude = posix.join(root, PRELUDE.replace(/\.ts$/, ".js"));
  return blocks.flatMap((block) => {
    const ending = languageOf(block);
    // A region is a part of a file, and that file is compiled with the rest.
    if (ending === undefined || block.source?.region !== undefined) return [];
    const folder = posix.join(root, dirname(block.source?.path ?? block.file));
    const path = posix.join(folder, `${basename(block.file)}.${block.line}${ending}`);
    // On the lines where it stands in the document, so that the compiler's positions are the document's.
    const code = block.lines.join("\n");
    const added = hasPrelude(block) ? preludeImport(code, names, posix.relative(folder, prelude)) : "";
    return [{ block, path, text: added + "\n".repeat(block.line) + code }];
  });
}

/** What the compiler has to say about the examples. */
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
    { file, line, message: `"${rest.join(" ")}" is not allowed behind \`\`\`${language}: every example is checked.` },
  ];
}
