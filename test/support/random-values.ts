import type { RandomChoices } from "./random-choices.js";

const NAMES = [
  "a",
  "b",
  "c",
  "gpk",
  "lsk",
  "ttl",
  "size",
  "__proto__",
  "constructor",
  "é",
  "😀",
  "a.b",
  "a".repeat(300),
];
const TEXTS = ["", "a", "b", "ab", "é", "😀", "\ud800", "\0", "￿", "x".repeat(3_000)];
const NUMBERS = [
  "0",
  "1",
  "-1",
  "1.5",
  "+3",
  "1e3",
  "1E-130",
  "9.9e125",
  "-0",
  "00012.500",
  "123456789012345678901234567890",
];
const BINARIES = ["", "YQ==", "YWI=", "/w==", "AA=="];

/** The name of an attribute. */
export function randomName(random: RandomChoices): string {
  return random.from(NAMES.slice(0, random.oneIn(3) ? NAMES.length : 6));
}

/** An attribute value in DynamoDB's JSON. */
export function randomValue(random: RandomChoices, depth = 0): object {
  const kinds = ["S", "S", "N", "N", "B", "BOOL", "NULL", "SS", "NS", "BS", ...(depth < 3 ? ["L", "M"] : [])];
  const kind = random.from(kinds);
  return { [kind]: contentOf(kind, random, depth) };
}

/** The items and keys of the tables that the random requests name: few, so that requests find them. */
export function randomKey(random: RandomChoices, table: string): Record<string, object> {
  const pk = { S: random.of("a", "b", "c", "d", "😀") };
  return table === "indexed" ? { pk, sk: { N: String(random.below(8)) } } : { pk };
}

/** An item of a table. */
export function randomItem(random: RandomChoices, table: string): Record<string, object> {
  const others = random.list(4, () => [randomName(random), randomValue(random)] as const);
  const indexed = random.some({
    gpk: { S: random.of("a", "b") },
    lsk: { B: random.of("YQ==", "YWI=") },
    ttl: { N: String(random.below(10_000)) },
  });
  return { ...Object.fromEntries(others), ...(indexed as Record<string, object>), ...randomKey(random, table) };
}

function contentOf(kind: string, random: RandomChoices, depth: number): unknown {
  if (kind === "S") return random.from(TEXTS);
  if (kind === "N") return random.from(NUMBERS);
  if (kind === "B") return random.from(BINARIES);
  if (kind === "BOOL") return random.oneIn(2);
  if (kind === "NULL") return true;
  if (kind === "SS") return ["s", ...random.list(2, (place) => `s${place}`)];
  if (kind === "NS") return ["7", ...random.list(2, String)];
  if (kind === "BS") return ["YQ==", ...random.list(1, () => "Yg==")];
  if (kind === "L") return random.list(3, () => randomValue(random, depth + 1));
  return Object.fromEntries(random.list(3, () => [randomName(random), randomValue(random, depth + 1)]));
}
