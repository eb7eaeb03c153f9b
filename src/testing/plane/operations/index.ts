import type { Operation } from "../operation.js";
import { createTable } from "./create-table.js";
import { deleteTable } from "./delete-table.js";
import { describeTable } from "./describe-table.js";
import { listTables } from "./list-tables.js";

/** The operations that are played here. Those on items go to the store, all others are refused by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateTable: createTable,
    DeleteTable: deleteTable,
    DescribeTable: describeTable,
    ListTables: listTables,
  }),
);
