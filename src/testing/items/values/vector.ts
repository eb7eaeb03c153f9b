import { type AttributeType, type AttributeValue, typeOf } from "./attribute-value.js";
import { normaliseNumber, parseDecimal } from "./number.js";

/** Why a value is no vector. The places of members count from 0. */
export type VectorProblem =
  | { readonly kind: "no list" }
  | { readonly kind: "size"; readonly actual: number }
  | { readonly kind: "no number"; readonly place: number; readonly actual: AttributeType }
  | { readonly kind: "range"; readonly place: number; readonly value: string };

/** The vectors of the last lists that were read: a list is read when it is checked, and again by each index that stores it. */
const vectors = new Map<readonly AttributeValue[], Float32Array>();
const MAX_VECTORS = 128;

/** Reads a list of numbers as a vector of numbers with 32 bits. */
export function readVector(value: AttributeValue, dimensions: number): Float32Array | VectorProblem {
  if (!("L" in value)) return { kind: "no list" };
  const known = vectors.get(value.L);
  if (known?.length === dimensions) return known;
  if (value.L.length !== dimensions) return { kind: "size", actual: value.L.length };
  const vector = new Float32Array(dimensions);
  for (const [place, member] of value.L.entries()) {
    if (!("N" in member)) return { kind: "no number", place, actual: typeOf(member) };
    const number = Math.fround(Number(member.N));
    if (!Number.isFinite(number)) return { kind: "range", place, value: scientific(member.N) };
    vector[place] = number;
  }
  if (vectors.size === MAX_VECTORS) vectors.clear();
  vectors.set(value.L, vector);
  return vector;
}

/** The list of the numbers of a vector, each with as few digits as tell it from other numbers of 32 bits. */
export function listOf(vector: Float32Array): AttributeValue {
  return { L: Array.from(vector, (number) => ({ N: shortest(number) })) };
}

const MAX_DIGITS = 9;

function shortest(number: number): string {
  for (let digits = 1; digits < MAX_DIGITS; digits += 1) {
    const text = number.toPrecision(digits);
    if (Math.fround(Number(text)) === number) return normaliseNumber(text);
  }
  return normaliseNumber(number.toPrecision(MAX_DIGITS));
}

/** A large number as DynamoDB shows it: 1E+39. */
function scientific(text: string): string {
  const { sign, digits, power } = parseDecimal(text);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : "";
  return `${sign < 0 ? "-" : ""}${digits.charAt(0)}${fraction}E+${power}`;
}
