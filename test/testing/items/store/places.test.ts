import { expect } from "chai";
import fc from "fast-check";
import type { KeyDefinition, KeyType } from "../../../../src/testing/items/store/definition.js";
import type { PlaceRange } from "../../../../src/testing/items/store/ordered-map.js";
import {
  isInRange,
  itemPlace,
  partitionPlace,
  rangeAfter,
  rangeOf,
  type SortCondition,
  segmentRange,
} from "../../../../src/testing/items/store/places.js";
import type { Place } from "../../../../src/testing/items/store/tree-node.js";
import type { AttributeValue } from "../../../../src/testing/items/values/attribute-value.js";
import { compareValues } from "../../../../src/testing/items/values/compare.js";
import { beginsWith } from "../../../../src/testing/items/values/key-order.js";
import { anyNumber, plain, RUNS } from "../values/numbers.js";

/** Few characters, so that texts are often equal, or one begins with the other; NUL, because it ends the texts of attributes. */
const anyText = fc.string({ unit: fc.constantFrom("\0", "\u0001", "a", "\uffff", "😀"), minLength: 1, maxLength: 3 });
const anyKey = (type: KeyType): fc.Arbitrary<AttributeValue> => {
  if (type === "S") return fc.record({ S: anyText });
  if (type === "N") return anyNumber.map((number) => ({ N: plain(number) }));
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 3, max: 2 });
  return bytes.map((each) => ({ B: Buffer.from(each).toString("base64") }));
};

const anyCondition = (type: KeyType): fc.Arbitrary<SortCondition> => {
  const operator = fc.constantFrom("=", "<", "<=", ">", ">=", ...(type === "N" ? [] : ["begins_with" as const]));
  return fc.oneof(
    fc.record({ operator, value: anyKey(type) }),
    fc.record({ operator: fc.constant("between" as const), from: anyKey(type), to: anyKey(type) }),
  );
};

/** A sort key of several attributes, two values of each, and a condition on the last. */
const anyCase = fc.array(fc.constantFrom<KeyType>("S", "N", "B"), { minLength: 1, maxLength: 3 }).chain((types) =>
  fc.record({
    types: fc.constant(types),
    one: fc.tuple(...types.map(anyKey)),
    other: fc.tuple(...types.map(anyKey)),
    condition: anyCondition(types.at(-1) ?? "S"),
  }),
);

