import { TableDefinitionError } from "../../errors.js";
import type { IndexSchema, Schema } from "../../model/schema.js";
import { timeToLiveIssue } from "../../model/time-to-live.js";
import { tableSubject } from "../check-call.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  TableSettings,
} from "./options.js";

/** A model, as far as its table is concerned. */
export interface TableModel {
  /** @internal */
  readonly "~model": { readonly schema: Schema; readonly tableOptions: TableSettings };
}

/** Whether a table is given by its model. Anything else is a name, or a mistake that the checks of the call name. */
export function isModel(table: unknown): table is TableModel {
  return typeof table === "function" && "~model" in table;
}

/** The name of a table that is given by name or by its model. */
export function tableNameOf(table: string | TableModel): string {
  return isModel(table) ? table["~model"].schema.table : table;
}

/** The definition of a call: the options as given, or for a model its own with those given on top. */
export function createOptionsOf<T extends object>(table: string | TableModel, options: T): T & CreateTableOptions {
  if (!isModel(table)) return options as T & CreateTableOptions; // a name comes with keys; the readers say so if not
  // What are no options would vanish among those of the model: the readers say what they are.
  if (typeof options !== "object" || Array.isArray(options)) return options as unknown as T & CreateTableOptions;
  const { schema, tableOptions } = table["~model"];
  const issue = timeToLiveIssue("timeToLive", Reflect.get(Object(options), "timeToLive"), schema.attributes);
  if (issue !== undefined) throw new TableDefinitionError(tableSubject(schema.table), [issue]);
  return tableOf(schema, { ...tableOptions, ...options } as TableSettings) as T & CreateTableOptions; // with those of T
}

/** The table that a model describes, as `createTable` takes it, with the settings of the call. */
function tableOf(schema: Schema, settings: TableSettings): CreateTableOptions {
  const key = (name: string): KeyAttribute => [name, schema.keyType(name)];
  const indexes = (kind: IndexSchema["kind"]) => schema.indexes.filter((index) => index.kind === kind);
  const globals = indexes("global").map(
    ({ indexName, partitionKey, sortKey, projection }): GlobalSecondaryIndexOptions => ({
      indexName,
      // One to four on each side: the model's definition was checked.
      partitionKey: partitionKey.map(key) as unknown as KeyAttributes,
      sortKey: sortKey.map(key) as unknown as KeyAttributes,
      projection,
    }),
  );
  const locals = indexes("local").map(
    ({ indexName, sortKey: [sortKey = ""], projection }): LocalSecondaryIndexOptions => ({
      indexName,
      sortKey: key(sortKey),
      projection,
    }),
  );
  return {
    ...settings,
    partitionKey: key(schema.partitionKey),
    sortKey: schema.sortKey === undefined ? undefined : key(schema.sortKey),
    globalSecondaryIndexes: globals,
    localSecondaryIndexes: locals,
  };
}
