import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
import { TooDeepError } from "../values/read-value.js";
import { findItemTable, type ItemService } from "./item-tables.js";
import { transactWriteItemsShape } from "./requests.js";
import { readRequest } from "./shapes.js";
import { type KeyMembers, keyWriteOf, type PutMembers, putOf } from "./single-writes.js";
import { type TransactionMembers, type WritePart, writeTogether } from "./transactions.js";
import { checkKeys, type ItemWrite, planWrite } from "./writes.js";

interface TransactWriteItem {
  readonly ConditionCheck?: KeyMembers;
  readonly Put?: PutMembers;
  readonly Delete?: KeyMembers;
  readonly Update?: KeyMembers;
}

interface TransactWriteItemsRequest extends TransactionMembers {
  readonly TransactItems: readonly TransactWriteItem[];
  readonly ClientRequestToken?: string;
}

/** TransactWriteItems. */
export function transactWriteItems(service: ItemService, json: Json): object {
  const request = readRequest<TransactWriteItemsRequest>(transactWriteItemsShape, json);
  const { TransactItems, ClientRequestToken: token } = request;
  const requested = TransactItems.map(readItem);
  const parts = requested.map(({ write, refusal }): WritePart => {
    const table = findItemTable(service, write.tableName);
    const plan = () => {
      if (refusal) throw refusal;
      checkKeys(table.schema, write);
      return planWrite(table, write);
    };
    return { table, write, plan };
  });
  return writeTogether(service, parts, { token, parts: TransactItems }, request);
}

/** A write, and the error that cancels the transaction, if it has one already. */
interface RequestedWrite {
  readonly write: ItemWrite;
  readonly refusal?: TooDeepError;
}

function readItem(item: TransactWriteItem): RequestedWrite {
  try {
    return { write: writeOf(item) };
  } catch (error) {
    // Of all that is wrong in a request, only this value of an update cancels the transaction.
    if (!item.Update || !(error instanceof TooDeepError)) throw error;
    const { TableName, Key } = item.Update;
    return { write: keyWriteOf("update", { TableName, Key }), refusal: error };
  }
}

function writeOf({ ConditionCheck, Put, Delete, Update }: TransactWriteItem): ItemWrite {
  const given = [ConditionCheck, Put, Delete, Update].filter((part) => part !== undefined);
  if (given.length !== 1) throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  if (Put) return putOf(Put);
  if (Update) return keyWriteOf("update", Update);
  if (Delete) return keyWriteOf("delete", Delete);
  return keyWriteOf("check", ConditionCheck as KeyMembers); // the only one that is left
}
