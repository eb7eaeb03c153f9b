import type { BillingMode, CreateTableCommandInput, StreamViewType, TableClass } from "@aws-sdk/client-dynamodb";
import type { OnDemandThroughputOptions, WarmThroughputOptions } from "../../dynamodb/throughput.js";
import type { VectorDistance } from "../../dynamodb/vector-indexes.js";
import type { WaitOptions } from "../wait/options.js";
import type { PointInTimeRecoveryOptions } from "./backup-options.js";
import type { GlobalTableSettings } from "./replica-options.js";

/** The type of a key attribute: string, number or binary. */
export type KeyType = "S" | "N" | "B";

/** A key attribute: its name and its type, `["pk", "S"]`. */
export type KeyAttribute = readonly [name: string, type: KeyType];

/** One to four key attributes, in the order in which they are compared. */
export type KeyAttributes =
  | readonly [KeyAttribute]
  | readonly [KeyAttribute, KeyAttribute]
  | readonly [KeyAttribute, KeyAttribute, KeyAttribute]
  | readonly [KeyAttribute, KeyAttribute, KeyAttribute, KeyAttribute];

/**
 * The attributes in an index besides the keys: all attributes, none, or the named ones (DynamoDB's `INCLUDE`, 1 to 20
 * names per index).
 */
export type Projection = "ALL" | "KEYS_ONLY" | readonly string[];

/** A global secondary index. */
export interface GlobalSecondaryIndexOptions {
  /** The index's name: 3 to 255 of `a-z A-Z 0-9 _ . -`, unique in the table. */
  readonly indexName: string;
  /** The partition key: one attribute, or one to four. */
  readonly partitionKey: KeyAttribute | KeyAttributes;
  /** The sort key: one attribute, or up to four. @defaultValue none */
  readonly sortKey?: KeyAttribute | KeyAttributes | readonly [] | undefined;
  /** The attributes in the index. @defaultValue `"ALL"` */
  readonly projection?: Projection | undefined;
  /** Read capacity units, only with PROVISIONED. @defaultValue the table's `readCapacity` */
  readonly readCapacity?: number | undefined;
  /** Write capacity units, only with PROVISIONED. @defaultValue the table's `writeCapacity` */
  readonly writeCapacity?: number | undefined;
  /** The maximum throughput on demand of this index; `false` for no maximum. @defaultValue none */
  readonly onDemandThroughput?: OnDemandThroughputOptions | false | undefined;
  /** Throughput that this index has available from the start. @defaultValue none */
  readonly warmThroughput?: WarmThroughputOptions | undefined;
}

/** A local secondary index: it has the table's partition key and another sort key. */
export interface LocalSecondaryIndexOptions {
  /** The index's name: 3 to 255 of `a-z A-Z 0-9 _ . -`, unique in the table. */
  readonly indexName: string;
  /** The sort key. */
  readonly sortKey: KeyAttribute;
  /** The attributes in the index. @defaultValue `"ALL"` */
  readonly projection?: Projection | undefined;
}

/** A vector index. Its table is PAY_PER_REQUEST. Only another index can have other dimensions, attributes or distances. */
export interface VectorIndexOptions {
  /** The index's name: 3 to 255 of `a-z A-Z 0-9 _ . -`, unique among all indexes of the table. */
  readonly indexName: string;
  /** The attribute with the vector: a list of numbers. It is in no key, and in no `partitionKey` or `filters`. */
  readonly vector: string;
  /** The length of the vectors: 1 to 4096, the same in all indexes of the attribute. */
  readonly dimensions: number;
  /** The function that compares two vectors. */
  readonly distance: VectorDistance;
  /** The attribute that partitions the index: each search then needs its value. @defaultValue none */
  readonly partitionKey?: KeyAttribute | undefined;
  /** Attributes that a search can compare with values, up to 18. @defaultValue none */
  readonly filters?: readonly KeyAttribute[] | undefined;
  /** The attributes in the index besides the keys and the filters. @defaultValue `"ALL"` */
  readonly projection?: Projection | undefined;
}

/** Encryption with a key that you manage. */
export interface CustomerManagedEncryption {
  /** A KMS key that you manage. */
  readonly encryption: "CUSTOMER_MANAGED";
  /** The key's id, ARN or alias. */
  readonly kmsKeyId: string;
}

