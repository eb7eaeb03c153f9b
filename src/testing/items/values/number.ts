import { MAX_NUMBER_DIGITS, MAX_NUMBER_POWER, MIN_NUMBER_POWER } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";

/** A number as sign × d.ddd × 10^power. */
export interface Decimal {
  /** -1, 0 or 1. */
  readonly sign: number;
  /** Without zeros at either end; empty for zero. */
  readonly digits: string;
  /** The power of ten of the first digit; 0 for zero. */
  readonly power: number;
}

const ZERO: Decimal = { sign: 0, digits: "", power: 0 };
const NUMBER = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;
/** Most numbers: short and already normal. */
const NORMAL = /^(?:0|-?[1-9]\d{0,36}|-?(?:0|[1-9]\d{0,17})\.\d{0,17}[1-9])$/;
/** Those that are whole. */
const NORMAL_WHOLE = /^(?:0|-?[1-9]\d{0,36})$/;
/** Whole numbers that a JavaScript number holds exactly. */
const EXACT_LENGTH = 15;

/**
 * The normal form of a number: plain notation, no sign but a minus, no superfluous zeros. Equal numbers have equal normal forms.
 * Throws a ValidationException if it is no number, or has too many digits or too large or small a magnitude.
 */
export function normaliseNumber(text: string): string {
  return NORMAL.test(text) ? text : formatDecimal(checked(parseDecimal(text)));
}

/** -1, 0 or 1. */
export function compareNumbers(a: string, b: string): number {
  if (a === b) return 0;
  if (a.length <= EXACT_LENGTH && b.length <= EXACT_LENGTH && NORMAL_WHOLE.test(a) && NORMAL_WHOLE.test(b))
    return Number(a) < Number(b) ? -1 : 1;
  return compareDecimals(parseDecimal(a), parseDecimal(b));
}

/** The exact sum. Throws a ValidationException if DynamoDB cannot store it. */
export function addNumbers(a: string, b: string): string {
  return sum(checked(parseDecimal(a)), checked(parseDecimal(b)));
}

/** The exact difference. Throws a ValidationException if DynamoDB cannot store it. */
export function subtractNumbers(a: string, b: string): string {
  const { sign, digits, power } = checked(parseDecimal(b));
  return sum(checked(parseDecimal(a)), { sign: -sign, digits, power });
}

/** Parses a number of any magnitude and precision. Throws a ValidationException if it is none. */
export function parseDecimal(text: string): Decimal {
  if (text === "") throw invalid("The parameter cannot be converted to a numeric value");
  const parts = NUMBER.exec(text);
  if (!parts) throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const [, minus, whole = "", fraction = "", exponent = "0"] = parts;
  const all = whole + fraction;
  const first = all.search(/[1-9]/);
  if (first < 0) return ZERO;
  const power = whole.length - 1 - first + Number(exponent);
  return { sign: minus === "-" ? -1 : 1, digits: withoutZerosAtEnd(all.slice(first)), power };
}

function sum(a: Decimal, b: Decimal): string {
  const lowest = Math.min(lastPower(a), lastPower(b));
  const total = atPower(a, lowest) + atPower(b, lowest);
  if (total === 0n) return "0";
  const digits = String(total < 0n ? -total : total);
  const power = lowest + digits.length - 1;
  return formatDecimal(checked({ sign: total < 0n ? -1 : 1, digits: withoutZerosAtEnd(digits), power }));
}

/** The power of ten of the last digit. */
function lastPower({ digits, power }: Decimal): number {
  return digits === "" ? Number.POSITIVE_INFINITY : power - digits.length + 1;
}

/** A number in units of 10^unit. */
function atPower(number: Decimal, unit: number): bigint {
  if (number.sign === 0) return 0n;
  return BigInt(number.sign) * BigInt(number.digits) * 10n ** BigInt(lastPower(number) - unit);
}

function compareDecimals(a: Decimal, b: Decimal): number {
  if (a.sign !== b.sign) return a.sign < b.sign ? -1 : 1;
  if (a.power !== b.power) return a.power < b.power ? -a.sign : a.sign;
  if (a.digits === b.digits) return 0;
  return a.digits < b.digits ? -a.sign : a.sign;
}

function checked(number: Decimal): Decimal {
  if (number.power > MAX_NUMBER_POWER)
    throw invalid("Number overflow. Attempting to store a number with magnitude larger than supported range");
  if (number.power < MIN_NUMBER_POWER)
    throw invalid("Number underflow. Attempting to store a number with magnitude smaller than supported range");
  if (number.digits.length > MAX_NUMBER_DIGITS)
    throw invalid(`Attempting to store more than ${MAX_NUMBER_DIGITS} significant digits in a Number`);
  return number;
}

function formatDecimal({ sign, digits, power }: Decimal): string {
  if (sign === 0) return "0";
  const minus = sign < 0 ? "-" : "";
  if (power < 0) return `${minus}0.${"0".repeat(-power - 1)}${digits}`;
  const whole = digits.slice(0, power + 1).padEnd(power + 1, "0");
  const fraction = digits.slice(power + 1);
  return fraction === "" ? minus + whole : `${minus}${whole}.${fraction}`;
}

/** Backwards by hand: a regular expression for zeros at the end needs quadratic time where zeros are in the middle. */
function withoutZerosAtEnd(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === "0") end -= 1;
  return digits.slice(0, end);
}
