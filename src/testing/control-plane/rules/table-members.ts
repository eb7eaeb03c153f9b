import { flag, list, requireTableName, type Shape, struct, text, whole } from "./wire-checks.js";

const NAME = { min: 3, max: 255, pattern: "[a-zA-Z0-9_.-]+" };

const attributeName = text({ min: 1, maxBytes: 255 });
const capacity = whole({ min: 1 });

/** The definitions of the attributes that are in keys. */
export const attributeDefinitions = list(
  struct({ AttributeName: attributeName, AttributeType: text({ values: ["B", "N", "S"] }) }, [
    "AttributeName",
    "AttributeType",
  ]),
);

function keySchema(max?: number): Shape {
  const element = struct({ AttributeName: attributeName, KeyType: text({ values: ["HASH", "RANGE"] }) }, [
    "AttributeName",
    "KeyType",
  ]);
  return list(element, { min: 1, ...(max !== undefined && { max }) });
}

const projection = struct({
  ProjectionType: text({ values: ["ALL", "INCLUDE", "KEYS_ONLY"] }),
  NonKeyAttributes: list(attributeName, { min: 1, max: 20 }),
});

/** The name of a table. */
export const tableName = text(NAME);

/** The name of an index. */
export const indexName = text(NAME);

/** The three throughputs of a table or an index. */
export const throughput = {
  ProvisionedThroughput: struct({ ReadCapacityUnits: capacity, WriteCapacityUnits: capacity }, [
    "ReadCapacityUnits",
    "WriteCapacityUnits",
  ]),
  OnDemandThroughput: struct({ MaxReadRequestUnits: whole(), MaxWriteRequestUnits: whole() }),
  WarmThroughput: struct({ ReadUnitsPerSecond: whole(), WriteUnitsPerSecond: whole() }),
};

/** A global secondary index that is to be made. Its key may have more attributes than any other key. */
export const globalIndex = struct(
  { IndexName: indexName, KeySchema: keySchema(), Projection: projection, ...throughput },
  ["IndexName", "KeySchema", "Projection"],
);

const localIndex = struct({ IndexName: indexName, KeySchema: keySchema(2), Projection: projection }, [
  "IndexName",
  "KeySchema",
  "Projection",
]);

/** Tags. What is wrong with one of them has words of its own. */
export const tags = list(struct({ Key: text(), Value: text() }));

/** Settings that a table is created with, and that UpdateTable changes. */
export const settings = {
  BillingMode: text({ values: ["PROVISIONED", "PAY_PER_REQUEST"] }),
  ...throughput,
  StreamSpecification: struct(
    {
      StreamEnabled: flag,
      StreamViewType: text({ values: ["NEW_IMAGE", "NEW_AND_OLD_IMAGES", "OLD_IMAGE", "KEYS_ONLY"] }),
    },
    ["StreamEnabled"],
  ),
  SSESpecification: struct({ Enabled: flag, SSEType: text({ values: ["AES256", "KMS"] }), KMSMasterKeyId: text() }),
  TableClass: text(),
  DeletionProtectionEnabled: flag,
  GlobalTableSettingsReplicationMode: text({ values: ["ENABLED", "DISABLED", "ENABLED_WITH_OVERRIDES"] }),
};

const createTableMembers = struct(
  {
    TableName: tableName,
    AttributeDefinitions: attributeDefinitions,
    KeySchema: keySchema(2),
    LocalSecondaryIndexes: list(localIndex),
    GlobalSecondaryIndexes: list(globalIndex),
    ...settings,
    Tags: tags,
    ResourcePolicy: text(),
  },
  ["AttributeDefinitions", "KeySchema"],
);

/** A CreateTable request. GlobalTableSourceArn and VectorIndexes are refused: nothing here could stand behind them. */
export const createTableShape: Shape = (value, at, report) => {
  requireTableName(value as Record<string, unknown>);
  createTableMembers(value, at, report);
};
