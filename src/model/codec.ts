import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { isObject, isPlain, tagOf } from "./value-kinds.js";

/** The storage type of a value: DynamoDB's data type descriptor. */
export type StorageType = "S" | "N" | "B" | "BOOL" | "L" | "M" | "SS" | "NS" | "BS";

/**
 * Converts values to DynamoDB's stored values, and back. Throws an {@link InvalidValue} for a value of another type.
 */
export interface Codec<V> {
  readonly storage: StorageType;
  encode(value: V): AttributeValue;
  decode(stored: AttributeValue): V;
}

/** One problem in a value, and the path to it: `["lines", 0, "count"]`. */
export interface ValueProblem {
  readonly steps: (string | number)[];
  readonly problem: string;
}

/** A value that does not fit its attribute. Each enclosing codec adds its step to the paths. */
export class InvalidValue extends Error {
  readonly problems: ValueProblem[];

  /** @param problems - At least one problem; a text if it concerns the whole value. */
  constructor(problems: string | ValueProblem[]) {
    super();
    this.problems = typeof problems === "string" ? [{ steps: [], problem: problems }] : problems;
  }

  /** Prepends steps to the paths of all problems. */
  within(...outerSteps: readonly (string | number)[]): this {
    for (const { steps } of this.problems) steps.unshift(...outerSteps);
    return this;
  }
}

/**
 * Adds the problems of one member to those of earlier members. Any other error is thrown, unless earlier members have
 * problems.
 */
export function addProblems(earlier: InvalidValue | undefined, error: unknown, step: string | number): InvalidValue {
  if (!(error instanceof InvalidValue)) throw earlier ?? error;
  const found = error.within(step);
  if (earlier === undefined) return found;
  for (const problem of found.problems) earlier.problems.push(problem);
  return earlier;
}

/** A path as in the caller's code: `lines[0].count`. */
export function pathText(steps: readonly (string | number)[]): string {
  return steps.map((step, depth) => (typeof step === "number" ? `[${step}]` : depth > 0 ? `.${step}` : step)).join("");
}

/** The name of a value's type for a message. Never the value itself, which can be confidential. */
export function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object") return isPlain(value) ? "an object" : instanceName(value);
  return value === undefined ? "undefined" : `a ${typeof value}`;
}

function instanceName(value: object): string {
  if (!isObject(value)) return /^[AEIO]/.test(tagOf(value)) ? `an ${tagOf(value)}` : `a ${tagOf(value)}`;
  const { constructor: creator } = value;
  return typeof creator === "function" && creator.name !== "" ? `an instance of ${creator.name}` : "an object";
}

/** The error for a value of the wrong type. */
export function wrongType(expected: string, value: unknown): InvalidValue {
  return new InvalidValue(`expected ${expected}, got ${typeName(value)}`);
}

/** The error for a stored value of another type than the attribute's. */
export function wrongStorage(expected: StorageType, stored: AttributeValue): InvalidValue {
  const found = Object.keys(stored).find((type) => type !== "$unknown") ?? "nothing";
  return new InvalidValue(`expected ${expected} in the table, found ${found}`);
}
