import { expect } from "chai";
import fc from "fast-check";
import { RUNS } from "../../expressions/expression-cases.js";
import { StatementRequests } from "./statement-requests.js";

/** A condition on plain items, and its text. */
interface Condition {
  readonly text: string;
  readonly matches: (item: PlainItem) => boolean;
}

/** An item of the test: `x` is missing, a number or a text. */
interface PlainItem {
  readonly pk: string;
  readonly sk: number;
  readonly x?: number | string | undefined;
}

type Comparison = readonly [operator: string, compare: (a: number | string, b: number | string) => boolean];

/** Values of different types are different and have no order; so has a missing one. */
const COMPARISONS: readonly Comparison[] = [
  ["=", (a, b) => a === b],
  ["<>", (a, b) => a !== b],
  ["<", (a, b) => typeof a === typeof b && a < b],
  [">=", (a, b) => typeof a === typeof b && a >= b],
];

const written = (value: number | string) => (typeof value === "string" ? `'${value}'` : String(value));

function comparisons(name: keyof PlainItem, values: fc.Arbitrary<number | string>): fc.Arbitrary<Condition> {
  return fc.tuple(fc.constantFrom(...COMPARISONS), values).map(([[operator, compare], value]) => ({
    text: `${name} ${operator} ${written(value)}`,
    matches: ({ [name]: own }) => (own === undefined ? operator === "<>" : compare(own, value)),
  }));
}

const partitions: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c");
const numbers = fc.integer({ min: 0, max: 3 });
const values: fc.Arbitrary<number | string> = fc.oneof(numbers, fc.constantFrom("a", "ab", "b"));

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  comparisons("pk", partitions),
  comparisons("sk", numbers),
  comparisons("x", values),
  fc.uniqueArray(partitions, { minLength: 1 }).map((list) => ({
    text: `pk IN (${list.map(written).join()})`,
    matches: ({ pk }: PlainItem) => list.includes(pk),
  })),
  fc.tuple(numbers, numbers).map(([low, high]) => ({
    text: `sk BETWEEN ${low} AND ${high}`,
    matches: ({ sk }: PlainItem) => low <= sk && sk <= high,
  })),
  fc.constant<Condition>({ text: "x IS MISSING", matches: ({ x }) => x === undefined }),
  fc.constant<Condition>({
    text: "begins_with(x, 'a')",
    matches: ({ x }) => typeof x === "string" && x.startsWith("a"),
  }),
  fc.constant<Condition>({ text: "attribute_type(x, 'N')", matches: ({ x }) => typeof x === "number" }),
);

const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.tuple(leaf, tie("condition")).map(([one, other]) => ({
      text: `${one.text} AND (${other.text})`,
      matches: (item: PlainItem) => one.matches(item) && other.matches(item),
    })),
    fc.tuple(tie("condition"), tie("condition")).map(([one, other]) => ({
      text: `(${one.text}) OR (${other.text})`,
      matches: (item: PlainItem) => one.matches(item) || other.matches(item),
    })),
    tie("condition").map((each) => ({ text: `NOT (${each.text})`, matches: (item: PlainItem) => !each.matches(item) })),
  ),
}));

const itemLists = fc.uniqueArray(fc.record({ pk: partitions, sk: numbers, x: fc.option(values, { nil: undefined }) }), {
  selector: ({ pk, sk }) => `${pk}${sk}`,
  maxLength: 12,
});

function wire({ pk, sk, x }: PlainItem): object {
  const value = typeof x === "number" ? { N: String(x) } : { S: x };
  return { pk: { S: pk }, sk: { N: String(sk) }, ...(x !== undefined && { x: value }) };
}

describe("a SELECT, beside a filter", () => {
  it("finds the items that match, once each, on pages of any size", () => {
    let found = 0;
    const agrees = fc.property(itemLists, condition, fc.integer({ min: 1, max: 5 }), (items, where, Limit) => {
      const requests = new StatementRequests();
      requests.put("indexed", ...items.map(wire));
      const Statement = `SELECT * FROM indexed WHERE ${where.text}`;
      if (requests.emulator.answer("ExecuteStatement", { Statement }).status === 400) {
        expect(requests.refused(Statement)).to.match(/Overlapping conditions/);
        return;
      }
      const selected = requests.selectAll(Statement, { Limit });
      expect(selected, where.text).to.have.deep.members(items.filter(where.matches).map(wire));
      found += selected.length;
    });
    fc.assert(agrees, RUNS);
    expect(found).to.be.above(100);
  });
});
