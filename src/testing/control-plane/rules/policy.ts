import { MAX_POLICY_BYTES } from "../../../dynamodb/limits.js";
import { invalidValues } from "../aws-error.js";
import type { Rule } from "./rule.js";

/** A resource policy has at most 20 KB. Its content is not checked, because IAM is not supported. */
export const checkPolicySize: Rule<string | undefined> = (policy = "") =>
  new TextEncoder().encode(policy).length > MAX_POLICY_BYTES
    ? invalidValues(`Maximum policy size of ${MAX_POLICY_BYTES} bytes exceeded`)
    : undefined;
