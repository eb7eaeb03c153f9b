import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { MAX_VECTOR_DIMENSIONS, MAX_VECTOR_NUMBER } from "../dynamodb/limits.js";
import { type Codec, InvalidValue, type ValueProblem, wrongStorage, wrongType } from "./codec.js";
import { float32Text } from "./float32-text.js";
import { isFloat32Array } from "./value-kinds.js";

/** A vector as callers give it: numbers, which are rounded to 32 bits. */
export type Vector = Float32Array | readonly number[];

/** A vector of the wrong kind of numbers has thousands of them: an error lists only the first ones. */
const MAX_PROBLEMS = 10;

/** Numbers of 32 bits, for a vector index, stored as L of N. */
export function vector(dimensions: number): Codec<Vector> {
  return {
    storage: "L",
    encode: (value) => ({ L: encodeVector(value, dimensions) }),
    decode: (stored) => decodeVector(stored, dimensions),
  };
}

/** The numbers of a vector in stored form. Throws an {@link InvalidValue} with the first problems of a wrong vector. */
function encodeVector(value: Vector, dimensions: number): AttributeValue[] {
  if (!isVector(value)) throw wrongType("an array of numbers or a Float32Array", value);
  if (value.length !== dimensions) {
    const first = `expected ${dimensions} numbers, got ${value.length}`;
    throw new InvalidValue([{ steps: [], problem: first }, ...problemsOf(value)]);
  }
  const stored = new Array<AttributeValue>(dimensions);
  for (let index = 0; index < dimensions; index++) {
    const member: unknown = value[index];
    const rounded = typeof member === "number" ? Math.fround(member) : Number.NaN;
    if (!Number.isFinite(rounded)) throw new InvalidValue(problemsOf(value));
    stored[index] = { N: float32Text(rounded) };
  }
  return stored;
}

/** The same for a vector of any dimensions that DynamoDB supports. */
export function encodeAnyVector(value: Vector): AttributeValue[] {
  if (isVector(value) && (value.length < 1 || value.length > MAX_VECTOR_DIMENSIONS))
    throw new InvalidValue(`expected 1 to ${MAX_VECTOR_DIMENSIONS} numbers, got ${value.length}`);
  return encodeVector(value, Object(value).length);
}

function decodeVector(stored: AttributeValue, dimensions: number): Float32Array {
  const { L } = stored;
  if (L === undefined) throw wrongStorage("L", stored);
  if (L.length !== dimensions) {
    throw new InvalidValue(`expected ${dimensions} numbers in the table, found ${L.length}`);
  }
  const values = new Float32Array(dimensions);
  for (let index = 0; index < dimensions; index++) {
    const member = L[index] as AttributeValue; // the length was checked
    if (member.N === undefined) throw wrongStorage("N", member).within(index);
    values[index] = Number(member.N);
    if (!Number.isFinite(values[index])) throw new InvalidValue("is beyond the range of 32-bit numbers").within(index);
  }
  return values;
}

/** A vector as items have it. Anything that is no vector stays as it is, and is refused when it is written. */
export function toFloat32Array(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  // `every` skips the holes of a sparse array, and `includes` does not.
  const isExact =
    !value.includes(undefined) && value.every((each) => typeof each === "number" && Number.isFinite(Math.fround(each)));
  return isExact ? Float32Array.from(value) : value;
}

function isVector(value: unknown): value is Vector {
  return Array.isArray(value) || isFloat32Array(value);
}

function problemsOf(value: Vector): ValueProblem[] {
  const problems: ValueProblem[] = [];
  for (let index = 0; index < value.length; index++) {
    const problem = problemOf(value[index]);
    if (problem === undefined) continue;
    if (problems.length === MAX_PROBLEMS) {
      problems.push({ steps: [], problem: "more of its numbers are wrong" });
      break;
    }
    problems.push({ steps: [index], problem });
  }
  return problems;
}

function problemOf(member: unknown): string | undefined {
  if (typeof member !== "number") return wrongType("a number", member).problems[0]?.problem;
  if (!Number.isFinite(member)) return `${member} is not a number that DynamoDB can store`;
  if (Number.isFinite(Math.fround(member))) return undefined;
  return `is beyond the range of 32-bit numbers, ±${MAX_VECTOR_NUMBER}`;
}
