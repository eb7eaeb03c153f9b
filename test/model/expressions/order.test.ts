import { expect } from "chai";
import fc from "fast-check";
import { isReversed } from "../../../src/model/expressions/order.js";

const RUNS = { seed: 20_120_810, numRuns: 1_000 };

describe("the order of stored values", () => {
  it("is that of UTF-8 bytes for text", () => {
    const texts = fc.string({ unit: fc.constantFrom("a", "b", "é", "\ud7ff", "\ue000", "\uffff", "😀", "𐀀") });
    const agrees = fc.property(texts, texts, (a, b) => {
      expect(isReversed({ S: a }, { S: b })).to.equal(Buffer.compare(Buffer.from(a), Buffer.from(b)) > 0);
    });
    fc.assert(agrees, RUNS);
  });

  it("is that of bytes for bytes", () => {
    const bytes = fc.uint8Array({ maxLength: 4, max: 3 });
    const agrees = fc.property(bytes, bytes, (a, b) => {
      expect(isReversed({ B: a }, { B: b })).to.equal(Buffer.compare(a, b) > 0);
    });
    fc.assert(agrees, RUNS);
  });

  it("is that of numbers for numbers, to the last of 38 digits", () => {
    const most = 10n ** 38n - 1n;
    const close = fc.tuple(fc.bigInt({ min: -most, max: most - 2n }), fc.bigInt({ min: 0n, max: 2n }));
    const agrees = fc.property(close, ([base, more]) => {
      expect(isReversed({ N: String(base + more) }, { N: String(base) })).to.equal(more > 0n);
    });
    fc.assert(agrees, RUNS);
    expect(isReversed({ N: "10" }, { N: "9.5" })).to.equal(true);
    expect(isReversed({ N: "1e-7" }, { N: "0.5" })).to.equal(false);
  });

  it("is none between types", () => expect(isReversed({ S: "b" }, { N: "1" })).to.equal(false));
});
