import { isKept } from "../control-plane/dynalite-definition.js";
import type { Description, Plane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import type { KeyAttribute, KeyValue } from "./key-order.js";

/** An index that the store cannot keep, for its key has several partition or sort attributes: a view on its table. */
export interface IndexView {
  readonly indexName: string;
  readonly tableName: string;
  readonly partitionKey: readonly KeyAttribute[];
  readonly sortKey: readonly KeyAttribute[];
  /** The attributes of the index's key and then of the table's: the order of its items, and where a page ends. */
  readonly key: readonly KeyAttribute[];
  /** What it holds beside its keys. */
  readonly holds: "ALL" | readonly string[];
}

/** An item, of which only the attributes of keys are looked at. */
export type Row = Readonly<Record<string, KeyValue>>;

/** A Query or Scan that the store found well-formed. */
export interface ViewRequest {
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Row;
  readonly ExclusiveStartKey?: Row;
  readonly Limit?: number;
  readonly ScanIndexForward?: boolean;
  readonly ConsistentRead?: boolean;
  readonly Select?: string;
}

/** The view that a request reads through, if it is one. */
export function viewFor({ tables }: Plane, { TableName, IndexName }: Json): IndexView | undefined {
  const description = tables.get(String(TableName))?.description;
  const index = description?.GlobalSecondaryIndexes?.find((each) => each.IndexName === IndexName);
  if (description === undefined || index === undefined || isKept(index)) return undefined;
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
    // Every attribute of a key is defined, as one of these.
    return { name: String(AttributeName), type: definition?.AttributeType as KeyAttribute["type"] };
  };
}
