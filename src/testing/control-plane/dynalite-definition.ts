import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Description } from "./tables.js";
import type { Wire } from "./wire.js";

type Input = Wire<CreateTableCommandInput>;
type Keys = Pick<Input, "AttributeDefinitions" | "KeySchema" | "LocalSecondaryIndexes" | "GlobalSecondaryIndexes">;
type Keyed = Pick<Input, "KeySchema">;

/** The part of a new table's definition that the store of the items understands. */
export function storeInput(input: Input): Input {
  const { TableName, BillingMode, ProvisionedThroughput } = input;
  return {
    TableName,
    ...keysOf(input),
    ...(BillingMode && { BillingMode }),
    ...(ProvisionedThroughput && { ProvisionedThroughput }),
  };
}

/** The same of a table that is there. The store does not look at its throughput any more. */
export function storeInputOf(description: Description): Input {
  const { TableName, LocalSecondaryIndexes, GlobalSecondaryIndexes, ...others } = description;
  return {
    TableName,
    BillingMode: "PAY_PER_REQUEST",
    ...keysOf({
      ...others,
      LocalSecondaryIndexes: LocalSecondaryIndexes?.map(plainIndex),
      GlobalSecondaryIndexes: GlobalSecondaryIndexes?.map(plainIndex),
    }),
  };
}

/** What an index is asked for with: its description without what DynamoDB adds. */
export function plainIndex({ IndexName, KeySchema, Projection }: IndexDescription) {
  return { IndexName, KeySchema, Projection };
}

type IndexDescription = NonNullable<Description["LocalSecondaryIndexes"]>[number];

/** The store keeps indexes with one partition attribute and up to one sort attribute. */
export function isKept({ KeySchema = [] }: Keyed): boolean {
  return ["HASH", "RANGE"].every((type) => KeySchema.filter(({ KeyType }) => KeyType === type).length <= 1);
}

function keysOf(input: Keys): Keys {
  const { KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = input;
  const kept = GlobalSecondaryIndexes?.filter(isKept);
  const left = GlobalSecondaryIndexes?.filter((index) => !isKept(index)) ?? [];
  const isOnlyLeft = within(left, [input, ...(LocalSecondaryIndexes ?? []), ...(kept ?? [])]);
  return {
    AttributeDefinitions: input.AttributeDefinitions?.filter(({ AttributeName }) => !isOnlyLeft(AttributeName)),
    KeySchema,
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    // An empty list is for the store to refuse, unless there were indexes in it.
    ...(kept && (kept.length > 0 || left.length === 0) && { GlobalSecondaryIndexes: kept.map(storedIndex) }),
  };
}

/** Tells the attributes that are in the keys of the first, and in no key of the others. */
function within(first: readonly Keyed[], others: readonly Keyed[]): (name: string | undefined) => boolean {
  const namesIn = (all: readonly Keyed[]) =>
    new Set(all.flatMap(({ KeySchema = [] }) => KeySchema.map(({ AttributeName }) => AttributeName)));
  const [names, otherNames] = [namesIn(first), namesIn(others)];
  return (name) => names.has(name) && !otherNames.has(name);
}

function storedIndex(index: NonNullable<Input["GlobalSecondaryIndexes"]>[number]) {
  const { IndexName, KeySchema, Projection, ProvisionedThroughput } = index;
  return { IndexName, KeySchema, Projection, ...(ProvisionedThroughput && { ProvisionedThroughput }) };
}
