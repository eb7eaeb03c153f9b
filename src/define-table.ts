import { ModelTables } from "./async/generated/model-tables.js";
import type { AnyTable, SharedTableInfo } from "./async/model/model-info.js";
import { TableDefinitionError } from "./errors.js";
import { attr } from "./model/attr.js";
import type { AnyAttribute, KeyableAttribute, KeyStorage } from "./model/attribute.js";
import { checkSharedTable } from "./model/check-shared-table.js";
import type { KeyRangeOf } from "./model/expressions/key-condition.js";
import type { Simplify } from "./model/infer.js";
import { Schema } from "./model/schema.js";
import { SharedTableSchema, type TableKey } from "./model/shared-table-schema.js";
import type { DynamoClient } from "./sync/client/client.js";
import { SyncModelTables } from "./sync/generated/model-tables.js";
import type { Model } from "./sync/model/model.js";
import { SharedItems } from "./sync/model/shared-items.js";
import { SharedTable } from "./sync/model/shared-table.js";
import { readCreateTable } from "./table/create/create-table-call.js";
import { createOptionsOf } from "./table/definition/from-model.js";
import type {
  GlobalSecondaryIndexOptions,
  LocalSecondaryIndexOptions,
  TableSettings,
  VectorIndexOptions,
} from "./table/definition/options.js";

/** A global secondary index of a table of `defineTable`. Its name in DynamoDB is that of the property, by default. */
export type SharedGlobalIndex = Omit<GlobalSecondaryIndexOptions, "indexName"> &
  Partial<Pick<GlobalSecondaryIndexOptions, "indexName">>;
/** A local secondary index of a table of `defineTable`. Its name in DynamoDB is that of the property, by default. */
export type SharedLocalIndex = Omit<LocalSecondaryIndexOptions, "indexName"> &
  Partial<Pick<LocalSecondaryIndexOptions, "indexName">>;
/** A vector index of a table of `defineTable`. Its name in DynamoDB is that of the property, by default. */
export type SharedVectorIndex = Omit<VectorIndexOptions, "indexName"> & Partial<Pick<VectorIndexOptions, "indexName">>;

/** The definition of a table that several models share. */
export interface SharedTableDefinition {
  /** The table's name. */
  readonly table: string;
  /** The partition key: its name and its type, `["pk", "S"]`. */
  readonly partitionKey: TableKey;
  /** The sort key. @defaultValue none */
  readonly sortKey?: TableKey | undefined;
  /** Global secondary indexes, by the name of the property for each. @defaultValue none */
  readonly globalSecondaryIndexes?: Readonly<Record<string, SharedGlobalIndex>> | undefined;
  /** Local secondary indexes, by the name of the property for each. @defaultValue none */
  readonly localSecondaryIndexes?: Readonly<Record<string, SharedLocalIndex>> | undefined;
  /**
   * Vector indexes, by the name of the models' property for each. Models whose attributes include the vector have it.
   *
   * @defaultValue none
   */
  readonly vectorIndexes?: Readonly<Record<string, SharedVectorIndex>> | undefined;
  /** The attribute with the name of an item's entity, which tells the models apart. @defaultValue `"entity"` */
  readonly entityAttribute?: string | undefined;
  /** Options of `createTable` except keys and indexes. @defaultValue none */
  readonly tableOptions?: TableSettings | undefined;
  /** The client that sends the requests of the table and its models. @defaultValue the default client */
  readonly client?: DynamoClient | undefined;
}

type StoredValue<T> = T extends "S" ? string : T extends "N" ? number : Uint8Array;
/** The list of a key's attributes, as `[name, type]`. */
type Listed<K> = K extends readonly [string, KeyStorage]
  ? readonly [K]
  : K extends readonly unknown[]
    ? K
    : readonly [];
