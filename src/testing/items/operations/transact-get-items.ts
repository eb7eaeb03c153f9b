import { MAX_TRANSACTION_BYTES } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { allOrNone } from "./cancellation.js";
import { Capacities, type CapacityDetail, readUnits, TRANSACTION_FACTOR } from "./capacity.js";
import { checkPaths, type ProjectionMembers, projected, readProjection } from "./expressions.js";
import { identityOf } from "./identity.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { checkEmptyKey, checkKey } from "./key-checks.js";
import { transactGetItemsShape } from "./requests.js";
import { readRequest } from "./shapes.js";

interface Get extends ProjectionMembers {
  readonly TableName: string;
  readonly Key: WireItem;
}

interface TransactGetItemsRequest {
  readonly TransactItems: readonly { readonly Get: Get }[];
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** TransactGetItems. */
export function transactGetItems(service: ItemService, json: Json): object {
  const request = readRequest<TransactGetItemsRequest>(transactGetItemsShape, json);
  const gets = request.TransactItems.map(({ Get: get }) => ({
    tableName: get.TableName,
    key: normaliseItem(get.Key),
    projection: readProjection(get),
  }));
  const found = gets.map((get) => ({ ...get, table: findItemTable(service, get.tableName) }));
  for (const { key, table } of found) checkEmptyKey(table.schema, key);
  const identities = found.map(({ key, tableName }) => JSON.stringify([tableName, identityOf(key)]));
  if (new Set(identities).size < found.length)
    throw invalid("Transaction request cannot include multiple operations on one item");
  const items = allOrNone(found, ({ key, table: { schema, store }, projection }) => {
    checkKey(schema, key);
    checkPaths(schema, projection?.paths ?? []);
    return store.get(key);
  });
  if (items.reduce((bytes, stored) => bytes + (stored?.size ?? 0), 0) > MAX_TRANSACTION_BYTES)
    throw invalid("Aggregated size of the items in the transaction cannot exceed 4 MB");
  const capacities = new Capacities(request.ReturnConsumedCapacity, TRANSACTION_FACTOR);
  const Responses = found.map(({ tableName, projection }, place) => {
    const stored = items[place];
    capacities.of(tableName).add(readUnits(stored?.size ?? 0, true));
    return stored ? { Item: projected(projection, stored.item) } : {};
  });
  return { Responses, ...capacities.answer("Read") };
}
