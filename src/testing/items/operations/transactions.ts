import { MAX_TRANSACTION_BYTES } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { Item } from "../values/attribute-value.js";
import { metricsByTable } from "./answers.js";
import { allOrNone } from "./cancellation.js";
import { Capacities, type CapacityDetail, readUnits, TRANSACTION_FACTOR } from "./capacity.js";
import type { TransactedItem } from "./client-tokens.js";
import { identityOf } from "./identity.js";
import type { ItemService, ItemTable } from "./item-tables.js";
import { checkEmptyKey } from "./key-checks.js";
import { pickKey } from "./table-schema.js";
import { checkEmptyValues, type ItemWrite, type PlannedWrite, storeWrite } from "./writes.js";

/** A part of a transaction that reads an item. */
export interface ReadPart {
  readonly table: ItemTable;
  readonly key: Item;
  /** Checks the request for the item. What it throws cancels the transaction. */
  readonly check: () => void;
  /** What is returned of the item. */
  readonly select: (item: Item) => Item;
}

/** A part of a transaction that writes or checks an item. */
export interface WritePart {
  readonly table: ItemTable;
  readonly write: ItemWrite;
  /** Checks the keys and computes what the write does. What it throws cancels the transaction. */
  readonly plan: () => PlannedWrite;
}

/** The members of a request for a transaction, beside its parts. */
export interface TransactionMembers {
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

/** A transaction's token, and what has to be the same when it is repeated. */
export interface Repeatable {
  readonly token: string | undefined;
  readonly parts: unknown;
}

/** Reads all items, and returns the members Responses and ConsumedCapacity of the answer. */
export function readTogether(
  service: ItemService,
  parts: readonly ReadPart[],
  { ReturnConsumedCapacity }: TransactionMembers,
): object {
  for (const { table } of parts) checkTransactable(service, table);
  for (const { key, table } of parts) checkEmptyKey(table.schema, key);
  checkDistinct(parts.map(({ key, table }) => [table, key]));
  const items = allOrNone(parts, ({ key, table, check }) => {
    check();
    return table.store.get(key);
  });
  checkBytes(items.map((stored) => stored?.size ?? 0));
  const capacities = new Capacities(ReturnConsumedCapacity, TRANSACTION_FACTOR);
  const Responses = parts.map(({ table, select }, place) => {
    const stored = items[place];
    capacities.of(table.schema.name).add(readUnits(stored?.size ?? 0, true));
    const item = stored && select(stored.item);
    return item && Object.keys(item).length > 0 ? { Item: item } : {};
  });
  return { Responses, ...capacities.answer("Read") };
}

/** Writes all items or none, once for a token, and returns the members ConsumedCapacity and ItemCollectionMetrics of the answer. */
export function writeTogether(
  service: ItemService,
  parts: readonly WritePart[],
  repeatable: Repeatable,
  request: TransactionMembers,
): object {
  const { tokens, controlPlane } = service;
  const now = controlPlane.timeline.time;
  for (const { table } of parts) checkTransactable(service, table);
  for (const { write, table } of parts) checkEmptyValues(table.schema, write);
  checkDistinct(parts.map(({ write, table }) => [table, pickKey(table.schema, write.target)]));
  const earlier = tokens.find(repeatable.token, repeatable.parts, now);
  if (earlier) return repeatedAnswer(earlier, request);
  const planned = allOrNone(parts, ({ plan }) => plan());
  const items = planned.map(({ write, before, after }) => ({
    tableName: write.tableName,
    bytes: (after ?? before)?.size ?? 0,
  }));
  checkBytes(items.map(({ bytes }) => bytes));
  for (const write of planned) storeWrite(write);
  tokens.remember(repeatable.token, repeatable.parts, items, now);
  return answerOf(planned, request);
}

/** Strongly consistent replicas do not support transactions. The words of the service for it are not known. */
function checkTransactable({ controlPlane }: ItemService, { schema }: ItemTable): void {
  if (controlPlane.tables.get(schema.name)?.description.MultiRegionConsistency !== "STRONG") return;
  throw invalid("Transactions are not supported for global tables with MultiRegionConsistency set to STRONG.");
}

function checkDistinct(items: readonly (readonly [ItemTable, Item])[]): void {
  const identities = items.map(([{ schema }, key]) => JSON.stringify([schema.name, identityOf(key)]));
  if (new Set(identities).size < items.length)
    throw invalid("Transaction request cannot include multiple operations on one item");
}

function checkBytes(sizes: readonly number[]): void {
  if (sizes.reduce((sum, bytes) => sum + bytes, 0) > MAX_TRANSACTION_BYTES)
    throw invalid("The aggregate size of the items in the transaction cannot exceed 4 MB");
}

function answerOf(writes: readonly PlannedWrite[], request: TransactionMembers): object {
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
function repeatedAnswer(items: readonly TransactedItem[], request: TransactionMembers): object {
  const capacities = new Capacities(request.ReturnConsumedCapacity, TRANSACTION_FACTOR);
  for (const { tableName, bytes } of items) capacities.of(tableName).add(readUnits(bytes, true));
  return capacities.answer("Read");
}