/** The stored values of key attributes, by name. */
type StoredKeyValues<K> = {
  readonly [E in Listed<K>[number] as E extends TableKey ? E[0] : never]: E extends TableKey
    ? StoredValue<E[1]>
    : never;
};
type StoredKeyRanges<K> = {
  readonly [E in Listed<K>[number] as E extends TableKey ? E[0] : never]?: E extends TableKey
    ? StoredValue<E[1]> | KeyRangeOf<StoredValue<E[1]>, E[1]> | undefined
    : never;
};
type PartitionOf<D> = D extends { readonly partitionKey: infer K } ? K : readonly [];
type SortOf<D> = D extends { readonly sortKey: infer K } ? K : readonly [];
/** The key argument of a query. */
type StoredCondition<P, S> = Simplify<StoredKeyValues<P> & StoredKeyRanges<S>>;
type KeyOfTable<D> = Simplify<StoredKeyValues<PartitionOf<D>> & StoredKeyValues<SortOf<D>>>;

type IndexesIn<D, L extends string> = D extends { readonly [K in L]: infer I } ? I : Record<never, never>;
/** The indexes of a table, by property. */
type TableIndexes<D> = {
  readonly [K in keyof IndexesIn<D, "globalSecondaryIndexes">]: TypedIndex<
    PartitionOf<IndexesIn<D, "globalSecondaryIndexes">[K]>,
    SortOf<IndexesIn<D, "globalSecondaryIndexes">[K]>,
    D
  >;
} & {
  readonly [K in keyof IndexesIn<D, "localSecondaryIndexes">]: TypedIndex<
    PartitionOf<D>,
    SortOf<IndexesIn<D, "localSecondaryIndexes">[K]>,
    D
  >;
};
/** An index of a table that several models share. */
export type SharedIndex = Omit<SharedTable, "batchGet" | "syncBatchGet" | "transactGet" | "syncTransactGet">;
type TypedIndex<P, S, D> = SharedIndex & {
  readonly "~keys": TypedKeys<StoredCondition<P, S>, KeyOfTable<D>>;
};

/** The methods of a model on its table, which a table of `defineTable` has too: those that can be called on any table. */
type TableMethods = Pick<
  typeof Model,
  {
    [N in keyof typeof Model]: IsTableMethod<ThisParameterType<(typeof Model)[N]>> extends true ? N : never;
  }[keyof typeof Model]
>;
type IsTableMethod<This> = unknown extends This ? false : AnyTable extends This ? true : false;

/** A table that several models share. */
export type DefinedTable<D> = SharedTable &
  TableMethods & {
    /** Types only: the definition, with the keys of the table and its indexes. It does not exist at run time. */
    readonly "~definition": D;
    /** Types only: the keys. It does not exist at run time. */
    readonly "~keys": TypedKeys<StoredCondition<PartitionOf<D>, SortOf<D>>, KeyOfTable<D>>;
  } & TableIndexes<D>;

/** The types of the keys of a table or an index. */
interface TypedKeys<C, K> {
  readonly condition: C;
  readonly key: K;
}

/** A table with the methods of models on their tables. */
class TableWithMethods extends SharedTable {
  static {
    for (const methods of [ModelTables, SyncModelTables])
      for (const [name, property] of Object.entries(Object.getOwnPropertyDescriptors(methods)))
        if (typeof property.value === "function") Object.defineProperty(TableWithMethods.prototype, name, property);
  }
}

const RESERVED = new Set<string>(["~model", "index"]);
for (let each: object = TableWithMethods.prototype; each !== Object.prototype; each = Object.getPrototypeOf(each))
  for (const name of Object.getOwnPropertyNames(each)) RESERVED.add(name);

