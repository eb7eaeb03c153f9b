import type { RandomChoices } from "./random-choices.js";

type Json = Record<string, unknown>;

const WORDS = [
  "(",
  ")",
  ",",
  "AND",
  "OR",
  "NOT",
  "=",
  "<",
  "SET",
  "REMOVE",
  "ADD",
  "#n",
  ":v0",
  "[0]",
  "[",
  ".",
  "size(",
  "'",
  '"',
  "?",
];
const LONG = "x".repeat(70_000);

/** A body of a request that is like another one, but with mistakes: in its text, its structure, its types and its values. */
export function withMistakes(random: RandomChoices, input: object): string {
  const copy = JSON.parse(JSON.stringify(input)) as Json;
  const count = 1 + random.below(3);
  for (let mistake = 0; mistake < count; mistake += 1) spoil(random, copy);
  const text = JSON.stringify(copy);
  return random.oneIn(20) ? spoilText(random, text) : text;
}

/** Changes a random member at a random depth. */
function spoil(random: RandomChoices, root: Json): void {
  let parent: Json = root;
  for (;;) {
    const names = Object.keys(parent);
    if (names.length === 0) {
      parent[random.of("TableName", "a", "S", "M", "0")] = junk(random, root);
      return;
    }
    const name = random.from(names);
    const member = parent[name];
    if (typeof member === "object" && member !== null && !random.oneIn(4)) parent = member as Json;
    else {
      change(random, parent, name, root);
      return;
    }
  }
}

function change(random: RandomChoices, parent: Json, name: string, root: Json): void {
  const member = parent[name];
  const kind = random.below(7);
  if (kind === 0) Reflect.deleteProperty(parent, name);
  else if (kind === 1) parent[random.of(`${name}x`, "S", "N", "L", "Limit", "IndexName", "Select")] = member;
  else if (kind === 2) parent[name] = [member];
  else if (kind === 3) parent[name] = { [random.of("M", "L", "a", "SS")]: member };
  else if (typeof member === "string" && kind < 6) parent[name] = spoilWords(random, member);
  else if (typeof member === "number") parent[name] = random.of<unknown>(0, -1, 1.5, 1e9, 1e300, "1");
  else parent[name] = junk(random, root);
}

function junk(random: RandomChoices, root: Json): unknown {
  return random.of<() => unknown>(
    () => null,
    () => true,
    () => -1,
    () => 1e308,
    () => "",
    () => LONG,
    () => "\ud800",
    () => [],
    () => ({}),
    () => [null],
    () => ({ S: 1, N: "x" }),
    () => nested(random),
    () => JSON.parse('{"__proto__":{"S":"x"},"constructor":{"M":{}}}') as unknown,
    () => structuredClone(random.from(Object.values(root))), // not itself: it could contain this place
    () => Array.from({ length: 200 }, () => ({ S: "x" })),
  )();
}

/** A value with many levels. */
function nested(random: RandomChoices): unknown {
  let value: unknown = { S: "x" };
  for (let depth = random.below(400); depth > 0; depth -= 1)
    value = random.oneIn(2) ? { L: [value] } : { M: { a: value } };
  return value;
}

/** Changes some of the words of an expression, a name or a number. */
function spoilWords(random: RandomChoices, text: string): string {
  if (random.oneIn(30)) return `${random.of("(", "NOT ", "a[", "size(").repeat(5_000)}${text}`;
  if (random.oneIn(30) && text.length < 1_000)
    return Array.from({ length: 800 }, () => text).join(random.of(" AND ", ", ", " "));
  const parts = text.split(/(?<= )|(?=[(),.[=])/);
  const place = random.below(parts.length + 1);
  return [...parts.slice(0, place), ` ${random.from(WORDS)} `, ...parts.slice(place + random.below(2))].join("");
}

/** Removes, repeats or inserts characters, so that it may be no JSON. */
function spoilText(random: RandomChoices, text: string): string {
  const place = random.below(text.length);
  return (
    text.slice(0, place) + random.of("", "}", '"', "\\", "\0", "[[", "1e999", ",") + text.slice(place + random.below(3))
  );
}
