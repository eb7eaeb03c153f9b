import type { TextFile } from "./files.js";
import type { Problem } from "./problem.js";

/** The generators of parts of documents, by name. */
export type Generators = Readonly<Record<string, () => string>>;

const BEGIN = /^<!-- generated: (\S+) -->$/;

/** A part of a document between `<!-- generated: name -->` and `<!-- /generated: name -->`. */
interface Part {
  readonly name: string;
  /** The index of its first line, after the comment. */
  readonly start: number;
  /** The index of the line that ends it; -1 if there is none. */
  readonly end: number;
}

/** Compares the generated parts of a document with the current output of their generators. */
export function checkGenerated({ file, text }: TextFile, generators: Generators): Problem[] {
  const lines = text.split("\n");
  return partsOf(lines).flatMap(({ name, start, end }) => {
    const message = problemOf(name, end === -1 ? undefined : lines.slice(start, end).join("\n"), generators);
    return message === undefined ? [] : [{ file, line: start, message }];
  });
}

/** The text of a document with updated generated parts. */
export function refreshGenerated(text: string, generators: Generators): string {
  const lines = text.split("\n");
  // From the end, so that the line numbers of earlier parts do not change.
  for (const { name, start, end } of partsOf(lines).reverse()) {
    const generate = generators[name];
    if (generate && end !== -1) lines.splice(start, end - start, ...between(generate()).split("\n"));
  }
  return lines.join("\n");
}

/** A table of a document. The first row is its head. */
export function tableOf([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), `|${head.map(() => "---|").join("")}`, ...rows.map(line)].join("\n");
}

function partsOf(lines: readonly string[]): Part[] {
  return lines.flatMap((line, index) => {
    const [, name] = BEGIN.exec(line) ?? [];
    return name === undefined
      ? []
      : [{ name, start: index + 1, end: lines.indexOf(`<!-- /generated: ${name} -->`, index) }];
  });
}

function problemOf(name: string, text: string | undefined, generators: Generators): string | undefined {
  const generate = generators[name];
  if (generate === undefined) return `There is no generator "${name}": ${Object.keys(generators).join(", ")}.`;
  if (text === undefined) return `<!-- /generated: ${name} --> is missing.`;
  if (text === between(generate())) return undefined;
  return `This part differs from the output of the generator "${name}". To update it: npm run check:docs -- --fix`;
}

/** With an empty line before and after, as Markdown needs between a comment and a table. */
function between(text: string): string {
  return `\n${text}\n`;
}
