import { MAX_NUMBER_DIGITS, MAX_NUMBER_POWER, MIN_NUMBER_POWER } from "../dynamodb/limits.js";
import { type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";
import { type Decimal, decimalText, isExact, magnitude, parseDecimal } from "./decimal.js";
import { bytesOfThisRealm, isBytes } from "./value-kinds.js";

const SMALLEST = 1e-130;

export const string: Codec<string> = {
  storage: "S",
  encode: (value) => {
    if (typeof value !== "string") throw wrongType("a string", value);
    return { S: value };
  },
  decode: (stored) => {
    if (stored.S === undefined) throw wrongStorage("S", stored);
    return stored.S;
  },
};

export const boolean: Codec<boolean> = {
  storage: "BOOL",
  encode: (value) => {
    if (typeof value !== "boolean") throw wrongType("a boolean", value);
    return { BOOL: value };
  },
  decode: (stored) => {
    if (stored.BOOL === undefined) throw wrongStorage("BOOL", stored);
    return stored.BOOL;
  },
};

/** The text of a number. Throws if it would not be read as the same number. */
export function numberText(value: number): string {
  if (typeof value !== "number") throw wrongType("a number", value);
  if (!Number.isFinite(value)) throw new InvalidValue(`${value} is not a number that DynamoDB can store`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new InvalidValue("numbers beyond 2^53 are not exact; use attr.bigint()");
  }
  if (value !== 0 && Math.abs(value) < SMALLEST) throw new InvalidValue("numbers below 1e-130 cannot be stored");
  return value === 0 ? "0" : String(value);
}

/** The number of a stored text. Throws if it would not be written as the same number. */
export function numberOf(text: string): number {
  const value = nearestNumber(text);
  if (isExact(value, text)) return value;
  throw new InvalidValue("the stored number has more digits than a JavaScript number; use attr.decimal()");
}

/** The number that is nearest to a stored text. */
export function nearestNumber(text: string): number {
  const value = Number(text);
  if (Number.isNaN(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new InvalidValue("the stored number is beyond 2^53; use attr.bigint()");
  }
  return value;
}

export const number: Codec<number> = {
  storage: "N",
  encode: (value) => ({ N: numberText(value) }),
  decode: (stored) => {
    if (stored.N === undefined) throw wrongStorage("N", stored);
    return numberOf(stored.N);
  },
};

const INTEGER = /^-?\d+$/;

/** @param hint - What to use for numbers with fractions. */
const integers = (hint: string): Codec<bigint> => ({
  storage: "N",
  encode: (value) => {
    if (typeof value !== "bigint") throw wrongType("a bigint", value);
    const text = String(value);
    checkRange(decimalOf(text));
    return { N: text };
  },
  decode: (stored) => {
    if (stored.N === undefined) throw wrongStorage("N", stored);
    if (INTEGER.test(stored.N)) return BigInt(stored.N);
    const found = decimalOf(stored.N); // 1E+20 and 5.0 are whole numbers, too
    if (found.power < 0) throw new InvalidValue(`the stored number is not a whole number${hint}`);
    return BigInt(decimalText(found));
  },
});

export const bigint = integers("; use attr.number()");
/** A time in units that are too small for a Date. */
export const instant = integers("");

/** Numbers as text with all of their digits. */
export const decimal: Codec<string> = {
  storage: "N",
  encode: (value) => {
    if (typeof value !== "string") throw wrongType('a decimal number as text, such as "12.50"', value);
    const read = decimalOf(value);
    checkRange(read);
    return { N: decimalText(read) };
  },
  decode: (stored) => {
    if (stored.N === undefined) throw wrongStorage("N", stored);
    return decimalText(decimalOf(stored.N));
  },
};

/** A number given as a number or as text, and read as text. */
export const numeral: Codec<number | string> = {
  ...decimal,
  encode: (value) => (typeof value === "number" ? number.encode(value) : decimal.encode(value)),
};

function decimalOf(text: string): Decimal {
  const read = parseDecimal(text);
  // Beyond these powers, the text without an exponent could be very long.
  if (read !== undefined && Math.abs(read.power) < 1000) return read;
  throw new InvalidValue('expected a decimal number, such as "12.50"');
}

function checkRange(value: Decimal): void {
  if (value.digits.length > MAX_NUMBER_DIGITS)
    throw new InvalidValue(`DynamoDB keeps ${MAX_NUMBER_DIGITS} digits of a number, and this one has more`);
  if (value.digits === "") return;
  if (magnitude(value) > MAX_NUMBER_POWER) throw new InvalidValue("DynamoDB stores numbers below 10^126");
  if (magnitude(value) < MIN_NUMBER_POWER) throw new InvalidValue("numbers below 1e-130 cannot be stored");
}

export const binary: Codec<Uint8Array> = {
  storage: "B",
  encode: (value) => {
    if (!isBytes(value)) throw wrongType("a Uint8Array", value);
    return { B: bytesOfThisRealm(value) };
  },
  decode: (stored) => {
    if (stored.B === undefined) throw wrongStorage("B", stored);
    return stored.B;
  },
};
