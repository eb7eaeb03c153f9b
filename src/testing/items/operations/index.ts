import type { Json } from "../../control-plane/wire.js";
import { batchGetItem } from "./batch-get-item.js";
import { batchWriteItem } from "./batch-write-item.js";
import { getItem } from "./get-item.js";
import type { ItemService } from "./item-tables.js";
import { query } from "./query.js";
import { scan } from "./scan.js";
import { searchVectors } from "./search-vectors.js";
import { deleteItem, putItem, updateItem } from "./single-writes.js";
import { batchExecuteStatement } from "./statements/batch-execute-statement.js";
import { executeStatement } from "./statements/execute-statement.js";
import { executeTransaction } from "./statements/execute-transaction.js";
import { transactGetItems } from "./transact-get-items.js";
import { transactWriteItems } from "./transact-write-items.js";

/** An operation on items. Returns the answer, or throws DynamoDB's error and changes nothing. */
export type ItemOperation = (service: ItemService, input: Json) => object;

/** The operations on items, by name. */
export const itemOperations: ReadonlyMap<string, ItemOperation> = new Map(
  Object.entries({
    BatchExecuteStatement: batchExecuteStatement,
    BatchGetItem: batchGetItem,
    BatchWriteItem: batchWriteItem,
    DeleteItem: deleteItem,
    ExecuteStatement: executeStatement,
    ExecuteTransaction: executeTransaction,
    GetItem: getItem,
    PutItem: putItem,
    Query: query,
    Scan: scan,
    SearchVectors: searchVectors,
    TransactGetItems: transactGetItems,
    TransactWriteItems: transactWriteItems,
    UpdateItem: updateItem,
  }),
);
