import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { arnOf, type Description, type Plane, secondsAt } from "./tables.js";
import type { Wire } from "./wire.js";

type Input = Wire<CreateTableCommandInput>;

/** How a table is described that was just created. */
export function newDescription(plane: Plane, input: Input): Description {
  const name = String(input.TableName);
  const arn = arnOf(plane, name);
  const isOnDemand = input.BillingMode === "PAY_PER_REQUEST";
  return {
    AttributeDefinitions: input.AttributeDefinitions,
    TableName: name,
    KeySchema: input.KeySchema,
    TableStatus: "CREATING",
    CreationDateTime: secondsAt(plane),
    ProvisionedThroughput: {
      NumberOfDecreasesToday: 0,
      ReadCapacityUnits: input.ProvisionedThroughput?.ReadCapacityUnits ?? 0,
      WriteCapacityUnits: input.ProvisionedThroughput?.WriteCapacityUnits ?? 0,
    },
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: arn,
    TableId: crypto.randomUUID(),
    ...(isOnDemand && { BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" } }),
    ...(input.GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: input.GlobalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection,
        IndexStatus: "CREATING" as const,
        IndexArn: `${arn}/index/${IndexName}`,
        IndexSizeBytes: 0,
        ItemCount: 0,
      })),
    }),
    ...(input.LocalSecondaryIndexes && {
      LocalSecondaryIndexes: input.LocalSecondaryIndexes.map((index) => ({
        ...index,
        IndexArn: `${arn}/index/${index.IndexName}`,
        IndexSizeBytes: 0,
        ItemCount: 0,
      })),
    }),
  };
}