describe("the places of items", () => {
  const partition: AttributeValue = { S: "p" };

  it("are in the order of the sort key attributes", () => {
    const ordered = fc.property(anyCase, ({ types, one, other }) => {
      const [a, b] = [placeIn(types, partition, one).text, placeIn(types, partition, other).text];
      const expected = one
        .map((value, place) => compareValues(value, other[place] ?? value))
        .find((order) => order !== 0);
      expect(a < b ? -1 : Number(a > b)).to.equal(expected ?? 0);
    });
    fc.assert(ordered, RUNS);
  });

  it("are in the range of a condition that holds", () => {
    const agrees = fc.property(anyCase, ({ types, one, other, condition }) => {
      const range = rangeOf(partitionPlace([partition]), one.slice(0, -1), condition);
      const sameStart = one.slice(0, -1).every((value, place) => compareValues(value, other[place] ?? value) === 0);
      const last = other.at(-1) ?? partition;
      const expected = sameStart && holds(last, condition);
      expect(isInRange(placeIn(types, partition, other), range)).to.equal(expected);
      // An index has the table's key behind its own.
      const { hash, text } = placeIn(types, partition, other);
      expect(isInRange({ hash, text: `${text}\0\0\uffff` }, range)).to.equal(expected);
    });
    fc.assert(agrees, RUNS);
  });

  it("are in the range of their partition alone", () => {
    const agrees = fc.property(anyKey("S"), anyKey("S"), anyKey("N"), (one, other, sort) => {
      const same = compareValues(one, other) === 0;
      expect(isInRange(placeIn(["N"], other, [sort]), rangeOf(partitionPlace([one]), []))).to.equal(same);
    });
    fc.assert(agrees, RUNS);
  });

  it("follow a place in the direction of reading", () => {
    const text = fc.string({ unit: fc.constantFrom("\0", "a", "b"), maxLength: 3 });
    const place = fc.record({ hash: fc.integer({ min: -1, max: 1 }), text });
    const agrees = fc.property(place, place, place, place, fc.boolean(), (from, to, after, other, forward) => {
      const follows = forward ? compare(other, after) > 0 : compare(other, after) < 0;
      const isIn = (range: PlaceRange) => isInRange(other, range);
      expect(isIn(rangeAfter({ from, to }, after, forward))).to.equal(isIn({ from, to }) && follows);
      expect(isIn(rangeAfter({ from }, after, forward))).to.equal(isIn({ from }) && follows);
    });
    fc.assert(agrees, RUNS);
  });

  it("are in one segment each, and spread over all", () => {
    const places = Array.from({ length: 5_000 }, (_, number) => partitionPlace([{ S: `user#${number}` }]));
    for (const total of [1, 2, 3, 7, 1_000_000]) {
      const segments = Array.from({ length: Math.min(total, 7) }, (_, segment) => segmentRange(segment, total));
      const counts = segments.map((range) => places.filter((place) => isInRange(place, range)).length);
      if (total > 7) continue;
      expect(counts.reduce((sum, count) => sum + count)).to.equal(places.length);
      for (const count of counts) expect(count).to.be.within((0.8 * 5_000) / total, (1.2 * 5_000) / total);
    }
    expect(segmentRange(999_999, 1_000_000).to).to.equal(undefined);
  });

  const key: KeyDefinition = { partition: [{ name: "p", type: "S" }], sort: [{ name: "s", type: "B" }] };
  const tableKey: KeyDefinition = { partition: [{ name: "id", type: "N" }], sort: [] };
  const whole = { p: { S: "a" }, s: { B: "YQ==" }, id: { N: "1" } };

  it("need every key attribute, of its type and of 1 to 2,048 or 1,024 bytes", () => {
    expect(itemPlace(whole, key, tableKey)?.text).to.be.a("string");
    expect(itemPlace({ p: whole.p, s: whole.s }, key)).to.have.property("text");
    for (const changes of [
      { p: { S: "" } },
      { p: { N: "1" } },
      { p: { S: "é".repeat(1_025) } },
      { s: { B: "" } },
      { s: { B: Buffer.alloc(1_025).toString("base64") } },
      { s: { S: "YQ==" } },
      { id: { S: "1" } },
    ])
      expect(itemPlace({ ...whole, ...changes }, key, tableKey), JSON.stringify(changes)).to.equal(undefined);
    expect(itemPlace({ p: whole.p, id: whole.id }, key, tableKey)).to.equal(undefined);
    expect(itemPlace({ ...whole, p: { S: "é".repeat(1_024) } }, key)).to.have.property("text");
    expect(itemPlace({ ...whole, s: { B: Buffer.alloc(1_024).toString("base64") } }, key)).to.have.property("text");
  });

  it("are not made of values that have no order", () => {
    expect(() => partitionPlace([{ BOOL: true }])).to.throw(TypeError);
  });
});

function placeIn(types: readonly KeyType[], partition: AttributeValue, sort: readonly AttributeValue[]): Place {
  const item = Object.fromEntries(sort.map((value, place) => [`s${place}`, value]));
  const key: KeyDefinition = {
    partition: [{ name: "p", type: "S" }],
    sort: types.map((type, place) => ({ name: `s${place}`, type })),
  };
  return itemPlace({ ...item, p: partition }, key) ?? { hash: 0, text: "" };
}

function compare(a: Place, b: Place): number {
  return a.hash - b.hash || (a.text < b.text ? -1 : Number(a.text > b.text));
}

function holds(value: AttributeValue, condition: SortCondition): boolean {
  const compared = (other: AttributeValue) => compareValues(value, other) ?? Number.NaN;
  switch (condition.operator) {
    case "=":
      return compared(condition.value) === 0;
    case "<":
      return compared(condition.value) < 0;
    case "<=":
      return compared(condition.value) <= 0;
    case ">":
      return compared(condition.value) > 0;
    case ">=":
      return compared(condition.value) >= 0;
    case "between":
      return compared(condition.from) >= 0 && compared(condition.to) <= 0;
    case "begins_with":
      return beginsWith(value, condition.value);
  }
}
