/** A decimal number of any size: its digits without zeros at either end, and the power of ten of the last one. */
export interface Decimal {
  readonly sign: "" | "-";
  /** Empty for zero. */
  readonly digits: string;
  readonly power: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
const ZERO: Decimal = { sign: "", digits: "", power: 0 };
/** A decimal of up to this many digits is unchanged by a conversion to a double and back. */
const DIGITS_OF_DOUBLE = 15;

/** Reads `-12.50`, `1E+20` and the like; `undefined` if the text is not a decimal number. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, ownCodec = "", fraction = "", power = "0"] = DECIMAL.exec(text) ?? [];
  const all = ownCodec + fraction;
  if (all === "") return undefined;
  let start = 0;
  let end = all.length;
  while (start < end && all[start] === "0") start++;
  while (end > start && all[end - 1] === "0") end--;
  if (start === end) return ZERO;
  return {
    sign: sign === "-" ? "-" : "",
    digits: all.slice(start, end),
    power: Number(power) - fraction.length + all.length - end,
  };
}

/** The power of ten of the first digit. */
export function magnitude({ digits, power }: Decimal): number {
  return digits.length + power - 1;
}

/** The number without an exponent: the same text for equal numbers. */
export function decimalText({ sign, digits, power }: Decimal): string {
  if (digits === "") return "0";
  if (power >= 0) return sign + digits + "0".repeat(power);
  const point = digits.length + power;
  return sign + (point > 0 ? `${digits.slice(0, point)}.${digits.slice(point)}` : `0.${"0".repeat(-point)}${digits}`);
}

/** Negative, 0 or positive if the first number is less than, equal to or greater than the second one. */
export function compareDecimals(a: Decimal, b: Decimal): number {
  const [rank, other] = [signOf(a), signOf(b)];
  if (rank !== other || rank === 0) return rank - other;
  const further = magnitude(a) - magnitude(b);
  if (further !== 0) return further * rank;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -rank : rank; // without trailing zeros, the texts sort like the fractions
}

/** The exact sum of two numbers. */
export function sumText(a: string, b: string): string {
  const [one, other] = [parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO];
  const power = Math.min(one.power, other.power);
  const wholeOf = ({ sign, digits, power: own }: Decimal) =>
    BigInt(`${sign}${digits || 0}`) * 10n ** BigInt(own - power);
  return `${wholeOf(one) + wholeOf(other)}e${power}`;
}

/** Whether the double equals the number of the text exactly. */
export function isExact(value: number, text: string): boolean {
  if (text.length <= DIGITS_OF_DOUBLE) return true;
  const [valueDecimal, textDecimal] = [parseDecimal(String(value)), parseDecimal(text)];
  return valueDecimal !== undefined && textDecimal !== undefined && compareDecimals(valueDecimal, textDecimal) === 0;
}

function signOf({ sign, digits }: Decimal): number {
  if (digits === "") return 0;
  return sign === "-" ? -1 : 1;
}
