import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { Wire } from "./wire.js";

type Input = Wire<CreateTableCommandInput>;

/** The part of a table's definition that the store of the items understands. */
export function storeInput(input: Input): Input {
  const { TableName, AttributeDefinitions, KeySchema, LocalSecondaryIndexes, GlobalSecondaryIndexes } = input;
  const { BillingMode, ProvisionedThroughput } = input;
  const indexes = GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection, ProvisionedThroughput }) => ({
    IndexName,
    KeySchema,
    Projection,
    ...(ProvisionedThroughput && { ProvisionedThroughput }),
  }));
  return {
    TableName,
    AttributeDefinitions,
    KeySchema,
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    ...(indexes && { GlobalSecondaryIndexes: indexes }),
    ...(BillingMode && { BillingMode }),
    ...(ProvisionedThroughput && { ProvisionedThroughput }),
  };
}
