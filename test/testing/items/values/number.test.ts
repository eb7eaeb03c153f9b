import { expect } from "chai";
import fc from "fast-check";
import {
  addNumbers,
  compareNumbers,
  normaliseNumber,
  subtractNumbers,
} from "../../../../src/testing/items/values/number.js";
import { anyNumber, formsOf, plain, RUNS, units } from "./numbers.js";

const OVERFLOW = "Number overflow. Attempting to store a number with magnitude larger than supported range";
const UNDERFLOW = "Number underflow. Attempting to store a number with magnitude smaller than supported range";
const TOO_LONG = "Attempting to store more than 38 significant digits in a Number";

describe("numbers", () => {
  it("have one normal form, in plain notation", () => {
    const normal = fc.property(anyNumber, (number) => {
      for (const form of formsOf(number)) expect(normaliseNumber(form), form).to.equal(plain(number));
    });
    fc.assert(normal, RUNS);
  });

  it("are normal again when they are normalised twice", () => {
    const stable = fc.property(anyNumber, (number) => {
      const once = normaliseNumber(plain(number));
      expect(normaliseNumber(once)).to.equal(once);
    });
    fc.assert(stable, RUNS);
  });

  it("are compared to the last digit, in every form", () => {
    const agrees = fc.property(anyNumber, anyNumber, (a, b) => {
      const expected = units(a) < units(b) ? -1 : Number(units(a) > units(b));
      for (const [place, form] of formsOf(a).entries())
        expect(compareNumbers(form, formsOf(b).at(-1 - place) ?? ""), form).to.equal(expected);
      expect(compareNumbers(plain(a), plain(b))).to.equal(expected);
    });
    fc.assert(agrees, RUNS);
  });

  it("are added and subtracted exactly, or not at all", () => {
    const exact = fc.property(anyNumber, anyNumber, (a, b) => {
      expect(outcome(() => addNumbers(plain(a), plain(b)))).to.equal(modelOutcome(units(a) + units(b)));
      expect(outcome(() => subtractNumbers(plain(a), plain(b)))).to.equal(modelOutcome(units(a) - units(b)));
    });
    fc.assert(exact, RUNS);
  });

  it("have sums of at most 38 digits", () => {
    const most = "9".repeat(38);
    expect(addNumbers(most, "1")).to.equal(`1${"0".repeat(38)}`);
    expect(() => addNumbers(most, "0.1")).to.throw(TOO_LONG);
    expect(() => addNumbers("1e60", "1")).to.throw(TOO_LONG);
    expect(() => subtractNumbers("1e125", "-9e125")).to.throw(OVERFLOW);
    expect(subtractNumbers("1", "1")).to.equal("0");
  });

  it("have 38 digits and a magnitude from 1e-130 to 9.99e125", () => {
    expect(normaliseNumber(`${"9".repeat(38)}e88`)).to.have.lengthOf(126);
    expect(normaliseNumber("-1e-130")).to.equal(`-0.${"0".repeat(129)}1`);
    expect(normaliseNumber(`0.${"0".repeat(200)}`)).to.equal("0");
    expect(normaliseNumber("0e999")).to.equal("0");
    expect(normaliseNumber("-0.0")).to.equal("0");
    expect(() => normaliseNumber("1e126")).to.throw(OVERFLOW);
    expect(() => normaliseNumber("-1e999999999")).to.throw(OVERFLOW);
    expect(() => normaliseNumber("1e-131")).to.throw(UNDERFLOW);
    expect(() => normaliseNumber(`1.${"0".repeat(37)}1`)).to.throw(TOO_LONG);
  });

  it("are rejected by their text if they are none", () => {
    expect(() => normaliseNumber("")).to.throw(/^The parameter cannot be converted to a numeric value$/);
    for (const text of [
      "abc",
      "1a",
      " 1",
      "1 ",
      "1e",
      "e1",
      ".",
      "-",
      "1.2.3",
      "0x10",
      "Infinity",
      "NaN",
      "--1",
      "1,5",
    ])
      expect(() => normaliseNumber(text), text).to.throw(
        `The parameter cannot be converted to a numeric value: ${text}`,
      );
  });

  it("are read in linear time", () => {
    const long = "1".repeat(2_000_000);
    expect(() => normaliseNumber(`${long}x`)).to.throw("numeric value");
    expect(() => normaliseNumber(`1${"0".repeat(2_000_000)}1`)).to.throw(OVERFLOW);
  });
});

function outcome(calculate: () => string): string {
  try {
    return calculate();
  } catch (error) {
    return (error as Error).message; // an AwsError
  }
}

function modelOutcome(value: bigint): string {
  const text = String(value).replace("-", "");
  const [power, digits] = [text.length - 1 - 260, text.replace(/0+$/, "").length];
  if (value === 0n) return "0";
  if (power > 125) return OVERFLOW;
  if (power < -130) return UNDERFLOW;
  return digits > 38 ? TOO_LONG : plain({ digits: value, exponent: -260 });
}
