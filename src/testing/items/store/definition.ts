import type { Description } from "../../control-plane/tables.js";

/** The type of a key attribute. */
export type KeyType = "S" | "N" | "B";

export interface KeyAttribute {
  readonly name: string;
  readonly type: KeyType;
}

/** A key: a partition key attribute and perhaps a sort key attribute; in a global secondary index up to four of each. */
export interface KeyDefinition {
  readonly partition: readonly KeyAttribute[];
  readonly sort: readonly KeyAttribute[];
}

export interface IndexDefinition {
  readonly name: string;
  /** Whether it is a global index; a local one has the table's partition key. */
  readonly global: boolean;
  readonly key: KeyDefinition;
  /** The attributes that it has beside its own key and the table's. */
  readonly projection: "ALL" | readonly string[];
}

export interface TableDefinition {
  readonly key: KeyDefinition;
  readonly indexes: readonly IndexDefinition[];
}

type TableKeys = Pick<
  Description,
  "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "LocalSecondaryIndexes"
>;
type IndexKeys = Pick<
  NonNullable<Description["LocalSecondaryIndexes"]>[number],
  "IndexName" | "KeySchema" | "Projection"
>;

/** The keys and the indexes of a description. */
export function definitionOf(description: TableKeys): TableDefinition {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = description;
  return {
    key: keyOf(description, description.KeySchema),
    indexes: [
      ...LocalSecondaryIndexes.map((index) => indexOf(description, index, false)),
      ...GlobalSecondaryIndexes.map((index) => indexOf(description, index, true)),
    ],
  };
}

/** The names of the attributes of a key, the partition key's first. */
export function keyNames({ partition, sort }: KeyDefinition): string[] {
  return [...partition, ...sort].map(({ name }) => name);
}

function indexOf(table: TableKeys, { IndexName, KeySchema, Projection }: IndexKeys, global: boolean): IndexDefinition {
  const { ProjectionType, NonKeyAttributes = [] } = Projection ?? {};
  const projection = ProjectionType === "ALL" ? "ALL" : NonKeyAttributes;
  return { name: String(IndexName), global, key: keyOf(table, KeySchema), projection };
}

function keyOf({ AttributeDefinitions = [] }: TableKeys, schema: TableKeys["KeySchema"] = []): KeyDefinition {
  const typeOf = (name: string) =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  const attributes = (type: string) =>
    schema
      .filter(({ KeyType }) => KeyType === type)
      // Every key attribute is defined, with one of these types.
      .map(({ AttributeName: name = "" }) => ({ name, type: typeOf(name) as KeyType }));
  return { partition: attributes("HASH"), sort: attributes("RANGE") };
}
