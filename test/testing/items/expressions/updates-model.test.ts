import { expect } from "chai";
import fc from "fast-check";
import { applyUpdate } from "../../../../src/testing/items/expressions/apply-update.js";
import { parseUpdate } from "../../../../src/testing/items/expressions/parse-update.js";
import { Placeholders } from "../../../../src/testing/items/expressions/placeholders.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { RUNS } from "./expression-cases.js";
import { items } from "./random-expressions.js";
import { actions, partsOf, type RandomAction, writtenUpdate } from "./random-updates.js";

/** A copy of a value that is changed part by part. The elements of a list keep the places that they had. */
type Draft = { map?: Map<string, Draft>; list?: Map<number, Draft>; leaf?: WireValue };

function draftOf(value: WireValue): Draft {
  if (value.M) return { map: new Map(Object.entries(value.M).map(([name, each]) => [name, draftOf(each ?? {})])) };
  if (value.L) return { list: new Map(value.L.map((each, place) => [place, draftOf(each ?? {})])) };
  return { leaf: value };
}

function wireOf({ map, list, leaf = {} }: Draft): WireValue {
  if (map) return { M: Object.fromEntries([...map].map(([name, each]) => [name, wireOf(each)])) };
  if (!list) return leaf;
  return { L: [...list].sort(([a], [b]) => a - b).map(([, each]) => wireOf(each)) };
}

function child(draft: Draft | undefined, part: string | number): Draft | undefined {
  return typeof part === "number" ? draft?.list?.get(part) : draft?.map?.get(part);
}

/** Applies actions one after the other, with values from the item as it was. Throws a word for each kind of error. */
function obvious(actions: readonly RandomAction[], item: WireItem): WireItem {
  const old = draftOf({ M: item });
  const root = draftOf({ M: item });
  const at = (path: string) => {
    const found = partsOf(path).reduce<Draft | undefined>(child, old);
    return found && wireOf(found);
  };
  const results = actions.map((action) => ({ ...action, result: resultOf(action, at) }));
  for (const { path, section, result } of results) {
    const parts = partsOf(path);
    const last = parts.pop() ?? "";
    const parent = parts.reduce<Draft | undefined>(child, root);
    const container = typeof last === "number" ? parent?.list : parent?.map;
    if (!container) throw new Error("path");
    if (result === "keep") continue;
    const target = container as Map<string | number, Draft>;
    if (result === undefined) target.delete(last);
    else target.set(last, draftOf(result));
    expect(section === "SET" && result === undefined).to.equal(false);
  }
  return wireOf(root).M ?? {};
}

function resultOf(action: RandomAction, at: (path: string) => WireValue | undefined): WireValue | undefined | "keep" {
  const existing = at(action.path);
  const { value = {} } = action;
  switch (action.section) {
    case "REMOVE":
      return undefined;
    case "SET": {
      if (action.from === undefined) return value;
      const source = at(action.from);
      if (value.N == null) return source ?? value;
      if (source === undefined) throw new Error("missing");
      if (source.N == null) throw new Error("type");
      return { N: String(Number(source.N) + Number(value.N)) };
    }
    case "ADD":
      if (existing === undefined) return value;
      if (existing.N != null && value.N != null) return { N: String(Number(existing.N) + Number(value.N)) };
      return setOperation(existing, value, (a, b) => [...a, ...b.filter((member) => !a.includes(member))]);
    default:
      if (existing === undefined) return "keep";
      return setOperation(existing, value, (a, b) => a.filter((member) => !b.includes(member)));
  }
}

function setOperation(
  existing: WireValue,
  value: WireValue,
  combine: (a: readonly (string | null)[], b: readonly (string | null)[]) => (string | null)[],
): WireValue | undefined {
  for (const type of ["SS", "NS", "BS"] as const) {
    const [a, b] = [existing[type], value[type]];
    if (!a || !b) continue;
    const members = combine(a, b);
    return members.length > 0 ? { [type]: members } : undefined;
  }
  throw new Error("type");
}

const ERRORS: Readonly<Record<string, string>> = {
  "The document path provided in the update expression is invalid for update": "path",
  "An operand in the update expression has an incorrect data type": "type",
  "The provided expression refers to an attribute that does not exist in the item": "missing",
};

function outcomeOf(action: () => WireItem): unknown {
  try {
    return readItem(action());
  } catch (error) {
    const { message } = error as Error;
    return ERRORS[message] ?? message;
  }
}

describe("updates, beside a slow evaluator", () => {
  it("have the same result for any item", () => {
    const results = new Map<string, number>();
    const agrees = fc.property(actions({ all: true }), items({ all: true }), (all, item) => {
      const { text, values: placeholders } = writtenUpdate(all);
      const ExpressionAttributeValues = Object.keys(placeholders).length > 0 ? placeholders : undefined;
      const update = parseUpdate(text, new Placeholders({ ExpressionAttributeValues }));
      const found = outcomeOf(() => applyUpdate(update, readItem(item)).item as WireItem);
      const expected = outcomeOf(() => obvious(all, item));
      const kind = typeof expected === "string" ? expected : "item";
      results.set(kind, (results.get(kind) ?? 0) + 1);
      // Which of several errors comes first is not compared.
      if (typeof expected === "string") expect(typeof found, text).to.equal("string");
      else expect(found, `${text} ${JSON.stringify(placeholders)}`).to.deep.equal(expected);
    });
    fc.assert(agrees, { ...RUNS, numRuns: 2_000 });
    for (const kind of ["item", "path", "type", "missing"]) expect(results.get(kind), kind).to.be.above(20);
  });
});
