import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import fc from "fast-check";
import { attr } from "../../src/model/attr.js";
import type { AnyAttribute } from "../../src/model/attribute.js";
import { compareDecimals, decimalText, isExact, parseDecimal } from "../../src/model/decimal.js";
import { isReversed } from "../../src/model/expressions/order.js";
import { read, refusal, stored } from "../support/stored.js";

const LONG = "1.00000000000000000000015";
const TOO_LONG = "the stored number has more digits than a JavaScript number; use attr.decimal().";
const TOO_LARGE = "the stored number is beyond 2^53; use attr.bigint().";

/** A custom decimal class: its digits, and how many of them are after the point. */
interface Money {
  readonly digits: bigint;
  readonly places: number;
}
const money = attr.custom<Money>({
  storage: "N",
  encode: ({ digits, places }) => `${digits}e-${places}`,
  decode: (text) => {
    const [whole = "", fraction = ""] = text.split(".");
    return { digits: BigInt(whole + fraction), places: fraction.length };
  },
});

describe("a stored number", () => {
  const exact: readonly [text: string, attribute: AnyAttribute, value: unknown][] = [
    ["0.1", attr.number(), 0.1],
    ["0.10", attr.number(), 0.1],
    ["0.1000000000000000000000", attr.number(), 0.1],
    ["1E-7", attr.number(), 1e-7],
    ["1.5E+3", attr.number(), 1500],
    ["0.30000000000000004", attr.number(), 0.1 + 0.2],
    ["-9007199254740991", attr.number(), Number.MIN_SAFE_INTEGER],
    ["9007199254740991.000", attr.number(), Number.MAX_SAFE_INTEGER],
    ["-0", attr.number(), -0],
    ["1E+20", attr.bigint(), 10n ** 20n],
    ["1e20", attr.bigint(), 10n ** 20n],
    ["5.00", attr.bigint(), 5n],
    ["-1.23e40", attr.bigint(), -123n * 10n ** 38n],
    ["0E-5", attr.bigint(), 0n],
    [LONG, attr.decimal(), LONG],
    ["1.23E+40", attr.decimal(), `123${"0".repeat(38)}`],
    ["1E-130", attr.decimal(), `0.${"0".repeat(129)}1`],
    ["1.50", attr.decimal(), "1.5"],
    ["-0.0", attr.decimal(), "0"],
    [LONG, money, { digits: BigInt(LONG.replace(".", "")), places: 23 }],
    ["1.23E+4", money, { digits: 12300n, places: 0 }],
    ["1E+3", attr.timestamp("s"), new Date(1_000_000)],
    ["1.001", attr.timestamp("s"), new Date(1001)], // 1.001 * 1000 is 1000.9999999999999 to a double
    ["1714558830.4567", attr.timestamp("s"), new Date(1714558830456)],
    ["1714558830.123456789012345", attr.timestamp("s"), new Date(1714558830123)],
    ["-1.5", attr.timestamp("s"), new Date(-1500)],
    ["-0.5", attr.timestamp("ms"), new Date(-1)],
    ["1714558830456.789", attr.timestamp("ms"), new Date(1714558830456)],
    ["1.714558830456789E+15", attr.timestamp("us"), 1714558830456789n],
    ["1714558830456789123.0", attr.timestamp("ns"), 1714558830456789123n],
  ];
  for (const [text, attribute, value] of exact) {
    it(`is unchanged when written and read: ${text} of type ${attribute.spec.kind}`, () => {
      const found = read(attribute, { N: text });
      expect(found).to.deep.equal(value);
      const again = stored(attribute, found)?.N ?? "none";
      const [before, after] = [parseDecimal(text), parseDecimal(again)];
      expect(after && decimalText(after)).to.equal(before && decimalText(before));
    });
  }

  const refused: readonly [what: string, attribute: AnyAttribute, found: AttributeValue, problem: string][] = [
    ["as a number", attr.number(), { N: LONG }, `it: ${TOO_LONG}`],
    ["of 17 digits", attr.number(), { N: "0.12345678901234567" }, `it: ${TOO_LONG}`],
    ["below a half", attr.number(), { N: "0.49999999999999999999999" }, `it: ${TOO_LONG}`],
    ["beyond 2^53", attr.number(), { N: "1.23e40" }, `it: ${TOO_LARGE}`],
    ["in a list", attr.list(attr.number()), { L: [{ N: "1" }, { N: LONG }] }, `it[1]: ${TOO_LONG}`],
    ["in a record", attr.record(attr.number()), { M: { a: { N: LONG } } }, `it.a: ${TOO_LONG}`],
    ["in a map", attr.map({ a: attr.number() }), { M: { a: { N: LONG } } }, `it.a: ${TOO_LONG}`],
    ["in a set", attr.numberSet(), { NS: ["1", LONG] }, `it: ${TOO_LONG}`],
    ["as a version", attr.number().version(), { N: LONG }, `it: ${TOO_LONG}`],
    ["nullable", attr.number().nullable(), { N: LONG }, `it: ${TOO_LONG}`],
    ["of microseconds", attr.timestamp("us"), { N: "1.5" }, "it: the stored number is not a whole number."],
    [
      "with a fraction",
      attr.bigint(),
      { N: "1.5e0" },
      "it: the stored number is not a whole number; use attr.number().",
    ],
  ];
  for (const [what, attribute, found, problem] of refused) {
    it(`is refused, not rounded: ${what}`, () => {
      expect(refusal(() => read(attribute, found))).to.equal(problem);
    });
  }
});

