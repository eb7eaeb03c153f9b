import { isError } from "../errors.js";

/** What the SDK says of a client without a region, and not where one comes from. */
const NO_REGION = "Region is missing";
const ADVICE =
  'Give the client one, { region: "eu-west-1" }, or set AWS_REGION, or a region in the AWS configuration file.';

/** Adds the way out to the SDK's error about a missing region. It stays the SDK's own. */
export function withRegionAdvice(error: unknown): unknown {
  if (!isError(error) || error.message !== NO_REGION) return error;
  error.message = `${NO_REGION}. ${ADVICE}`;
  // The stack, which is what a program that ends with the error shows, has the words of when it was made.
  if (error.stack !== undefined) error.stack = error.stack.replace(NO_REGION, error.message);
  return error;
}
