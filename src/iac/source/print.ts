/** The number of characters in a line of printed source. */
const LINE_WIDTH = 120;
const INDENT = "  ";

/** An expression that is printed as it is. */
export class Expression {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/**
 * Prints a value as TypeScript: in one line where it fits, else with a member in each line. Members that are `undefined` are left out.
 *
 * @param indent - The spaces before the line that the value begins in.
 * @param before - The number of characters before and after the value in its line.
 */
export function print(value: unknown, indent = "", before = 0): string {
  const line = printInLine(value);
  if (indent.length + before + line.length <= LINE_WIDTH) return line;
  const inner = indent + INDENT;
  if (Array.isArray(value)) {
    const members = value.map((member) => `${inner}${print(member, inner, 1)},\n`);
    return `[\n${members.join("")}${indent}]`;
  }
  if (typeof value !== "object" || value === null || value instanceof Expression) return line;
  const members = membersOf(value).map(([name, member]) => {
    const key = `${printName(name)}: `;
    return `${inner}${key}${print(member, inner, key.length + 1)},\n`;
  });
  return `{\n${members.join("")}${indent}}`;
}

function printInLine(value: unknown): string {
  if (value instanceof Expression) return value.source;
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
