import type { AwsError } from "../aws-error.js";

/** A rule of DynamoDB for requests. Returns DynamoDB's error if a request breaks it. */
export type Rule<T> = (request: T) => AwsError | undefined;

/** The error of the first rule that a request breaks. */
export function firstBroken<T>(rules: readonly Rule<T>[], request: T): AwsError | undefined {
  for (const rule of rules) {
    const error = rule(request);
    if (error) return error;
  }
  return undefined;
}

/** The first value that occurs twice. */
export function firstRepeated(values: readonly string[]): string | undefined {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) return value;
    seen.add(value);
  }
  return undefined;
}
