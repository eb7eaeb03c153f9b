import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Wire } from "../wire.js";
import { indexesRules, newIndexRules, wholeProjection } from "./indexes.js";
import { shortPolicy } from "./policy.js";
import { firstBroken, type Rule } from "./rule.js";
import { knownTableClass, wholeEncryption, wholeStreamOfNewTable } from "./settings.js";
import { fewTags, tagsValid } from "./tags.js";
import { throughputRules } from "./throughput.js";

type Input = Wire<CreateTableCommandInput>;

const throughputOfTable: Rule<Input> = (input) => firstBroken(throughputRules, { ...input, mode: input.BillingMode });

const globalIndexes: Rule<Input> = ({ GlobalSecondaryIndexes = [], BillingMode: mode }) => {
  for (const index of GlobalSecondaryIndexes) {
    const error = firstBroken(newIndexRules, { index, mode });
    if (error) return error;
  }
  return undefined;
};

const localIndexes: Rule<Input> = ({ LocalSecondaryIndexes = [] }) => {
  for (const index of LocalSecondaryIndexes) {
    const error = wholeProjection({ index });
    if (error) return error;
  }
  return undefined;
};

const tags: Rule<Input> = ({ Tags = [] }) => tagsValid(Tags) ?? fewTags(Tags.map(({ Key }) => String(Key)));

/** The rules of CreateTable that the store does not know, or says in other words than DynamoDB. */
export const createTableRules: readonly Rule<Input>[] = [
  globalIndexes,
  localIndexes,
  (input) => firstBroken(indexesRules, input),
  throughputOfTable,
  knownTableClass,
  wholeEncryption,
  wholeStreamOfNewTable,
  tags,
  ({ ResourcePolicy }) => shortPolicy(ResourcePolicy),
];
