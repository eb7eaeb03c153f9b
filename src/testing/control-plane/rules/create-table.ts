import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Wire } from "../wire.js";
import { checkProjection, indexesRules, newIndexRules } from "./indexes.js";
import { checkPolicySize } from "./policy.js";
import { firstBroken, type Rule } from "./rule.js";
import { checkEncryption, checkStreamOfNewTable, checkTableClass } from "./settings.js";
import { checkTagCount, checkTags } from "./tags.js";
import { throughputRules } from "./throughput.js";
import { checkVectorBilling, vectorIndexesRules } from "./vector-indexes.js";

type Input = Wire<CreateTableCommandInput>;

const checkTableThroughput: Rule<Input> = (input) =>
  firstBroken(throughputRules, { ...input, mode: input.BillingMode });

const globalIndexes: Rule<Input> = ({ GlobalSecondaryIndexes = [], BillingMode: mode }) => {
  for (const index of GlobalSecondaryIndexes) {
    const error = firstBroken(newIndexRules, { index, mode });
    if (error) return error;
  }
  return undefined;
};

const localIndexes: Rule<Input> = ({ LocalSecondaryIndexes = [] }) => {
  for (const index of LocalSecondaryIndexes) {
    const error = checkProjection({ index });
    if (error) return error;
  }
  return undefined;
};

const tags: Rule<Input> = ({ Tags = [] }) => checkTags(Tags) ?? checkTagCount(Tags.map(({ Key }) => String(Key)));

/** The rules of CreateTable for indexes and settings, after those for keys. */
export const createTableRules: readonly Rule<Input>[] = [
  globalIndexes,
  localIndexes,
  ({ BillingMode, VectorIndexes }) => checkVectorBilling(BillingMode, VectorIndexes),
  (input) => firstBroken(vectorIndexesRules, input),
  (input) => firstBroken(indexesRules, input),
  checkTableThroughput,
  checkTableClass,
  checkEncryption,
  checkStreamOfNewTable,
  tags,
  ({ ResourcePolicy }) => checkPolicySize(ResourcePolicy),
];
