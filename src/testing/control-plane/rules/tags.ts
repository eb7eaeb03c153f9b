import type { Tag } from "@aws-sdk/client-dynamodb";
import { invalid } from "../aws-error.js";
import type { Wire } from "../wire.js";
import { firstRepeated, type Rule } from "./rule.js";

const MOST_TAGS = 50;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** A tag's key has 1 to 128 characters, and is not one of AWS' own. */
export const tagKeysValid: Rule<readonly (string | undefined)[]> = (keys) => {
  const broken = keys.find((key = "") => key.length < 1 || key.length > LONGEST_KEY);
  if (broken !== undefined || keys.includes(undefined))
    return invalid(`The Tag Key provided is invalid, Key: ${broken ?? null}`);
  const reserved = keys.find((key) => /^aws:/i.test(String(key)));
  return reserved === undefined ? undefined : invalid(`Tag Key cannot be prefixed with aws:, Key: ${reserved}`);
};

/** Tags that a request sets: keys and values of their lengths, and no key twice. */
export const tagsValid: Rule<readonly Wire<Tag>[]> = (tags) => {
  const keys = tags.map(({ Key }) => Key);
  const broken = tagKeysValid(keys);
  if (broken) return broken;
  const tag = tags.find(({ Value }) => Value === undefined || Value.length > LONGEST_VALUE);
  if (tag) return invalid(`The Tag Value provided is invalid, Value: ${tag.Value ?? null}`);
  const repeated = firstRepeated(keys.map(String));
  return repeated === undefined
    ? undefined
    : invalid(`Duplicate Tag Keys provided as input: Duplicate Tag Key found ${repeated}`);
};

/** A table has up to fifty tags, those that it has counted with those that it gets. */
export const fewTags: Rule<Iterable<string>> = (keys) =>
  new Set(keys).size > MOST_TAGS
    ? invalid("Number of Tags exceed the current limit for the provided ResourceArn")
    : undefined;
