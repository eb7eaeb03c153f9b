import { MAX_BATCH_WRITE_ITEMS } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { metricsByTable } from "./answers.js";
import { Capacities, type CapacityDetail } from "./capacity.js";
import { findItemTable, type ItemService, type ItemTable } from "./item-tables.js";
import { checkIndexKeys, checkKey } from "./key-checks.js";
import { batchWriteItemShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { checkedSize } from "./single-writes.js";
import { pickKey } from "./table-schema.js";
import { checkEmptyValues, type ItemWrite, planWrite, storeWrite } from "./writes.js";

interface WriteRequest {
  readonly PutRequest?: { readonly Item: WireItem };
  readonly DeleteRequest?: { readonly Key: WireItem };
}

interface BatchWriteItemRequest {
  readonly RequestItems: Readonly<Record<string, readonly WriteRequest[]>>;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

/** BatchWriteItem. */
export function batchWriteItem(service: ItemService, json: Json): object {
  const request = readRequest<BatchWriteItemRequest>(batchWriteItemShape, json);
  if (Object.keys(request.RequestItems).length === 0)
    throw invalid("The requestItems parameter is required for BatchWriteItem");
  const writes = Object.entries(request.RequestItems).flatMap(([tableName, requests]) =>
    requests.map((each) => readWrite(tableName, each)),
  );
  if (writes.length > MAX_BATCH_WRITE_ITEMS) throw invalid("Too many items requested for the BatchWriteItem call");
  const found = writes.map((write) => ({ write, table: findItemTable(service, write.tableName) }));
  for (const { write, table } of found) checkEmptyValues(table.schema, write);
  for (const { write, table } of found) checkBatchKeys(table, write);
  const identities = found.map(({ write, table: { schema } }) =>
    JSON.stringify([schema.name, pickKey(schema, write.target)]),
  );
  if (new Set(identities).size < found.length) throw invalid("Provided list of item keys contains duplicates");
  const planned = found.map(({ write, table }) => planWrite(table, write));
  const capacities = new Capacities(request.ReturnConsumedCapacity);
  for (const write of planned) {
    storeWrite(write);
    const { schema, store } = write.table;
    if (capacities.isWanted) capacities.of(schema.name).addWrite(store, write.before, write.after);
  }
  return {
    UnprocessedItems: {},
    ...metricsByTable(planned, request.ReturnItemCollectionMetrics),
    ...capacities.answer(),
  };
}

function readWrite(tableName: string, { PutRequest, DeleteRequest }: WriteRequest): ItemWrite {
  // DynamoDB's text for a request that is neither a put nor a delete, or both.
  if ((PutRequest === undefined) === (DeleteRequest === undefined))
    throw invalid(
      "Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes",
    );
  const target = normaliseItem(PutRequest?.Item ?? DeleteRequest?.Key ?? {});
  const rest = { tableName, target, condition: undefined, update: undefined, returnsExisting: false };
  return PutRequest ? { kind: "put", size: checkedSize(target), ...rest } : { kind: "delete", ...rest };
}

/** The table's key is checked as a key, also that of an item. */
function checkBatchKeys({ schema }: ItemTable, { kind, target }: ItemWrite): void {
  checkKey(schema, kind === "put" ? pickKey(schema, target) : target);
  if (kind === "put") checkIndexKeys(schema, target);
}
