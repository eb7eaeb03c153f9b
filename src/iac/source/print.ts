/** The number of characters in a line of printed source. */
const LINE_WIDTH = 120;
const INDENT = "  ";

/** An expression: text, or text around a value, as in `attr.list(` … `).optional()`. */
export class Expression {
  readonly #before: string;
  readonly #value: unknown;
  readonly #after: string;

  constructor(before: string, value?: unknown, after = "") {
    this.#before = before;
    this.#value = value;
    this.#after = after;
  }

  /** The expression with more text at its end: `.optional()`. */
  with(end: string): Expression {
    return new Expression(this.#before, this.#value, this.#after + end);
  }

  print(printValue: (value: unknown) => string): string {
    return this.#before + (this.#value === undefined ? "" : printValue(this.#value)) + this.#after;
  }
}

/**
 * Prints a value as TypeScript: in one line where it fits, else with a member in each line. Members that are `undefined` are left out.
 *
 * @param indent - The spaces before the line that the value begins in.
 * @param around - The number of characters before and after the value in its line.
 */
export function print(value: unknown, indent = "", around = 0): string {
  const line = printInLine(value);
  if (indent.length + around + line.length <= LINE_WIDTH) return line;
  if (value instanceof Expression) return value.print((inner) => print(inner, indent, LINE_WIDTH));
  const deeper = indent + INDENT;
  if (Array.isArray(value)) {
    const members = value.map((member) => `${deeper}${print(member, deeper, 1)},\n`);
    return `[\n${members.join("")}${indent}]`;
  }
  if (typeof value !== "object" || value === null) return line;
  const members = membersOf(value).map(([name, member]) => {
    const key = `${printName(name)}: `;
    return `${deeper}${key}${print(member, deeper, key.length + 1)},\n`;
  });
  return `{\n${members.join("")}${indent}}`;
}

function printInLine(value: unknown): string {
  if (value instanceof Expression) return value.print(printInLine);
  if (Array.isArray(value)) return `[${value.map(printInLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = membersOf(value).map(([name, member]) => `${printName(name)}: ${printInLine(member)}`);
  return members.length > 0 ? `{ ${members.join(", ")} }` : "{}";
}

function membersOf(value: object): readonly [string, unknown][] {
  return Object.entries(value).filter(([, member]) => member !== undefined);
}

/** The name of a member. `__proto__` is computed: written as a name, it would set the prototype. */
function printName(name: string): string {
  if (name === "__proto__") return `["${name}"]`;
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
