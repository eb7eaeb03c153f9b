import type { Json } from "../../control-plane/wire.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { checkPaths, type ProjectionMembers, projected, readProjection } from "./expressions.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { checkKey } from "./key-checks.js";
import { transactGetItemsShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { type ReadPart, readTogether, type TransactionMembers } from "./transactions.js";

interface Get extends ProjectionMembers {
  readonly TableName: string;
  readonly Key: WireItem;
}

interface TransactGetItemsRequest extends TransactionMembers {
  readonly TransactItems: readonly { readonly Get: Get }[];
}

/** TransactGetItems. */
export function transactGetItems(service: ItemService, json: Json): object {
  const request = readRequest<TransactGetItemsRequest>(transactGetItemsShape, json);
  const gets = request.TransactItems.map(({ Get: get }) => ({
    tableName: get.TableName,
    key: normaliseItem(get.Key),
    projection: readProjection(get),
  }));
  const parts = gets.map(({ tableName, key, projection }): ReadPart => {
    const table = findItemTable(service, tableName);
    const check = () => {
      checkKey(table.schema, key);
      checkPaths(table.schema, projection?.paths ?? []);
    };
    return { table, key, check, select: (item) => projected(projection, item) };
  });
  return readTogether(service, parts, request);
}
