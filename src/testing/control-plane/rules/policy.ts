import { invalidValues } from "../aws-error.js";
import type { Rule } from "./rule.js";

const MAX_POLICY_BYTES = 20_480;

/** A resource policy is at most 20 KB. What it says is for IAM to judge, which is not played here. */
export const checkPolicySize: Rule<string | undefined> = (policy = "") =>
  new TextEncoder().encode(policy).length > MAX_POLICY_BYTES
    ? invalidValues(`Maximum policy size of ${MAX_POLICY_BYTES} bytes exceeded`)
    : undefined;
