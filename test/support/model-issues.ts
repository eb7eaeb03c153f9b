import { attr, defineModel } from "../../src/index.js";
import { issuesOf } from "./refused.js";

/** Attributes of a model with both keys, and some that cannot be keys. */
export const attributes = {
  pk: attr.string().partitionKey(),
  sk: attr.number().sortKey(),
  email: attr.string(),
  active: attr.boolean(),
  tags: attr.stringSet(),
  note: attr.string().nullable(),
};

/** Every issue as `path: message fix`. Without types, as in JavaScript. */
export function issuesIn(definition: object): string[] {
  const loose = defineModel as (definition: object) => unknown;
  return issuesOf(() => loose(definition)).map(({ path, message, fix }) =>
    fix === undefined ? `${path}: ${message}` : `${path}: ${message} ${fix}`,
  );
}

/** The same for a valid definition with the given members. */
export const issuesWith = (changed: object) => issuesIn({ table: "things", attributes, ...changed });
/** The fix for a type that cannot be a key. */
export const KEYS = "keys are of type string, enum, literal, number, bigint, decimal, binary, date and timestamp.";
