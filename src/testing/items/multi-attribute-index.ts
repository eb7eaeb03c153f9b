import { isSupportedByDynalite } from "../control-plane/dynalite-definition.js";
import type { ControlPlane, Description } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import type { KeyAttribute, KeyValue } from "./key-order.js";

/** A global secondary index with several partition or sort attributes, which dynalite does not support. */
export interface MultiAttributeIndex {
  readonly indexName: string;
  readonly tableName: string;
  readonly partitionKey: readonly KeyAttribute[];
  readonly sortKey: readonly KeyAttribute[];
  /** The attributes of the index' key and then of the table's: the sort order, and the LastEvaluatedKey. */
  readonly key: readonly KeyAttribute[];
  /** The projected attributes beside the keys. */
  readonly holds: "ALL" | readonly string[];
}

/** An item of the index. Only its key attributes are read here. */
export type IndexEntry = Readonly<Record<string, KeyValue>>;

/** A Query or Scan that dynalite has accepted as well-formed. */
export interface IndexReadRequest {
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: IndexEntry;
  readonly ExclusiveStartKey?: IndexEntry;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Select?: string;
}

/** The index that a request reads, if dynalite does not support that index. */
export function findMultiAttributeIndex(
  { tables }: ControlPlane,
  { TableName, IndexName }: Json,
): MultiAttributeIndex | undefined {
  const description = tables.get(String(TableName))?.description;
  const index = description?.GlobalSecondaryIndexes?.find((each) => each.IndexName === IndexName);
  if (description === undefined || index === undefined || isSupportedByDynalite(index)) return undefined;
  const attributesOf = (schema: Description["KeySchema"], ...types: readonly string[]) =>
    (schema ?? []).filter(({ KeyType }) => types.includes(String(KeyType))).map(attributeIn(description));
  const partitionKey = attributesOf(index.KeySchema, "HASH");
  const sortKey = attributesOf(index.KeySchema, "RANGE");
  const indexKey = [...partitionKey, ...sortKey];
  const others = attributesOf(description.KeySchema, "HASH", "RANGE").filter(
    ({ name }) => !indexKey.some((each) => each.name === name),
  );
  const { ProjectionType, NonKeyAttributes = [] } = index.Projection ?? {};
  return {
    indexName: String(IndexName),
    tableName: String(TableName),
    partitionKey,
    sortKey,
    key: [...indexKey, ...others],
    holds: ProjectionType === "ALL" ? "ALL" : NonKeyAttributes,
  };
}

function attributeIn({ AttributeDefinitions }: Description) {
  return ({ AttributeName }: { readonly AttributeName?: string | undefined }): KeyAttribute => {
    const definition = AttributeDefinitions?.find((each) => each.AttributeName === AttributeName);
    // Every key attribute is defined, with one of these types.
    return { name: String(AttributeName), type: definition?.AttributeType as KeyAttribute["type"] };
  };
}
