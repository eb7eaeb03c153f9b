import { TableDefinitionError } from "../../errors.js";
import type { AttributeSpec } from "../../model/attribute.js";
import type { IndexSchema, TableKeys } from "../../model/table-keys.js";
import { timeToLiveIssue } from "../../model/time-to-live.js";
import { issueOf } from "../../validation/issues.js";
import { tableSubject } from "../check-call.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  TableSettings,
  VectorIndexOptions,
} from "./options.js";

/** The parts of a model, or of a table of `defineTable`, that define its table. */
export interface TableModel {
  /** @internal */
  readonly "~model": TableParts & { readonly sharedTable?: TableParts | undefined };
}

interface TableParts {
  /** A table of `defineTable` has no attributes of its own. */
  readonly schema: TableKeys & { readonly attributes?: Readonly<Record<string, AttributeSpec>> };
  readonly tableOptions: TableSettings;
}

/** Whether a table is given by its model, or is one of `defineTable`. Any other value is a name, or is reported by the checks of the call. */
export function isModel(table: unknown): table is TableModel {
  return (typeof table === "function" || typeof table === "object") && table !== null && "~model" in table;
}

/** The name of a table that is given by name or by its model. */
export function tableNameOf(table: string | TableModel): string {
  return isModel(table) ? table["~model"].schema.table : table;
}

/** The table that models share, for one of these models and for the table itself; `undefined` for any other. */
export function sharedTableIn(table: unknown): object | undefined {
  if (!isModel(table)) return undefined;
  const { schema, sharedTable } = table["~model"];
  return sharedTable?.schema ?? (schema.attributes === undefined ? schema : undefined);
}

/** The parts that define a model's table: its own, or those of the table that it shares. */
export function partsOf({ "~model": info }: TableModel): TableParts {
  return info.sharedTable ?? info;
}

/** The definition of a call: the given options, for a model together with its own. */
export function createOptionsOf<T extends object>(table: string | TableModel, options: T): T & CreateTableOptions {
  if (!isModel(table)) return options as T & CreateTableOptions; // a name comes with keys; the readers say so if not
  // A value that is no object is not merged, so that the readers report it.
  if (typeof options !== "object" || Array.isArray(options)) return options as unknown as T & CreateTableOptions;
  const { schema, tableOptions } = partsOf(table);
  const given = Object(options) as Readonly<Record<string, unknown>>;
  const issues = MODEL_PARTS.filter((name) => given[name] !== undefined).map((name) =>
    issueOf(name, "the model defines the keys and indexes of its table.", "change the model, or leave it out."),
  );
  const issue = schema.attributes && timeToLiveIssue("timeToLive", given["timeToLive"], schema.attributes);
  if (issue !== undefined) issues.push(issue);
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(schema.table), issues);
  return tableOf(schema, { ...tableOptions, ...options } as TableSettings) as T & CreateTableOptions; // with those of T
}

/** The options that a model has itself. */
const MODEL_PARTS = [
  "partitionKey",
  "sortKey",
  "globalSecondaryIndexes",
  "localSecondaryIndexes",
  "vectorIndexes",
] as const;

/** The table of a model as options of `createTable`, with the settings of the call. */
function tableOf(schema: TableKeys, settings: TableSettings): CreateTableOptions {
  const key = (name: string): KeyAttribute => [name, schema.keyType(name)];
  const indexes = (kind: IndexSchema["kind"]) => schema.indexes.filter((index) => index.kind === kind);
  const globals = indexes("global").map(
    ({ indexName, partitionKey, sortKey, projection, settings }): GlobalSecondaryIndexOptions => ({
      ...settings,
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
  const vectors = schema.vectorIndexes.map(
    ({
      indexName,
      vector,
      dimensions,
      distance,
      partitionKey: [partitionKey],
      filters,
      projection,
    }): VectorIndexOptions => ({
      indexName,
      vector,
      dimensions,
      distance,
      partitionKey: partitionKey === undefined ? undefined : key(partitionKey),
      filters: filters.map(key),
      projection,
    }),
  );
  return {
    ...settings,
    partitionKey: key(schema.partitionKey),
    sortKey: schema.sortKey === undefined ? undefined : key(schema.sortKey),
    globalSecondaryIndexes: globals,
    localSecondaryIndexes: locals,
    vectorIndexes: vectors.length > 0 ? vectors : undefined,
  };
}
