import type { Tag } from "@aws-sdk/client-dynamodb";
import { MAX_TAG_KEY_LENGTH, MAX_TAG_VALUE_LENGTH, MAX_TAGS } from "../../../dynamodb/limits.js";
import { invalid } from "../aws-error.js";
import type { Wire } from "../wire.js";
import { firstRepeated, type Rule } from "./rule.js";

/** A tag's key has 1 to 128 characters, and does not start with aws:. */
export const checkTagKeys: Rule<readonly (string | undefined)[]> = (keys) => {
  const broken = keys.find((key = "") => key.length < 1 || key.length > MAX_TAG_KEY_LENGTH);
  if (broken !== undefined || keys.includes(undefined))
    return invalid(`The Tag Key provided is invalid, Key: ${broken ?? null}`);
  const reserved = keys.find((key) => /^aws:/i.test(String(key)));
  return reserved === undefined ? undefined : invalid(`Tag Key cannot be prefixed with aws:, Key: ${reserved}`);
};

/** Tags in a request: valid lengths of keys and values, and unique keys. */
export const checkTags: Rule<readonly Wire<Tag>[]> = (tags) => {
  const keys = tags.map(({ Key }) => Key);
  const broken = checkTagKeys(keys);
  if (broken) return broken;
  const tag = tags.find(({ Value }) => Value === undefined || Value.length > MAX_TAG_VALUE_LENGTH);
  if (tag) return invalid(`The Tag Value provided is invalid, Value: ${tag.Value ?? null}`);
  const repeated = firstRepeated(keys.map(String));
  return repeated === undefined
    ? undefined
    : invalid(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${repeated}`);
};

/** A table has at most fifty tags, including the existing ones. */
export const checkTagCount: Rule<Iterable<string>> = (keys) =>
  new Set(keys).size > MAX_TAGS
    ? invalid("Number of Tags exceed the current limit for the provided ResourceArn")
    : undefined;
