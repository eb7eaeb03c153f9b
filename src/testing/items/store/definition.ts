import type { VectorDistanceFunction } from "@aws-sdk/client-dynamodb";
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

export interface VectorIndexDefinition {
  readonly name: string;
  /** The attribute with the vectors. */
  readonly vector: string;
  readonly dimensions: number;
  readonly distance: VectorDistanceFunction | undefined;
  /** The partition key attribute, if the index has one. */
  readonly partition: KeyAttribute | undefined;
  /** The attributes that a search can filter by. */
  readonly filters: readonly KeyAttribute[];
  /** The attributes that it has beside these, its vectors and the table's key. */
  readonly projection: "ALL" | readonly string[];
}

export interface TableDefinition {
  readonly key: KeyDefinition;
  readonly indexes: readonly IndexDefinition[];
  /** @defaultValue none */
  readonly vectorIndexes?: readonly VectorIndexDefinition[];
}

type TableKeys = Pick<
  Description,
  "AttributeDefinitions" | "KeySchema" | "GlobalSecondaryIndexes" | "LocalSecondaryIndexes" | "VectorIndexes"
>;
type VectorIndex = NonNullable<Description["VectorIndexes"]>[number];
type IndexKeys = Pick<
  NonNullable<Description["LocalSecondaryIndexes"]>[number],
  "IndexName" | "KeySchema" | "Projection"
>;

interface Element {
  readonly AttributeName?: string | undefined;
}

/** The keys and the indexes of a description. */
export function definitionOf(description: TableKeys): TableDefinition {
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = description;
  return {
    key: keyOf(description, description.KeySchema),
    indexes: [
      ...LocalSecondaryIndexes.map((index) => indexOf(description, index, false)),
      ...GlobalSecondaryIndexes.map((index) => indexOf(description, index, true)),
    ],
    ...(VectorIndexes.length > 0 && {
      vectorIndexes: VectorIndexes.map((index) => vectorIndexOf(description, index)),
    }),
  };
}

/** The attributes that a vector index finds items by: the partition key, if it has one, and the filters. */
export function searchAttributes({ partition, filters }: VectorIndexDefinition): readonly KeyAttribute[] {
  return partition ? [partition, ...filters] : filters;
}

/** The names of the attributes of a key, the partition key's first. */
export function keyNames({ partition, sort }: KeyDefinition): string[] {
  return [...partition, ...sort].map(({ name }) => name);
}

function indexOf(table: TableKeys, { IndexName, KeySchema, Projection }: IndexKeys, global: boolean): IndexDefinition {
  return { name: String(IndexName), global, key: keyOf(table, KeySchema), projection: projectionOf(Projection) };
}

function projectionOf({
  ProjectionType,
  NonKeyAttributes = [],
}: IndexKeys["Projection"] = {}): IndexDefinition["projection"] {
  return ProjectionType === "ALL" ? "ALL" : NonKeyAttributes;
}

function vectorIndexOf(table: TableKeys, index: VectorIndex): VectorIndexDefinition {
  const {
    IndexName,
    VectorAttribute,
    Dimensions = 0,
    DistanceFunction: distance,
    SearchSchema = [],
    Projection,
  } = index;
  const elements = (type: string) =>
    SearchSchema.filter((element) => element.SearchSchemaElementType === type).map((element) =>
      attributeOf(table, element),
    );
  return {
    name: String(IndexName),
    vector: String(VectorAttribute?.AttributeName),
    dimensions: Dimensions,
    distance,
    partition: elements("HASH")[0],
    filters: elements("INLINE_FILTER"),
    projection: projectionOf(Projection),
  };
}

function attributeOf({ AttributeDefinitions = [] }: TableKeys, { AttributeName: name = "" }: Element): KeyAttribute {
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType;
  return { name, type: type as KeyType }; // every attribute of a key or a search schema is defined, with one of these types
}

function keyOf(table: TableKeys, schema: TableKeys["KeySchema"] = []): KeyDefinition {
  const attributes = (type: string) =>
    schema.filter(({ KeyType }) => KeyType === type).map((element) => attributeOf(table, element));
  return { partition: attributes("HASH"), sort: attributes("RANGE") };
}
