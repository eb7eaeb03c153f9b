import type { OnDemandThroughputOptions, WarmThroughputOptions } from "../dynamodb/throughput.js";
import type { VectorDistance } from "../dynamodb/vector-indexes.js";
import type { Attributes } from "./attribute.js";
import type { KeyableName, VectorName } from "./infer.js";

/** The attributes of one side of a global index's key: one, or one to four. */
export type IndexKey<N extends string> =
  | N
  | readonly [N]
  | readonly [N, N]
  | readonly [N, N, N]
  | readonly [N, N, N, N];

/** A global secondary index of a model. */
export interface GlobalIndexDefinition<Keyable extends string, Name extends string> {
  /** The index's name in DynamoDB. @defaultValue the property's name */
  readonly indexName?: string | undefined;
  /** The partition key: one attribute, or one to four. */
  readonly partitionKey: IndexKey<Keyable>;
  /** The sort key: one attribute, or up to four. @defaultValue none */
  readonly sortKey?: IndexKey<Keyable> | undefined;
  /** The projected attributes in addition to the keys. @defaultValue `"ALL"` */
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly Name[] | undefined;
  /** Read capacity units, only with PROVISIONED. @defaultValue the table's `readCapacity` */
  readonly readCapacity?: number | undefined;
  /** Write capacity units, only with PROVISIONED. @defaultValue the table's `writeCapacity` */
  readonly writeCapacity?: number | undefined;
  /** The maximum throughput on demand of this index; `false` for no maximum. @defaultValue none */
  readonly onDemandThroughput?: OnDemandThroughputOptions | false | undefined;
  /** Throughput that this index has available from the start. @defaultValue none */
  readonly warmThroughput?: WarmThroughputOptions | undefined;
}

/** A local secondary index of a model: the table's partition key, and another sort key. */
export interface LocalIndexDefinition<Keyable extends string, Name extends string> {
  /** The index's name in DynamoDB. @defaultValue the property's name */
  readonly indexName?: string | undefined;
  /** The sort key. */
  readonly sortKey: Keyable;
  /** The projected attributes in addition to the keys. @defaultValue `"ALL"` */
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly Name[] | undefined;
}

/** A vector index of a model: items are found by the distance of their vectors from another one. */
export interface VectorIndexDefinition<Vector extends string, Keyable extends string, Name extends string> {
  /** The index's name in DynamoDB. @defaultValue the property's name */
  readonly indexName?: string | undefined;
  /** The attribute with the vector, made by `attr.vector`, which has the dimensions. */
  readonly vector: Vector;
  /** The function that compares two vectors. */
  readonly distance: VectorDistance;
  /** The attribute that partitions the index: each search then needs its value. @defaultValue none */
  readonly partitionKey?: Keyable | undefined;
  /** Attributes that a search can compare with values, up to 18. @defaultValue none */
  readonly filters?: readonly Keyable[] | undefined;
  /** The projected attributes in addition to the keys and the filters. @defaultValue `"ALL"` */
  readonly projection?: "ALL" | "KEYS_ONLY" | readonly Name[] | undefined;
}

/** The global secondary indexes of a model, by the name of the model's property for each. */
export type GlobalIndexDefinitions<A extends Attributes> = Readonly<
  Record<string, GlobalIndexDefinition<KeyableName<A>, keyof A & string>>
>;
/** The local secondary indexes of a model, by the name of the model's property for each. */
export type LocalIndexDefinitions<A extends Attributes> = Readonly<
  Record<string, LocalIndexDefinition<KeyableName<A>, keyof A & string>>
>;
/** The vector indexes of a model, by the name of the model's property for each. */
export type VectorIndexDefinitions<A extends Attributes> = Readonly<
  Record<string, VectorIndexDefinition<VectorName<A>, KeyableName<A>, keyof A & string>>
>;
