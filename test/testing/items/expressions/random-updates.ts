import fc from "fast-check";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { type Kinds, values } from "./random-expressions.js";

/** One action of an update: the text of what follows its keyword, and the value of its placeholder. */
export interface RandomAction {
  readonly section: "SET" | "REMOVE" | "ADD" | "DELETE";
  readonly path: string;
  /** What SET assigns: a value, or what is at a path, with a default or a number to add. */
  readonly from?: string;
  readonly value?: WireValue;
}

const PATHS = [
  "aa",
  "bb",
  "cc",
  "aa.xx",
  "aa.yy",
  "aa.xx[0]",
  "aa.xx[1]",
  "aa.xx[4]",
  "bb[0]",
  "bb[1]",
  "bb[2]",
  "bb[6]",
  "bb[9]",
];

/** The names and places of a path. */
export function partsOf(path: string): (string | number)[] {
  return [...path.matchAll(/([a-z]+)|\[(\d+)\]/g)].map(([, name, place]) => name ?? Number(place));
}

function isBeginning(path: string, other: string): boolean {
  const [parts, others] = [partsOf(path), partsOf(other)];
  return parts.every((part, place) => part === others[place]);
}

/** Actions on paths that do not overlap. */
export function actions(kinds: Kinds): fc.Arbitrary<RandomAction[]> {
  const path = fc.constantFrom(...PATHS);
  const value = values(kinds);
  const number = value.filter(({ N }) => N != null);
  const set = value.filter(({ SS, NS, BS }) => Boolean(SS ?? NS ?? BS));
  const action: fc.Arbitrary<RandomAction> = fc.oneof(
    fc.record({ section: fc.constant("SET" as const), path, value }),
    fc.record({ section: fc.constant("SET" as const), path, from: path, value }),
    fc.record({ section: fc.constant("REMOVE" as const), path }),
    fc.record({ section: fc.constant("ADD" as const), path, value: fc.oneof(number, set) }),
    fc.record({ section: fc.constant("DELETE" as const), path, value: set }),
  );
  return fc.array(action, { minLength: 1, maxLength: 5 }).map((all) =>
    all.filter(({ path: one }, place) => {
      const earlier = all.slice(0, place).map(({ path: other }) => other);
      return !earlier.some((other) => isBeginning(one, other) || isBeginning(other, one));
    }),
  );
}

/** The expression of some actions, in the order of sections, and its values by placeholder. */
export function writtenUpdate(all: readonly RandomAction[]): { text: string; values: WireItem } {
  const placeholders: Record<string, WireValue> = {};
  const write = ({ section, path, from, value }: RandomAction): string => {
    if (!value) return path;
    const key = `:v${Object.keys(placeholders).length}`;
    placeholders[key] = value;
    if (section !== "SET") return `${path} ${key}`;
    if (from === undefined) return `${path} = ${key}`;
    return value.N == null ? `${path} = if_not_exists(${from}, ${key})` : `${path} = ${from} + ${key}`;
  };
  const sections = ["REMOVE", "SET", "DELETE", "ADD"].flatMap((section) => {
    const texts = all.filter((action) => action.section === section).map(write);
    return texts.length > 0 ? [`${section} ${texts.join()}`] : [];
  });
  return { text: sections.join(" "), values: placeholders };
}
