import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Description } from "./tables.js";
import type { Wire } from "./wire.js";

type Input = Wire<CreateTableCommandInput>;
type Keys = Pick<Input, "AttributeDefinitions" | "KeySchema" | "LocalSecondaryIndexes" | "GlobalSecondaryIndexes">;
type Keyed = Pick<Input, "KeySchema">;

/** The part of a new table's definition that dynalite supports. */
export function dynaliteDefinition(input: Input): Input {
  const { TableName, BillingMode, ProvisionedThroughput } = input;
  return {
    TableName,
    ...keysOf(input),
    ...(BillingMode && { BillingMode }),
    ...(ProvisionedThroughput && { ProvisionedThroughput }),
  };
}

/** The same for an existing table. dynalite does not need its throughput. */
export function dynaliteDefinitionOf(description: Description): Input {
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

/** The members of an index' description that a request can have. */
export function plainIndex({ IndexName, KeySchema, Projection }: IndexDescription) {
  return { IndexName, KeySchema, Projection };
}

type IndexDescription = NonNullable<Description["LocalSecondaryIndexes"]>[number];

/** dynalite supports indexes with one partition attribute and at most one sort attribute. */
export function isSupportedByDynalite({ KeySchema = [] }: Keyed): boolean {
  return ["HASH", "RANGE"].every((type) => KeySchema.filter(({ KeyType }) => KeyType === type).length <= 1);
}

function keysOf(input: Keys): Keys {
  const { KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = input;
  const kept = GlobalSecondaryIndexes?.filter(isSupportedByDynalite);
  const left = GlobalSecondaryIndexes?.filter((index) => !isSupportedByDynalite(index)) ?? [];
  const isOnlyLeft = within(left, [input, ...(LocalSecondaryIndexes ?? []), ...(kept ?? [])]);
  return {
    AttributeDefinitions: input.AttributeDefinitions?.filter(({ AttributeName }) => !isOnlyLeft(AttributeName)),
    KeySchema,
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    // dynalite rejects an empty list, unless it is empty because of unsupported indexes.
    ...(kept && (kept.length > 0 || left.length === 0) && { GlobalSecondaryIndexes: kept.map(storedIndex) }),
  };
}

/** Whether an attribute is in a key of the first, and in no key of the others. */
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
