import type { AwsError } from "../aws-error.js";

/** One thing that DynamoDB asks of a request: what it answers with when it is not so. */
export type Rule<T> = (request: T) => AwsError | undefined;

/** What DynamoDB answers to a request that breaks rules. It names the first of them only. */
export function firstBroken<T>(rules: readonly Rule<T>[], request: T): AwsError | undefined {
  for (const rule of rules) {
    const error = rule(request);
    if (error) return error;
  }
  return undefined;
}

/** The first of the values that stands in the list again. */
export function firstRepeated(values: readonly string[]): string | undefined {
  return values.find((value, place) => values.indexOf(value) < place);
}
