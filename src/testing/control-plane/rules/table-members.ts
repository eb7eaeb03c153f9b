import {
  MAX_ATTRIBUTE_NAME_BYTES,
  MAX_KEY_ATTRIBUTES,
  MAX_NAME_LENGTH,
  MAX_PROJECTED_ATTRIBUTES_PER_INDEX,
  MIN_NAME_LENGTH,
} from "../../../dynamodb/limits.js";
import { NAME_PATTERN } from "../../../dynamodb/names.js";
import {
  BILLING_MODES,
  KEY_ATTRIBUTE_TYPES,
  KEY_ELEMENT_TYPES,
  PROJECTION_TYPES,
  SEARCH_ELEMENT_TYPES,
} from "../../../dynamodb/values.js";
import { flag, list, requireTableName, struct, text, type WireCheck, whole } from "./wire-checks.js";

const NAME = { min: MIN_NAME_LENGTH, max: MAX_NAME_LENGTH, pattern: NAME_PATTERN };

const attributeName = text({ min: 1, maxBytes: MAX_ATTRIBUTE_NAME_BYTES });
const capacity = whole({ min: 1 });

/** The definitions of the attributes that are in keys. */
export const attributeDefinitions = list(
  struct({ AttributeName: attributeName, AttributeType: text({ values: KEY_ATTRIBUTE_TYPES.toSorted() }) }, [
    "AttributeName",
    "AttributeType",
  ]),
);

function keySchema(max?: number): WireCheck {
  const element = struct({ AttributeName: attributeName, KeyType: text({ values: KEY_ELEMENT_TYPES }) }, [
    "AttributeName",
    "KeyType",
  ]);
  return list(element, { min: 1, ...(max !== undefined && { max }) });
}

const projection = struct({
  ProjectionType: text({ values: PROJECTION_TYPES.toSorted() }),
  NonKeyAttributes: list(attributeName, { min: 1, max: MAX_PROJECTED_ATTRIBUTES_PER_INDEX }),
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

/** A new global secondary index. Its key can have more attributes than other keys. */
export const globalIndex = struct(
  { IndexName: indexName, KeySchema: keySchema(), Projection: projection, ...throughput },
  ["IndexName", "KeySchema", "Projection"],
);

/** A local secondary index. */
export const localIndex = struct(
  { IndexName: indexName, KeySchema: keySchema(MAX_KEY_ATTRIBUTES), Projection: projection },
  ["IndexName", "KeySchema", "Projection"],
);

/** The fraction of a number of dimensions is ignored. */
const dimensions: WireCheck = (value, at, report) =>
  whole({ min: 1 })(typeof value === "number" ? Math.trunc(value) : value, at, report);

/** A vector index. */
export const vectorIndex = struct(
  {
    IndexName: indexName,
    VectorAttribute: struct({ AttributeName: attributeName }, ["AttributeName"]),
    SearchSchema: list(
      struct({ AttributeName: attributeName, SearchSchemaElementType: text({ values: SEARCH_ELEMENT_TYPES }) }, [
        "AttributeName",
        "SearchSchemaElementType",
      ]),
      { min: 1 },
    ),
    Projection: projection,
    Dimensions: dimensions,
    DistanceFunction: text({ values: ["DOT_PRODUCT", "COSINE", "EUCLIDEAN"] }),
  },
  ["IndexName", "VectorAttribute", "Projection", "Dimensions", "DistanceFunction"],
);

/** Tags. The rules for single tags are in tags.ts. */
export const tags = list(struct({ Key: text(), Value: text() }));

/** Settings in CreateTable and UpdateTable. */
export const settings = {
  BillingMode: text({ values: BILLING_MODES.toReversed() }),
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
    KeySchema: keySchema(MAX_KEY_ATTRIBUTES),
    LocalSecondaryIndexes: list(localIndex),
    GlobalSecondaryIndexes: list(globalIndex),
    VectorIndexes: list(vectorIndex),
    ...settings,
    Tags: tags,
    ResourcePolicy: text(),
  },
  ["AttributeDefinitions", "KeySchema"],
);

/** A CreateTable request. GlobalTableSourceArn is rejected: it is not supported. */
export const createTableCheck: WireCheck = (value, at, report) => {
  requireTableName(value as Record<string, unknown>);
  createTableMembers(value, at, report);
};
