import { invalid, notFound } from "../control-plane/aws-error.js";
import type { Plane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";

/** The operations on items that the store plays. */
export const itemOperations: ReadonlySet<string> = new Set([
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "UpdateItem",
]);

/** Whether the item that is there is wanted with the refusal of a write. */
export function wantsExistingItem({ ReturnValuesOnConditionCheckFailure }: Json): boolean {
  return ReturnValuesOnConditionCheckFailure === "ALL_OLD";
}

/** Refuses a request on items of a table, or through an index, that is not ready for it. */
export function checkItemRequest(plane: Plane, input: Json): void {
  const { TableName, IndexName, RequestItems } = input;
  const names = typeof TableName === "string" ? [TableName] : Object.keys(Object(RequestItems));
  for (const name of names) {
    const status = plane.tables.get(name)?.description.TableStatus;
    if (status === undefined || status === "CREATING" || status === "DELETING") {
      // A name that breaks the rules is for the store to refuse.
      if (/^[a-zA-Z0-9_.-]{3,255}$/.test(name)) throw notFound("Requested resource not found");
    }
  }
  if (IndexName !== undefined) checkIndex(plane, String(TableName), IndexName);
}

function checkIndex({ tables }: Plane, tableName: string, indexName: unknown): void {
  const indexes = tables.get(tableName)?.description.GlobalSecondaryIndexes ?? [];
  const index = indexes.find(({ IndexName }) => IndexName === indexName);
  if (index?.IndexStatus === "CREATING")
    throw invalid(`Cannot read from backfilling global secondary index: ${indexName}`);
  if (index?.IndexStatus === "DELETING") throw invalid(`The table does not have the specified index: ${indexName}`);
}
