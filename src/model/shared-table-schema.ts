import type { VectorDistance } from "../dynamodb/vector-indexes.js";
import type { KeyStorage } from "./attribute.js";
import type { IndexSchema, TableKeys } from "./table-keys.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";
import type { VectorIndexSchema } from "./vector-indexes.js";

/** A key attribute of a table: its name and its type, `["pk", "S"]`. */
export type TableKey = readonly [name: string, type: KeyStorage];
/** One key attribute, or up to four, in the order in which they are compared. */
export type TableIndexKey =
  | readonly []
  | TableKey
  | readonly [TableKey]
  | readonly [TableKey, TableKey]
  | readonly [TableKey, TableKey, TableKey]
  | readonly [TableKey, TableKey, TableKey, TableKey];

/** An index of a table, before it is compiled. */
export interface TableIndex {
  readonly indexName?: string | undefined;
  readonly partitionKey?: TableIndexKey | undefined;
  readonly sortKey?: TableIndexKey | undefined;
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[] | undefined;
}

/** A vector index of a table, before it is compiled. */
interface TableVectorIndex {
  readonly indexName?: string | undefined;
  readonly vector: string;
  readonly dimensions: number;
  readonly distance: VectorDistance;
  readonly partitionKey?: TableKey | undefined;
  readonly filters?: readonly TableKey[] | undefined;
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly string[] | undefined;
}

/** The parts of a table's definition that models need. */
export interface TableParts {
  readonly table: string;
  readonly partitionKey: TableKey;
  readonly sortKey?: TableKey | undefined;
  readonly globalSecondaryIndexes?: Readonly<Record<string, TableIndex>> | undefined;
  readonly localSecondaryIndexes?: Readonly<Record<string, TableIndex>> | undefined;
  readonly vectorIndexes?: Readonly<Record<string, TableVectorIndex>> | undefined;
  readonly entityAttribute?: string | undefined;
}

/** The attribute with the name of an item's entity, unless the table says otherwise. */
export const ENTITY_ATTRIBUTE = "entity";

/** A table that several models share: its keys, its indexes, and the attribute with the entity of each item. */
export class SharedTableSchema implements TableKeys {
  readonly table: string;
  readonly partitionKey: string;
  readonly sortKey: string | undefined;
  readonly indexes: readonly IndexSchema[];
  readonly vectorIndexes: readonly VectorIndexSchema[];
  readonly entityAttribute: string;
  readonly #types = new Map<string, KeyStorage>();
  /** The entities of the models that were defined. */
  readonly #entities = new Set<string>();
  /** The classes that the program has used, by entity. */
  readonly #classes = new Map<string, object>();

  /** @param parts - A definition that was checked. */
  constructor(parts: TableParts) {
    this.table = parts.table;
    this.entityAttribute = parts.entityAttribute ?? ENTITY_ATTRIBUTE;
    this.partitionKey = this.#nameOf(parts.partitionKey);
    this.sortKey = parts.sortKey && this.#nameOf(parts.sortKey);
    this.indexes = [
      ...this.#indexesOf("global", parts.globalSecondaryIndexes),
      ...this.#indexesOf("local", parts.localSecondaryIndexes),
    ];
    this.vectorIndexes = this.#vectorIndexesOf(parts.vectorIndexes);
  }

  keyType(name: string): KeyStorage {
    return this.#types.get(name) ?? "S"; // the names are those of the keys
  }

  get keyNames(): string[] {
    return this.sortKey === undefined ? [this.partitionKey] : [this.partitionKey, this.sortKey];
  }

  /** The names of the key attributes of an index, or of the table. */
  keyNamesOf(index: IndexSchema | undefined): string[] {
    return index === undefined ? this.keyNames : [...index.partitionKey, ...index.sortKey];
  }

  /** Notes the entity of a model that was defined. */
  addEntity(entity: string): void {
    this.#entities.add(entity);
  }

  /** Whether a model with this entity was defined. */
  hasEntity(entity: string | undefined): boolean {
    return entity !== undefined && this.#entities.has(entity);
  }

  /** Notes that the program uses a class. A class that extends the one before it replaces it. */
  use(entity: string, used: object): void {
    const known = this.#classes.get(entity);
    if (known === undefined || Object.prototype.isPrototypeOf.call(known, used)) this.#classes.set(entity, used);
  }

  /** The class that the program uses for an entity. */
  classOf(entity: string): object | undefined {
    return this.#classes.get(entity);
  }

  /** All classes that the program uses. */
  get usedClasses(): Iterable<object> {
    return this.#classes.values();
  }

  #nameOf([name, type]: TableKey): string {
    this.#types.set(name, type);
    return name;
  }

  #indexesOf(kind: IndexSchema["kind"], indexes: Readonly<Record<string, TableIndex>> = {}): IndexSchema[] {
    return Object.entries(indexes).map(([property, { indexName, partitionKey, sortKey, projection, ...settings }]) => ({
      kind,
      property,
      indexName: indexName ?? property,
      partitionKey: kind === "local" ? [this.partitionKey] : this.#namesOf(partitionKey),
      sortKey: this.#namesOf(sortKey),
      projection: this.#projectionOf(projection),
      settings,
    }));
  }

  #vectorIndexesOf(indexes: TableParts["vectorIndexes"] = {}): VectorIndexSchema[] {
    return Object.entries(indexes).map(([property, index]) => ({
      ...index,
      property,
      indexName: index.indexName ?? property,
      partitionKey: this.#namesOf(index.partitionKey),
      filters: (index.filters ?? []).map((filter) => this.#nameOf(filter)),
      projection: this.#projectionOf(index.projection),
    }));
  }

  #namesOf(key: TableIndexKey | undefined): string[] {
    return listOf(key).map((each) => this.#nameOf(each));
  }

  /** A list of attributes is completed by that of the entity, which tells the items of the models apart. */
  #projectionOf(projection: IndexSchema["projection"] = "ALL"): IndexSchema["projection"] {
    if (typeof projection === "string") return projection;
    return [...new Set([...projection, this.entityAttribute])];
  }
}

/** A key of an index as a list. */
function listOf(key: TableIndexKey | undefined): readonly TableKey[] {
  if (key === undefined) return [];
  return isOne(key) ? [key] : key;
}

function isOne(key: TableIndexKey): key is TableKey {
  return typeof key[0] === "string";
}

/** The table of a model that shares it with others; `undefined` if the model has a table of its own. */
export function sharedTableOf(definition: Pick<UncheckedDefinition, "table">): SharedTableSchema | undefined {
  const { "~model": info } = Object(definition.table) as { readonly "~model"?: { readonly schema: unknown } };
  return info?.schema instanceof SharedTableSchema ? info.schema : undefined;
}

/** The name of a model's table, as far as it is known before the check. */
export function tableNameIn(definition: Pick<UncheckedDefinition, "table">): string {
  return sharedTableOf(definition)?.table ?? String(definition.table);
}
