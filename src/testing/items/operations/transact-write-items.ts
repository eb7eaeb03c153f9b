import { invalid } from "../../control-plane/aws-error.js";
import type { Json } from "../../control-plane/wire.js";
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
  const writes = TransactItems.map(writeOf);
  const parts = writes.map((write): WritePart => {
    const table = findItemTable(service, write.tableName);
    const plan = () => {
      checkKeys(table.schema, write);
      return planWrite(table, write);
    };
    return { table, write, plan };
  });
  return writeTogether(service, parts, { token, parts: TransactItems }, request);
}

function writeOf({ ConditionCheck, Put, Delete, Update }: TransactWriteItem): ItemWrite {
  const given = [ConditionCheck, Put, Delete, Update].filter((part) => part !== undefined);
  if (given.length !== 1) throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  if (Put) return putOf(Put);
  if (Update) return keyWriteOf("update", Update);
  if (Delete) return keyWriteOf("delete", Delete);
  return keyWriteOf("check", ConditionCheck as KeyMembers); // the only one that is left
}
