import { invalid, notFound } from "../../control-plane/aws-error.js";
import type { ControlPlane } from "../../control-plane/tables.js";
import type { TableStore } from "../store/table-store.js";
import type { ItemChange } from "../streams/stream-record.js";
import type { ClientTokens } from "./client-tokens.js";
import type { IndexSchema, TableSchema } from "./table-schema.js";

/** A table that serves requests on items. */
export interface ItemTable {
  readonly schema: TableSchema;
  readonly store: TableStore;
  /** Called after each write of an item. */
  readonly onWrite: (change: ItemChange) => void;
}

/** The state that the operations on items share. */
export interface ItemService {
  readonly controlPlane: ControlPlane;
  readonly tables: ReadonlyMap<string, ItemTable>;
  readonly tokens: ClientTokens;
}

/** Finds a table. Throws if it does not exist, or does not serve requests yet or any longer. */
export function findItemTable({ controlPlane, tables }: ItemService, name: string): ItemTable {
  const status = controlPlane.tables.get(name)?.description.TableStatus;
  const table = status === "CREATING" || status === "DELETING" ? undefined : tables.get(name);
  if (status !== undefined && table) return table;
  throw notFound("Requested resource not found");
}

/** Finds an index of a table. Throws if it does not exist, or cannot be read yet. */
export function findIndex({ controlPlane }: ItemService, { schema }: ItemTable, name: string): IndexSchema {
  const { GlobalSecondaryIndexes = [] } = controlPlane.tables.get(schema.name)?.description ?? {};
  const status = GlobalSecondaryIndexes.find(({ IndexName }) => IndexName === name)?.IndexStatus;
  if (status === "CREATING") throw invalid(`Cannot read from backfilling global secondary index: ${name}`);
  const index = status === "DELETING" ? undefined : schema.indexes.find((each) => each.name === name);
  if (index) return index;
  throw invalid(`The table does not have the specified index: ${name}`);
}
