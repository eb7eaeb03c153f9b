import { expect } from "chai";
import fc from "fast-check";
import type { Condition } from "../../../../src/testing/items/expressions/condition.js";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import type { KeyRange } from "../../../../src/testing/items/expressions/key-range.js";
import { overlap } from "../../../../src/testing/items/partiql/range-overlap.js";
import type { AttributeValue, Item } from "../../../../src/testing/items/values/attribute-value.js";
import { RUNS } from "../expressions/expression-cases.js";
import { plan, where } from "./statement-cases.js";

function compare(name: string, comparator: "=" | "<" | "<=" | ">" | ">=", right: AttributeValue): Condition {
  return { type: "compare", comparator, left: { type: "path", path: [name] }, right: { type: "value", value: right } };
}

/** Whether an item is in a range of a key of two attributes. */
function isIn({ partition, equal, range }: KeyRange, item: Item): boolean {
  const conditions = partition.map((value) => compare("pk", "=", value));
  conditions.push(...equal.map((value) => compare("sk", "=", value)));
  const [low, high] = range?.values ?? [];
  if (range && low) {
    const operand = { type: "path", path: ["sk"] } as const;
    const part = { type: "value", value: low } as const;
    if (range.operator === "begins_with") conditions.push({ type: "begins_with", operand, part });
    else if (range.operator !== "BETWEEN") conditions.push(compare("sk", range.operator, low));
    else if (high) conditions.push({ type: "between", operand, low: part, high: { type: "value", value: high } });
  }
  return evaluate({ type: "and", conditions }, item);
}

const SORT_KEYS = [0, 1, 2, 3, 4].flatMap((number) => [String(number), String(number + 0.5)]);
const ITEMS: readonly Item[] = ["a", "b", "c"].flatMap((pk) =>
  SORT_KEYS.flatMap((sk) => ["1", "2"].map((x) => ({ pk: { S: pk }, sk: { N: sk }, x: { N: x } }))),
);

function statements(): fc.Arbitrary<string> {
  const number = fc.integer({ min: 0, max: 4 });
  const text = fc.constantFrom("'a'", "'b'", "'c'");
  const leaf = fc.oneof(
    text.map((value) => `pk = ${value}`),
    text.map((value) => `${value} = pk`),
    fc.uniqueArray(text, { minLength: 1 }).map((list) => `pk IN (${list.join()})`),
    fc
      .tuple(fc.constantFrom("=", "<", "<=", ">", ">=", "<>"), number)
      .map(([operator, value]) => `sk ${operator} ${value}`),
    fc.tuple(number, number).map(([low, high]) => `sk BETWEEN ${low} AND ${high}`),
    number.map((value) => `x = ${value}`),
  );
  const { condition } = fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.tuple(leaf, tie("condition")).map(([left, right]) => `${left} AND (${right})`),
      fc.tuple(tie("condition"), tie("condition")).map(([left, right]) => `(${left}) OR (${right})`),
      tie("condition").map((each) => `NOT (${each})`),
    ),
  }));
  return condition;
}

describe("the plan of a SELECT, beside a slow one", () => {
  it("reads each item that matches, once", () => {
    let queries = 0;
    const agrees = fc.property(statements(), (text) => {
      const condition = where(text);
      const expected = ITEMS.filter((item) => evaluate(condition, item));
      let read: ReturnType<typeof plan>;
      try {
        read = plan(`SELECT * FROM t WHERE ${text}`);
      } catch (error) {
        expect((error as Error).message).to.match(/^Overlapping conditions/);
        return;
      }
      if (read.type !== "read" || read.ranges === undefined) return;
      queries++;
      const found = read.ranges.flatMap((range) => ITEMS.filter((item) => isIn(range, item)));
      expect(
        found.filter((item) => evaluate(condition, item)),
        text,
      ).to.have.members(expected);
    });
    fc.assert(agrees, RUNS);
    expect(queries).to.be.above(200);
  });

  it("finds the ranges that overlap", () => {
    const letters = ["", "a", "b"];
    const values = letters.flatMap((one) => letters.map((other) => `${one}${other}`));
    // Between two values there is always one of these.
    const keys = values.flatMap((value) => ["", "\0", "\0\0", "ac"].map((end) => ({ S: `${value}${end}` })));
    const value = fc.constantFrom(...values.filter((text) => text !== "")).map((S) => ({ S }));
    const partition = fc.constantFrom("p", "q").map((S) => [{ S }]);
    const one = fc.constantFrom("<", "<=", ">", ">=", "begins_with", "BETWEEN");
    const pair = fc.tuple(value, value).map((two) => two.sort((a, b) => (a.S < b.S ? -1 : 1)));
    const range = fc.tuple(one, pair).map(([operator, two]) => ({
      operator: operator as "BETWEEN", // the type of each is the same
      values: operator === "BETWEEN" ? two : two.slice(1),
    }));
    const keyRange: fc.Arbitrary<KeyRange> = fc.oneof(
      fc.record({ partition, equal: fc.constant([]) }),
      fc.record({ partition, equal: value.map((each) => [each]) }),
      fc.record({ partition, equal: fc.constant([]), range }),
    );
    const items = ["p", "q"].flatMap((pk) => keys.map((sk): Item => ({ pk: { S: pk }, sk })));
    const agrees = fc.property(keyRange, keyRange, (left, right) => {
      expect(overlap(left, right)).to.equal(items.some((item) => isIn(left, item) && isIn(right, item)));
    });
    fc.assert(agrees, { ...RUNS, numRuns: 3_000 });
  });
});
