import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { describeAttributes, describeNewIndex, describeProjection, describeSettings } from "./settings.js";
import { arnOf, type ControlPlane, type Description, secondsAt } from "./tables.js";
import { describeNewVectorIndex } from "./vector-indexes.js";
import type { Wire } from "./wire.js";

/** The description of a new table. */
export function newDescription(controlPlane: ControlPlane, input: Wire<CreateTableCommandInput>): Description {
  const name = String(input.TableName);
  const arn = arnOf(controlPlane, name);
  const { GlobalSecondaryIndexes, LocalSecondaryIndexes, VectorIndexes, BillingMode } = input;
  return {
    AttributeDefinitions: describeAttributes(input.AttributeDefinitions),
    TableName: name,
    KeySchema: input.KeySchema,
    TableStatus: "CREATING",
    CreationDateTime: secondsAt(controlPlane),
    TableSizeBytes: 0,
    ItemCount: 0,
    TableArn: arn,
    TableId: crypto.randomUUID(),
    ...describeSettings(controlPlane, input),
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
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) =>
        describeNewIndex(controlPlane, name, BillingMode, index),
      ),
    }),
    ...(VectorIndexes && {
      VectorIndexes: VectorIndexes.map((index) => describeNewVectorIndex(controlPlane, name, index)),
    }),
  };
}
