import { invalidValues } from "../aws-error.js";
import type { Rule } from "./rule.js";

const MOST_BYTES = 20_480;

/** A resource policy is at most 20 KB. What it says is for IAM to judge, which is not played here. */
export const shortPolicy: Rule<string | undefined> = (policy = "") =>
  new TextEncoder().encode(policy).length > MOST_BYTES
    ? invalidValues(`Maximum policy size of ${MOST_BYTES} bytes exceeded`)
    : undefined;