describe("a decimal", () => {
  const sent: readonly [given: string, text: string][] = [
    ["12.50", "12.5"],
    ["+.5", "0.5"],
    ["5.", "5"],
    ["1.23e40", `123${"0".repeat(38)}`],
    ["-1E-3", "-0.001"],
    ["-0", "0"],
    ["000", "0"],
    ["9".repeat(38), "9".repeat(38)],
    [`${"9".repeat(38)}e88`, "9".repeat(38) + "0".repeat(88)],
    ["1e-130", `0.${"0".repeat(129)}1`],
  ];
  for (const [given, text] of sent) {
    it(`is stored: ${given}`, () => expect(stored(attr.decimal(), given)).to.deep.equal({ N: text }));
  }

  const refused: readonly [what: string, value: unknown, problem: string][] = [
    ["a number", 1.5, 'expected a decimal number as text, such as "12.50", got a number.'],
    ["a bigint", 1n, 'expected a decimal number as text, such as "12.50", got a bigint.'],
    ["no number", "12,50", 'expected a decimal number, such as "12.50".'],
    ["nothing", "", 'expected a decimal number, such as "12.50".'],
    ["a point", ".", 'expected a decimal number, such as "12.50".'],
    ["NaN", "NaN", 'expected a decimal number, such as "12.50".'],
    ["a space", " 1", 'expected a decimal number, such as "12.50".'],
    ["hexadecimals", "0x10", 'expected a decimal number, such as "12.50".'],
    ["39 digits", `1${"0".repeat(37)}.1`, "DynamoDB keeps 38 digits of a number, and this one has more."],
    ["too large", "1e126", "DynamoDB stores numbers below 10^126."],
    ["much too large", "1e999999999", 'expected a decimal number, such as "12.50".'],
    ["too small", "9e-131", "numbers below 1e-130 cannot be stored."],
  ];
  for (const [what, value, problem] of refused) {
    it(`is refused: ${what}`, () => expect(refusal(() => stored(attr.decimal(), value))).to.equal(`it: ${problem}`));
  }

  it("sorts like its number", () => {
    const order = [
      "-1e40",
      "-10",
      "-9.5",
      "-9.49",
      "-0.1",
      "0",
      "1e-130",
      "0.09",
      "0.1",
      "0.11",
      "9",
      LONG,
      "10",
      "1e40",
    ];
    const sorted = order.map(parseDecimal).filter((each) => each !== undefined);
    sorted.sort(compareDecimals);
    expect(sorted.map(decimalText).indexOf(LONG)).to.equal(order.indexOf("9"));
    for (const a of sorted) expect(compareDecimals(a, a)).to.equal(0);
    const isBelow = (low: string, high: string) => isReversed({ N: high }, { N: low });
    expect(isBelow("1", LONG)).to.equal(true);
    expect(isBelow(LONG, "1")).to.equal(false);
    expect(isBelow("0.1", "0.10")).to.equal(false);
  });

  it("is parsed from its parts", () => {
    const parts = fc.record({
      sign: fc.constantFrom("", "-"),
      digits: fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }),
      power: fc.integer({ min: -130, max: 88 }),
    });
    fc.assert(
      fc.property(parts, ({ sign, digits, power }) => {
        const text = read(attr.decimal(), stored(attr.decimal(), `${sign}${digits}e${power}`));
        expect(text).to.equal(read(attr.decimal(), { N: text as string }));
        const scaled = String(text).replace("-", "").split(".");
        const places = scaled[1]?.length ?? 0;
        const shift = Math.max(places, -power);
        expect(BigInt(scaled.join("")) * 10n ** BigInt(shift - places)).to.equal(digits * 10n ** BigInt(power + shift));
      }),
      { seed: 20_120_810 },
    );
  });
});

describe("a double", () => {
  it("is exact if its shortest text is the number", () => {
    const numbers = fc.double({ noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, (value) => {
        expect(isExact(value, String(value))).to.equal(true);
        const read = parseDecimal(String(value));
        expect(read && isExact(value, decimalText(read))).to.equal(true);
        expect(
          read && isExact(value, decimalText({ ...read, digits: `${read.digits}0000000000000000000001` })),
        ).to.equal(false);
      }),
      { seed: 20_120_810 },
    );
  });
});

describe("a custom value that is stored as a number", () => {
  it("is encoded to a number, or to the text of any decimal", () => {
    const either = attr.custom<number | string>({ storage: "N", encode: (value) => value, decode: (text) => text });
    expect(stored(either, 12.5)).to.deep.equal({ N: "12.5" });
    expect(stored(either, LONG)).to.deep.equal({ N: LONG });
    expect(stored(either, "1.23e40")).to.deep.equal({ N: `123${"0".repeat(38)}` });
    expect(read(either, { N: "1.23E+3" })).to.equal("1230");
    expect(refusal(() => stored(either, "twelve"))).to.equal('it: expected a decimal number, such as "12.50".');
    expect(refusal(() => stored(either, Number.NaN))).to.equal("it: NaN is not a number that DynamoDB can store.");
  });
});
