import { expect } from "chai";
import fc from "fast-check";
import type { AttributeValue } from "../../../../src/testing/items/values/attribute-value.js";
import { compareValues, equalItems, isEqual } from "../../../../src/testing/items/values/compare.js";
import { beginsWith, orderedText } from "../../../../src/testing/items/values/key-order.js";
import { anyNumber, plain, RUNS, units } from "./numbers.js";

/** Texts with characters on both sides of the surrogates. */
const anyText = fc.string({
  unit: fc.constantFrom("a", "b", "", "\0", "é", "\ud7ff", "\ue000", "\uffff", "😀", "\u{10ffff}"),
});
const anyBytes = fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes));

describe("the order of values", () => {
  it("is that of UTF-8 bytes for texts", () => {
    const agrees = fc.property(anyText, anyText, (a, b) => {
      const expected = Buffer.compare(Buffer.from(a), Buffer.from(b));
      expect(orders({ S: a }, { S: b })).to.deep.equal([expected, expected]);
      const prefix = Buffer.from(a).subarray(0, Buffer.byteLength(b)).equals(Buffer.from(b));
      expect(prefixes({ S: a }, { S: b })).to.deep.equal([prefix, prefix]);
    });
    fc.assert(agrees, RUNS);
  });

  it("is that of bytes for binary values", () => {
    const agrees = fc.property(anyBytes, anyBytes, (a, b) => {
      const [one, other] = [{ B: a.toString("base64") }, { B: b.toString("base64") }];
      const expected = Buffer.compare(a, b);
      expect(orders(one, other)).to.deep.equal([expected, expected]);
      const prefix = a.subarray(0, b.length).equals(b);
      expect(prefixes(one, other)).to.deep.equal([prefix, prefix]);
    });
    fc.assert(agrees, RUNS);
  });

  it("is that of size for numbers", () => {
    const agrees = fc.property(anyNumber, anyNumber, (a, b) => {
      const expected = units(a) < units(b) ? -1 : Number(units(a) > units(b));
      expect(orders({ N: plain(a) }, { N: plain(b) })).to.deep.equal([expected, expected]);
    });
    fc.assert(agrees, RUNS);
  });

  it("does not exist between types, nor for others", () => {
    expect(compareValues({ S: "1" }, { N: "1" })).to.equal(undefined);
    expect(compareValues({ BOOL: true }, { BOOL: true })).to.equal(undefined);
    expect(compareValues({ L: [] }, { L: [] })).to.equal(undefined);
    expect(orderedText({ NULL: true })).to.equal(undefined);
    expect(beginsWith({ S: "YQ==" }, { B: "YQ==" })).to.equal(false);
    expect(beginsWith({ N: "12" }, { N: "1" })).to.equal(false);
  });
});

describe("equality of values", () => {
  const { value: anyValue } = fc.letrec<{ value: AttributeValue }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.record({ S: fc.constantFrom("", "a") }),
      fc.record({ N: fc.constantFrom("0", "1") }),
      fc.record({ B: fc.constantFrom("", "YQ==") }),
      fc.record({ BOOL: fc.boolean() }),
      fc.constant({ NULL: true as const }),
      fc.record({ SS: fc.uniqueArray(fc.constantFrom("a", "b"), { minLength: 1 }) }),
      fc.record({ NS: fc.uniqueArray(fc.constantFrom("1", "2"), { minLength: 1 }) }),
      fc.record({ BS: fc.uniqueArray(fc.constantFrom("YQ==", "Yg=="), { minLength: 1 }) }),
      fc.record({ L: fc.array(tie("value"), { maxLength: 3 }) }),
      fc.record({ M: fc.dictionary(fc.constantFrom("a", "__proto__", "toString"), tie("value"), { maxKeys: 2 }) }),
    ),
  }));

  it("is that of types and contents, whatever the order of sets and maps", () => {
    const agrees = fc.property(anyValue, anyValue, (a, b) => {
      expect(isEqual(a, b)).to.equal(canonical(a) === canonical(b));
      expect(isEqual(a, structuredClone(a))).to.equal(true);
      expect(isEqual(a, reordered(a))).to.equal(true);
    });
    fc.assert(agrees, RUNS);
  });

  it("tells an absent member from an inherited one", () => {
    expect(isEqual({ M: { toString: { S: "a" } } }, { M: { a: { S: "a" } } })).to.equal(false);
    expect(equalItems({ a: { S: "a" }, b: { S: "b" } }, { b: { S: "b" }, a: { S: "a" } })).to.equal(true);
    expect(isEqual({ M: JSON.parse('{"__proto__":{"S":"a"}}') }, { M: {} })).to.equal(false);
  });
});

/** As two values are compared, and as the texts are that stand for them in keys. */
function orders(a: AttributeValue, b: AttributeValue): unknown[] {
  const [one = "", other = ""] = [orderedText(a), orderedText(b)];
  return [compareValues(a, b), one < other ? -1 : Number(one > other)];
}

function prefixes(a: AttributeValue, b: AttributeValue): unknown[] {
  return [beginsWith(a, b), orderedText(a)?.startsWith(orderedText(b) ?? "")];
}

/** A text that equal values have in common. */
function canonical(value: AttributeValue): string {
  return JSON.stringify(value, (name, member: unknown) => {
    if (/^[SNB]S$/.test(name) && Array.isArray(member)) return member.toSorted();
    return name === "M" ? Object.entries(Object(member)).sort(([a], [b]) => (a < b ? -1 : 1)) : member;
  });
}

function reordered(value: AttributeValue): AttributeValue {
  if ("M" in value)
    return {
      M: Object.fromEntries(
        Object.entries(value.M)
          .reverse()
          .map(([name, member]) => [name, reordered(member)]),
      ),
    };
  if ("L" in value) return { L: value.L.map(reordered) };
  if ("SS" in value) return { SS: value.SS.toReversed() };
  if ("NS" in value) return { NS: value.NS.toReversed() };
  if ("BS" in value) return { BS: value.BS.toReversed() };
  return value;
}
