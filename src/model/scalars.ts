import { type Codec, InvalidValue, wrongStorage, wrongType } from "./codec.js";

/** Numbers of more digits lose some in DynamoDB. */
const MOST_DIGITS = 38;
/** Numbers of more places, were they zeros, are beyond its range. */
const MOST_PLACES = 126;
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

/** The text of a number, which must come back as the same number. */
export function numberText(value: number): string {
  if (typeof value !== "number") throw wrongType("a number", value);
  if (!Number.isFinite(value)) throw new InvalidValue(`${value} is not a number that DynamoDB can store`);
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) {
    throw new InvalidValue("numbers beyond 2^53 are not exact; use attr.bigint()");
  }
  if (value !== 0 && Math.abs(value) < SMALLEST) throw new InvalidValue("numbers below 1e-130 cannot be stored");
  return value === 0 ? "0" : String(value);
}

/** The number of a stored text. */
export function numberOf(text: string): number {
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

export const bigint: Codec<bigint> = {
  storage: "N",
  encode: (value) => {
    if (typeof value !== "bigint") throw wrongType("a bigint", value);
    const text = String(value);
    if (text.replace("-", "").length > MOST_PLACES) throw new InvalidValue("DynamoDB stores numbers below 10^126");
    if (text.replace(/^-|0+$/g, "").length > MOST_DIGITS) {
      throw new InvalidValue(`DynamoDB keeps ${MOST_DIGITS} digits of a number, and this one has more`);
    }
    return { N: text };
  },
  decode: (stored) => {
    if (stored.N === undefined) throw wrongStorage("N", stored);
    if (!/^-?\d+$/.test(stored.N)) throw new InvalidValue("the stored number is not a whole one; use attr.number()");
    return BigInt(stored.N);
  },
};

export const binary: Codec<Uint8Array> = {
  storage: "B",
  encode: (value) => {
    if (!(value instanceof Uint8Array)) throw wrongType("a Uint8Array", value);
    return { B: value };
  },
  decode: (stored) => {
    if (stored.B === undefined) throw wrongStorage("B", stored);
    return stored.B;
  },
};

/** The time of a date that there is. */
function timeOf(value: Date): number {
  if (!(value instanceof Date)) throw wrongType("a Date", value);
  const time = value.getTime();
  if (Number.isNaN(time)) throw new InvalidValue("the Date is invalid");
  return time;
}

/** The beginning of ISO 8601 text. JavaScript would read a date out of "page 5" too. */
const ISO_DAY = /^\d{4}-\d\d-\d\d/;

export const date: Codec<Date> = {
  storage: "S",
  encode: (value) => {
    timeOf(value);
    const text = value.toISOString();
    if (!ISO_DAY.test(text)) {
      throw new InvalidValue("only the years 0 to 9999 sort by time as text; use attr.timestamp()");
    }
    return { S: text };
  },
  decode: (stored) => {
    const text = string.decode(stored);
    const value = new Date(text);
    if (!ISO_DAY.test(text) || Number.isNaN(value.getTime())) throw new InvalidValue("the stored text is not a date");
    return value;
  },
};

/** A Date as a count of seconds or milliseconds since 1970. Parts of a second are cut off where the unit is seconds. */
export function timestamp(millisecondsPerUnit: number): Codec<Date> {
  return {
    storage: "N",
    encode: (value) => ({ N: String(Math.floor(timeOf(value) / millisecondsPerUnit)) }),
    decode: (stored) => {
      const value = new Date(number.decode(stored) * millisecondsPerUnit);
      if (Number.isNaN(value.getTime())) throw new InvalidValue("the stored number is no time that a Date can hold");
      return value;
    },
  };
}
