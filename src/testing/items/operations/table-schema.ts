import {
  type KeyAttribute,
  type KeyDefinition,
  keyNames,
  type TableDefinition,
  type VectorIndexDefinition,
} from "../store/definition.js";
import { type Item, pickAttributes } from "../values/attribute-value.js";

/** An index. */
export interface IndexSchema extends KeyDefinition {
  readonly name: string;
  readonly isGlobal: boolean;
  /** The attributes that it holds, with those of the keys. */
  readonly projection: "ALL" | ReadonlySet<string>;
}

/** A table's key and its indexes. */
export interface TableSchema extends KeyDefinition {
  readonly name: string;
  /** Sorted by name: that is the order in which DynamoDB checks them. */
  readonly indexes: readonly IndexSchema[];
  /** The vector indexes, in the same order. */
  readonly vectorIndexes: readonly VectorIndexDefinition[];
  /** The keys of all indexes. */
  readonly indexKeys: readonly IndexKey[];
}

/** The key of an index, and its name. That of a vector index has at most a partition key attribute. */
export interface IndexKey extends KeyDefinition {
  readonly name: string;
}

/** The schema of a table, from the definition that its store has. */
export function schemaOf(name: string, { key, indexes, vectorIndexes = [] }: TableDefinition): TableSchema {
  const byName = (a: { readonly name: string }, b: { readonly name: string }) => (a.name < b.name ? -1 : 1);
  const schemas = indexes.map((index): IndexSchema => {
    const held = [...keyNames(key), ...keyNames(index.key)];
    return {
      name: index.name,
      isGlobal: index.global,
      ...index.key,
      projection: index.projection === "ALL" ? "ALL" : new Set([...held, ...index.projection]),
    };
  });
  const sorted = schemas.toSorted(byName);
  const vectors = vectorIndexes.toSorted(byName);
  const keys = vectors.map((index) => ({
    name: index.name,
    partition: index.partition ? [index.partition] : [],
    sort: [],
  }));
  return { name, ...key, indexes: sorted, vectorIndexes: vectors, indexKeys: [...sorted, ...keys] };
}

/** The attributes of a key, in their order. */
export function attributesOf({ partition, sort }: KeyDefinition): readonly KeyAttribute[] {
  return [...partition, ...sort];
}

/** The attributes of a position in a table or an index: its key, then those of the table's key that it lacks. */
export function positionOf(table: KeyDefinition, index: KeyDefinition | undefined): readonly KeyAttribute[] {
  const own = attributesOf(index ?? table);
  return [...own, ...attributesOf(table).filter(({ name }) => own.every((each) => each.name !== name))];
}

/** The attributes of an item that are in a key. */
export function pickKey(key: KeyDefinition, item: Item): Item {
  return pickAttributes(item, keyNames(key));
}
