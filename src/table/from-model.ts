import type { IndexSchema, Schema } from "../model/schema.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  TableSettings,
} from "./options.js";

/** The table that a model describes, as `createTable` takes it, with the settings of the call. */
export function tableOf(schema: Schema, settings: TableSettings): CreateTableOptions {
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