/**
 * Defines a table whose items are of several models: its keys, its indexes and its settings. Each model is then defined with this
 * table, the name of its entity, and a template for each key.
 *
 * @param definition - The table's name, keys, indexes and settings; the name of the attribute with the entity; a client.
 * @returns The table: with the methods of a model on its table (`createTable`, `ensureTable`, …), and `query`, `scan`, `batchGet` and
 * `transactGet` for items of all models.
 * @throws {@link TableDefinitionError} with all issues of the definition.
 *
 * @example
 * ```ts
 * import { attr, defineModel, defineTable } from "dynatwin";
 *
 * const library = defineTable({
 *   table: "library",
 *   partitionKey: ["pk", "S"],
 *   sortKey: ["sk", "S"],
 *   globalSecondaryIndexes: { gsi1: { partitionKey: ["gsi1pk", "S"], sortKey: ["gsi1sk", "S"] } },
 * });
 *
 * class Reader extends defineModel({
 *   table: library,
 *   entity: "reader",
 *   attributes: { id: attr.string(), name: attr.string() },
 *   keys: { pk: "READER#{id}", sk: "PROFILE" },
 * }) {}
 *
 * class Loan extends defineModel({
 *   table: library,
 *   entity: "loan",
 *   attributes: { reader: attr.string(), book: attr.string(), until: attr.date() },
 *   keys: { pk: "READER#{reader}", sk: "LOAN#{until}#{book}", gsi1pk: "BOOK#{book}", gsi1sk: "LOAN#{until}" },
 * }) {}
 *
 * await library.createTable({ wait: true });
 * await new Reader({ id: "r1", name: "Ada" }).save();
 * await new Loan({ reader: "r1", book: "b1", until: new Date("2030-01-31") }).save();
 * for await (const item of library.query({ pk: "READER#r1" }, { models: [Reader, Loan] }))
 *   console.log(item instanceof Loan ? item.until : item.name);
 * ```
 */
export function defineTable<const D extends SharedTableDefinition>(definition: D): DefinedTable<D> {
  const issues = checkSharedTable(definition, RESERVED);
  const subject = `Table ${JSON.stringify(Object(definition).table)}`;
  if (issues.length > 0) throw new TableDefinitionError(subject, issues);
  const schema = new SharedTableSchema(definition);
  const info: SharedTableInfo = {
    schema,
    tableOptions: definition.tableOptions ?? {},
    client: definition.client,
    items: itemsOf(schema),
  };
  checkTable(info, definition);
  const table = new TableWithMethods(info);
  for (const index of schema.indexes)
    Object.defineProperty(table, index.property, { value: new SharedItems(info, index), enumerable: true });
  // The types describe the indexes that were defined above.
  return table as unknown as DefinedTable<D>;
}

/** Checks a table as `createTable` does. Paths of indexes are those of the definition. */
function checkTable(info: SharedTableInfo, definition: SharedTableDefinition): void {
  try {
    readCreateTable(info.schema.table, createOptionsOf({ "~model": info }, {}));
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    const pathOf = (path: string) =>
      path.replace(/^(globalSecondaryIndexes|localSecondaryIndexes|vectorIndexes)\[(\d+)\]/, (_, list, place) => {
        return `${list}.${Object.keys(definition[list as "globalSecondaryIndexes"] ?? {})[Number(place)]}`;
      });
    const issues = error.issues.map((issue) => ({ ...issue, path: pathOf(issue.path) }));
    throw new TableDefinitionError(`Table ${JSON.stringify(info.schema.table)}`, issues);
  }
}

const KEY_TYPES: Readonly<Record<KeyStorage, () => KeyableAttribute<unknown, KeyStorage>>> = {
  S: attr.string,
  N: attr.number,
  B: attr.binary,
};

/** The schema of the stored keys: each key attribute as its type. */
function itemsOf(schema: SharedTableSchema): Schema {
  const { table, partitionKey, sortKey, indexes } = schema;
  const names = [partitionKey, ...schema.keyNames, ...indexes.flatMap((index) => schema.keyNamesOf(index))];
  const attributeOf = (name: string): AnyAttribute => {
    const attribute = KEY_TYPES[schema.keyType(name)]();
    if (name === partitionKey) return attribute.partitionKey();
    return name === sortKey ? attribute.sortKey() : attribute.optional();
  };
  const attributes = Object.fromEntries(names.map((name) => [name, attributeOf(name)]));
  const globals = indexes.filter(({ kind }) => kind === "global");
  const locals = indexes.filter(({ kind }) => kind === "local");
  const definition = {
    table,
    attributes,
    globalSecondaryIndexes: Object.fromEntries(
      globals.map(({ property, indexName, partitionKey, sortKey }) => [property, { indexName, partitionKey, sortKey }]),
    ),
    localSecondaryIndexes: Object.fromEntries(
      locals.map(({ property, indexName, sortKey }) => [property, { indexName, sortKey }]),
    ),
  };
  return new Schema(definition, { members: new Set(), statics: new Set() });
}
