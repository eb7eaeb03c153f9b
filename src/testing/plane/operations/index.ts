import type { Operation } from "../operation.js";
import { createTable } from "./create-table.js";
import { deleteTable } from "./delete-table.js";
import { describeTable } from "./describe-table.js";
import { legacyGlobalTable } from "./legacy-global-tables.js";
import { listTables } from "./list-tables.js";
import { updateTable } from "./update-table.js";

/** The operations that are played here. Those on items go to the store, all others are refused by name. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    CreateGlobalTable: legacyGlobalTable,
    CreateTable: createTable,
    DeleteTable: deleteTable,
    DescribeTable: describeTable,
    ListTables: listTables,
    UpdateGlobalTable: legacyGlobalTable,
    UpdateTable: updateTable,
  }),
);