/** Encryption with a key of AWS. */
export interface AwsEncryption {
  /** `"AWS_OWNED"` is free; `"AWS_MANAGED"` is a KMS key that AWS manages in your account. @defaultValue `"AWS_OWNED"` */
  readonly encryption?: "AWS_OWNED" | "AWS_MANAGED" | undefined;
  /** Only with `"CUSTOMER_MANAGED"`. */
  readonly kmsKeyId?: undefined;
}

/** The encryption of a table. Only a customer managed key requires `kmsKeyId`. */
export type EncryptionOptions = CustomerManagedEncryption | AwsEncryption; // messages are about the last one

/** The `createTable` options without the keys, the indexes and the encryption. */
export interface CommonSettings extends GlobalTableSettings {
  /** The billing mode. @defaultValue `"PAY_PER_REQUEST"` */
  readonly billingMode?: BillingMode | undefined;
  /** Read capacity units, only with PROVISIONED; the default of the indexes. @defaultValue 5 when PROVISIONED */
  readonly readCapacity?: number | undefined;
  /** Write capacity units, only with PROVISIONED; the default of the indexes. @defaultValue 5 when PROVISIONED */
  readonly writeCapacity?: number | undefined;
  /** The maximum throughput on demand; `false` for no maximum. @defaultValue none */
  readonly onDemandThroughput?: OnDemandThroughputOptions | false | undefined;
  /** Throughput that the table has available from the start. @defaultValue none */
  readonly warmThroughput?: WarmThroughputOptions | undefined;
  /** The storage class. @defaultValue `"STANDARD"` */
  readonly tableClass?: TableClass | undefined;
  /** The view type of the table's stream; `false` for no stream. @defaultValue no stream */
  readonly stream?: StreamViewType | false | undefined;
  /**
   * The attribute with the expiry of an item, in epoch seconds; `false` for none. It is enabled once the table is ACTIVE, so
   * the call waits for that.
   */
  readonly timeToLive?: string | false | undefined;
  /** Continuous backups, for 1 to 35 days (35 with `true`). They are enabled once the table is ACTIVE, so the call waits for that. */
  readonly pointInTimeRecovery?: boolean | PointInTimeRecoveryOptions | undefined;
  /** CloudWatch Contributor Insights. They are enabled once the table is ACTIVE, so the call waits for that. @defaultValue false */
  readonly contributorInsights?: boolean | undefined;
  /** Deletion protection: DynamoDB does not delete the table while it is enabled. @defaultValue false */
  readonly deletionProtection?: boolean | undefined;
  /** Tags, up to 50; `false` instead of a value removes an existing tag. @defaultValue none */
  readonly tags?: Readonly<Record<string, string | false>> | undefined;
  /** A resource-based policy, as JSON text or as an object, up to 20 KB; `false` for none. @defaultValue none */
  readonly resourcePolicy?: string | object | false | undefined;
  /** Members of the CreateTable request that have no option. They replace those of the options, except if they are undefined. */
  readonly input?: Partial<CreateTableCommandInput> | undefined;
  /** Wait until the table is usable: `true`, or how to wait. @defaultValue false */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call, and a wait in it, with the signal's reason. DynamoDB may create the table nevertheless. */
  readonly signal?: AbortSignal | undefined;
}

/** The `createTable` options without the keys and the indexes. */
export type TableSettings = EncryptionOptions & CommonSettings;

/** The keys and the indexes of a table. */
export interface TableKeys {
  /** The partition key. */
  readonly partitionKey: KeyAttribute;
  /** The sort key. @defaultValue none */
  readonly sortKey?: KeyAttribute | undefined;
  /** Global secondary indexes, up to 20. @defaultValue none */
  readonly globalSecondaryIndexes?: readonly GlobalSecondaryIndexOptions[] | undefined;
  /** Local secondary indexes, up to 5; the table needs a sort key for them. @defaultValue none */
  readonly localSecondaryIndexes?: readonly LocalSecondaryIndexOptions[] | undefined;
  /** Vector indexes, up to 5; the table is PAY_PER_REQUEST. @defaultValue none */
  readonly vectorIndexes?: readonly VectorIndexOptions[] | undefined;
}

/** The options of `createTable`. */
export type CreateTableOptions = TableSettings & TableKeys;

/** The arguments of `createTable` after the table: all options for a name, and settings that replace its own for a model. */
export type CreateTableArguments<T> = T extends string ? [options: CreateTableOptions] : [settings?: TableSettings];
