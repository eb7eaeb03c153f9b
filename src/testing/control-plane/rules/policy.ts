import { byteLength } from "../../../dynamodb/byte-length.js";
import { MAX_POLICY_BYTES } from "../../../dynamodb/limits.js";
import { invalidValues } from "../aws-error.js";
import type { Rule } from "./rule.js";

/** A resource policy has at most 20 KB. Its content is not checked, because IAM is not supported. */
export const checkPolicySize: Rule<string | undefined> = (policy = "") =>
  byteLength(policy) > MAX_POLICY_BYTES
    ? invalidValues(`Maximum policy size of ${MAX_POLICY_BYTES} bytes exceeded`)
    : undefined;
