import { MAX_ITEM_BYTES } from "../../../dynamodb/limits.js";
import { countErrors, invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import type { Item } from "../values/attribute-value.js";
import { normaliseItem } from "../values/read-value.js";
import { sizeOf } from "../values/size.js";
import type { WireItem } from "../values/wire-value.js";
import { attributes, writeCapacity, writeMetrics } from "./answers.js";
import type { CapacityDetail } from "./capacity.js";
import { readWriteExpressions, type WriteExpressions } from "./expressions.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { checkParameters, checkReturnValues, PARAMETERS } from "./parameters.js";
import { deleteItemShape, putItemShape, updateItemShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { checkEmptyValues, checkKeys, type ItemWrite, type PlannedWrite, planWrite, storeWrite } from "./writes.js";

/** The members that all writes have, in a request or in a part of a transaction. */
export interface WriteMembers extends WriteExpressions {
  readonly TableName: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** A put, in a request or in a part of a transaction. */
export interface PutMembers extends WriteMembers {
  readonly Item: WireItem;
}

/** A write with a key. */
export interface KeyMembers extends WriteMembers {
  readonly Key: WireItem;
}

interface AnswerMembers {
  readonly ReturnValues?: string;
  readonly ReturnConsumedCapacity?: CapacityDetail;
  readonly ReturnItemCollectionMetrics?: string;
}

/** UpdateItem reports the problems of one of these members only. */
const UPDATE_MEMBERS = ["tableName", "key", "returnValues", "returnConsumedCapacity", "returnItemCollectionMetrics"];

/** PutItem. */
export function putItem(service: ItemService, json: Json): object {
  const request = readRequest<PutMembers & AnswerMembers>(putItemShape, json, { alone: ["tableName"] });
  const write = countErrors(() => {
    checkParameters(request, PARAMETERS.put);
    return putOf(request, () => checkReturnValues(request.ReturnValues));
  });
  return executeWrite(service, write, request);
}

/** DeleteItem. */
export function deleteItem(service: ItemService, json: Json): object {
  const request = readRequest<KeyMembers & AnswerMembers>(deleteItemShape, json);
  checkParameters(request, PARAMETERS.delete);
  return executeWrite(
    service,
    keyWriteOf("delete", request, () => checkReturnValues(request.ReturnValues)),
    request,
  );
}

/** UpdateItem. */
export function updateItem(service: ItemService, json: Json): object {
  const request = readRequest<KeyMembers & AnswerMembers>(updateItemShape, json, { alone: UPDATE_MEMBERS });
  countErrors(() => checkParameters(request, PARAMETERS.update));
  const key = normaliseItem(request.Key);
  return executeWrite(
    service,
    countErrors(() => writeOf("update", request, key)),
    request,
  );
}

/**
 * Checks a put, apart from its table.
 *
 * @param checkMore - What DynamoDB checks after the values of the item.
 */
export function putOf(members: PutMembers, checkMore = () => {}): ItemWrite {
  const target = normaliseItem(members.Item);
  checkMore();
  const size = checkedSize(target);
  return writeOf("put", members, target, size);
}

/** Checks a write with a key, apart from its table. */
export function keyWriteOf(kind: "delete" | "update" | "check", members: KeyMembers, checkMore = () => {}): ItemWrite {
  const target = normaliseItem(members.Key);
  checkMore();
  return writeOf(kind, members, target);
}

/** The bytes of an item. Throws if it is too large. */
export function checkedSize(item: Item): number {
  const size = sizeOf(item);
  if (size > MAX_ITEM_BYTES) throw invalid("Item size has exceeded the maximum allowed size");
  return size;
}

function writeOf(kind: ItemWrite["kind"], members: WriteMembers, target: Item, size?: number): ItemWrite {
  const { condition, update } = readWriteExpressions(members);
  return {
    kind,
    tableName: members.TableName,
    target,
    size,
    condition,
    update,
    returnsExisting: members.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
  };
}

function executeWrite(service: ItemService, write: ItemWrite, request: AnswerMembers): object {
  const table = findItemTable(service, write.tableName);
  checkEmptyValues(table.schema, write);
  checkKeys(table.schema, write);
  const planned = planWrite(table, write);
  storeWrite(planned);
  return {
    ...attributes(returned(planned, request.ReturnValues)),
    ...writeCapacity(planned, request.ReturnConsumedCapacity),
    ...writeMetrics(planned, request.ReturnItemCollectionMetrics),
  };
}

/** What a write returns of the item. */
export function returned({ before, after, write }: PlannedWrite, returnValues: string | undefined): Item | undefined {
  switch (returnValues) {
    case "ALL_OLD":
      return before?.item;
    case "ALL_NEW":
      return after?.item;
    case "UPDATED_OLD":
      return before && write.update?.project(before.item);
    case "UPDATED_NEW":
      return after && write.update?.project(after.item);
    default:
      return undefined;
  }
}
