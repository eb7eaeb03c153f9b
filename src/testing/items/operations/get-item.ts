import type { Json } from "../../control-plane/wire.js";
import { normaliseItem } from "../values/read-value.js";
import type { WireItem } from "../values/wire-value.js";
import { type CapacityDetail, isWanted, readUnits, TableCapacity } from "./capacity.js";
import { checkPaths, type ProjectionMembers, projected, readProjection } from "./expressions.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { checkEmptyKey, checkKey } from "./key-checks.js";
import { checkParameters, PARAMETERS } from "./parameters.js";
import { getItemShape } from "./requests.js";
import { readRequest } from "./shapes.js";

interface GetItemRequest extends ProjectionMembers {
  readonly TableName: string;
  readonly Key: WireItem;
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** GetItem. */
export function getItem(service: ItemService, json: Json): object {
  const request = readRequest<GetItemRequest>(getItemShape, json);
  checkParameters(request, PARAMETERS.get);
  const key = normaliseItem(request.Key);
  const projection = readProjection(request);
  const { schema, store } = findItemTable(service, request.TableName);
  checkEmptyKey(schema, key);
  checkKey(schema, key);
  checkPaths(schema, projection?.paths ?? []);
  const stored = store.get(key);
  const { ReturnConsumedCapacity: detail, ConsistentRead } = request;
  return {
    ...(stored && { Item: projected(projection, stored.item) }),
    ...(isWanted(detail) && { ConsumedCapacity: capacityOf(schema.name, stored?.size, ConsistentRead).answer(detail) }),
  };
}

function capacityOf(tableName: string, bytes = 0, isConsistent?: boolean): TableCapacity {
  const capacity = new TableCapacity(tableName);
  capacity.add(readUnits(bytes, isConsistent));
  return capacity;
}
