import { MAX_TRANSACTION_BYTES } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import { metricsByTable } from "./answers.js";
import { allOrNone } from "./cancellation.js";
import { Capacities, type CapacityDetail, readUnits, TRANSACTION_FACTOR } from "./capacity.js";
import type { TransactedItem } from "./client-tokens.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { transactWriteItemsShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { type KeyMembers, keyWriteOf, type PutMembers, putOf } from "./single-writes.js";
import { pickKey } from "./table-schema.js";
import { checkEmptyValues, checkKeys, type ItemWrite, type PlannedWrite, planWrite, storeWrite } from "./writes.js";

interface TransactWriteItem {
  readonly ConditionCheck?: KeyMembers;
  readonly Put?: PutMembers;
  readonly Delete?: KeyMembers;
  readonly Update?: KeyMembers;
}

interface TransactWriteItemsRequest {
  readonly TransactItems: readonly TransactWriteItem[];
  readonly ClientRequestToken?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

/** TransactWriteItems. */
export function transactWriteItems(service: ItemService, json: Json): object {
  const request = readRequest<TransactWriteItemsRequest>(transactWriteItemsShape, json);
  const { TransactItems, ClientRequestToken: token } = request;
  const writes = TransactItems.map(writeOf);
  const { tokens } = service;
  const now = service.controlPlane.timeline.time;
  const found = writes.map((write) => ({ write, table: findItemTable(service, write.tableName) }));
  for (const { write, table } of found) checkEmptyValues(table.schema, write);
  const identities = found.map(({ write, table: { schema } }) =>
    JSON.stringify([schema.name, pickKey(schema, write.target)]),
  );
  if (new Set(identities).size < found.length)
    throw invalid("Transaction request cannot include multiple operations on one item");
  const earlier = tokens.find(token, TransactItems, now);
  if (earlier) return repeatedAnswer(earlier, request);
  const planned = allOrNone(found, ({ write, table }) => {
    checkKeys(table.schema, write);
    return planWrite(table, write);
  });
  const items = planned.map(({ write, before, after }) => ({
    tableName: write.tableName,
    bytes: (after ?? before)?.size ?? 0,
  }));
  if (items.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_TRANSACTION_BYTES)
    throw invalid("Aggregated size of the items in the transaction cannot exceed 4 MB");
  for (const write of planned) storeWrite(write);
  tokens.remember(token, TransactItems, items, now);
  return answerOf(planned, request);
}

function writeOf({ ConditionCheck, Put, Delete, Update }: TransactWriteItem): ItemWrite {
  const given = [ConditionCheck, Put, Delete, Update].filter((part) => part !== undefined);
  if (given.length !== 1) throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  if (Put) return putOf(Put);
  if (Update) return keyWriteOf("update", Update);
  if (Delete) return keyWriteOf("delete", Delete);
  return keyWriteOf("check", ConditionCheck as KeyMembers); // the only one that is left
}

function answerOf(writes: readonly PlannedWrite[], request: TransactWriteItemsRequest): object {
  const capacities = new Capacities(request.ReturnConsumedCapacity, TRANSACTION_FACTOR);
  if (capacities.isWanted) {
    for (const { table, before, after } of writes)
      capacities.of(table.schema.name).addWrite(table.store, before, after);
  }
  return {
    ...capacities.answer("Write"),
    ...metricsByTable(
      writes.filter(({ write }) => write.kind !== "check"),
      request.ReturnItemCollectionMetrics,
    ),
  };
}

/** A repeated transaction reads the items that the first one wrote. */
function repeatedAnswer(items: readonly TransactedItem[], request: TransactWriteItemsRequest): object {
  const capacities = new Capacities(request.ReturnConsumedCapacity, TRANSACTION_FACTOR);
  for (const { tableName, bytes } of items) capacities.of(tableName).add(readUnits(bytes, true));
  return capacities.answer("Read");
}
