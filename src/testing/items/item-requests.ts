import { hasNameCharacters, hasNameLength } from "../../dynamodb/names.js";
import { invalid, notFound } from "../control-plane/aws-error.js";
import type { ControlPlane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";

/** The operations on items that dynalite supports. */
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

/** Whether a failed conditional write should return the existing item. */
export function wantsExistingItem({ ReturnValuesOnConditionCheckFailure }: Json): boolean {
  return ReturnValuesOnConditionCheckFailure === "ALL_OLD";
}

/** Throws if the table or the index of a request is not ready for requests on items. */
export function checkItemRequest(controlPlane: ControlPlane, input: Json): void {
  const { TableName, IndexName, RequestItems } = input;
  const names = typeof TableName === "string" ? [TableName] : Object.keys(Object(RequestItems));
  for (const name of names) {
    const status = controlPlane.tables.get(name)?.description.TableStatus;
    if (status === undefined || status === "CREATING" || status === "DELETING") {
      // dynalite rejects invalid names.
      if (hasNameCharacters(name) && hasNameLength(name)) throw notFound("Requested resource not found");
    }
  }
  if (IndexName !== undefined) checkIndex(controlPlane, String(TableName), IndexName);
}

function checkIndex({ tables }: ControlPlane, tableName: string, indexName: unknown): void {
  const indexes = tables.get(tableName)?.description.GlobalSecondaryIndexes ?? [];
  const index = indexes.find(({ IndexName }) => IndexName === indexName);
  if (index?.IndexStatus === "CREATING")
    throw invalid(`Cannot read from backfilling global secondary index: ${indexName}`);
  if (index?.IndexStatus === "DELETING") throw invalid(`The table does not have the specified index: ${indexName}`);
}
