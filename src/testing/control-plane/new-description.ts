import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { describeAttributes, describeNewIndex, describeProjection, describeSettings } from "./settings.js";
import { arnOf, type Description, type Plane, secondsAt } from "./tables.js";
import type { Wire } from "./wire.js";

/** How a table is described that was just created. */
export function newDescription(plane: Plane, input: Wire<CreateTableCommandInput>): Description {
  const name = String(input.TableName);
  const arn = arnOf(plane, name);
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, BillingMode } = input;
  return {
    AttributeDefinitions: describeAttributes(input.AttributeDefinitions),
    TableName: name,
    KeySchema: input.KeySchema,
    TableStatus: "CREATING",
    CreationDateTime: secondsAt(plane),
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: arn,
    TableId: crypto.randomUUID(),
    ...describeSettings(plane, input),
    ...(LocalSecondaryIndexes && {
      LocalSecondaryIndexes: LocalSecondaryIndexes.map(({ IndexName, KeySchema, Projection }) => ({
        IndexName,
        KeySchema,
        Projection: describeProjection(Projection),
        IndexSizeBytes: 0,
        ItemCount: 0,
        IndexArn: `${arn}/index/${IndexName}`,
      })),
    }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => describeNewIndex(plane, name, BillingMode, index)),
    }),
  };
}
