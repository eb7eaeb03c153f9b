import { expect } from "chai";
import fc from "fast-check";
import { compareKeys } from "../../../src/testing/items/key-order.js";

const RUNS = { seed: 20_120_810, numRuns: 1_000 };

/** The same number in the forms that clients write. */
function forms(digits: bigint, exponent: number): string[] {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits).replace("-", "");
  return [
    `${digits}e${exponent}`,
    `${digits}0E${exponent - 1}`,
    `${sign}0.${text}e${exponent + text.length}`,
    `${sign}00${text}.00e${exponent}`,
  ];
}

describe("the order of keys", () => {
  it("is that of numbers, to the last digit and in every form", () => {
    const number = fc.record({
      digits: fc.bigInt({ min: -(10n ** 38n) + 1n, max: 10n ** 38n - 1n }),
      exponent: fc.integer({ min: 0, max: 40 }),
    });
    const near = fc.record({ digits: fc.bigInt({ min: -12n, max: 12n }), exponent: fc.integer({ min: 0, max: 2 }) });
    const either = fc.oneof(number, near);
    const agrees = fc.property(either, either, (a, b) => {
      const [one, other] = [a.digits * 10n ** BigInt(a.exponent), b.digits * 10n ** BigInt(b.exponent)];
      const expected = one < other ? -1 : Number(one > other);
      for (const [place, text] of forms(a.digits, a.exponent - 20).entries()) {
        const against = forms(b.digits, b.exponent - 20).at(-1 - place) ?? "";
        expect(Math.sign(compareKeys("N", { N: text }, { N: against })), `${text} and ${against}`).to.equal(expected);
      }
    });
    fc.assert(agrees, RUNS);
  });

  it("is that of UTF-8 bytes for text", () => {
    expect(compareKeys("S", { S: "\uffff" }, { S: "😀" })).to.be.below(0);
    expect(compareKeys("S", { S: "a" }, { S: "ab" })).to.be.below(0);
    expect(compareKeys("S", { S: "é" }, { S: "é" })).to.equal(0);
  });

  it("is that of bytes for bytes, not that of their base64", () => {
    const [low, high] = [Buffer.from([0x00]), Buffer.from([0xd0])].map((bytes) => ({ B: bytes.toString("base64") }));
    expect(compareKeys("B", low ?? {}, high ?? {})).to.be.below(0);
    expect(compareKeys("B", { B: "+A==" }, { B: "AA==" })).to.be.above(0);
  });
});
