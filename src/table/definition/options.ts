import type { BillingMode, CreateTableCommandInput, StreamViewType, TableClass } from "@aws-sdk/client-dynamodb";
import type { WaitOptions } from "../wait/options.js";

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
 * Which attributes an index holds besides the keys: all of them, none, or the named ones (DynamoDB's `INCLUDE`,
 * 1 to 20 names an index).
 */
export type Projection = "ALL" | "KEYS_ONLY" | readonly string[];

/** Upper bounds for on-demand reads and writes, in request units per second, each at least 1. */
export interface OnDemandThroughputOptions {
  /** Most read request units per second. @defaultValue no bound */
  readonly maxRead?: number | undefined;
  /** Most write request units per second. @defaultValue no bound */
  readonly maxWrite?: number | undefined;
}

/** Throughput that is ready from the start, in units per second. DynamoDB charges for it once. */
export interface WarmThroughputOptions {
  /** Read units per second, at least 12000 on demand, at least the read capacity when provisioned. */
  readonly read?: number | undefined;
  /** Write units per second, at least 4000 on demand, at least the write capacity when provisioned. */
  readonly write?: number | undefined;
}

/** A global secondary index. */
export interface GlobalSecondaryIndexOptions {
  /** The index's name: 3 to 255 of `a-z A-Z 0-9 _ . -`, unique in the table. */
  readonly indexName: string;
  /** The partition key: one attribute, or one to four. */
  readonly partitionKey: KeyAttribute | KeyAttributes;
  /** The sort key: one attribute, or up to four. @defaultValue none */
  readonly sortKey?: KeyAttribute | KeyAttributes | readonly [] | undefined;
  /** The attributes that the index holds. @defaultValue `"ALL"` */
  readonly projection?: Projection | undefined;
  /** Read capacity units, only with PROVISIONED. @defaultValue the table's `readCapacity` */
  readonly readCapacity?: number | undefined;
  /** Write capacity units, only with PROVISIONED. @defaultValue the table's `writeCapacity` */
  readonly writeCapacity?: number | undefined;
  /** Bounds for on-demand requests on this index; `false` for none. @defaultValue none */
  readonly onDemandThroughput?: OnDemandThroughputOptions | false | undefined;
  /** Throughput that this index has ready from the start. @defaultValue none */
  readonly warmThroughput?: WarmThroughputOptions | undefined;
}

/** A local secondary index: the table's partition key with a sort key of its own. */
export interface LocalSecondaryIndexOptions {
  /** The index's name: 3 to 255 of `a-z A-Z 0-9 _ . -`, unique in the table. */
  readonly indexName: string;
  /** The sort key. */
  readonly sortKey: KeyAttribute;
  /** The attributes that the index holds. @defaultValue `"ALL"` */
  readonly projection?: Projection | undefined;
}

/** A key that you manage encrypts the table. */
export interface CustomerManagedEncryption {
  /** A KMS key that you manage. */
  readonly encryption: "CUSTOMER_MANAGED";
  /** The key's id, ARN or alias. */
  readonly kmsKeyId: string;
}

/** A key of AWS encrypts the table. */
export interface AwsEncryption {
  /** `"AWS_OWNED"` is free; `"AWS_MANAGED"` is a KMS key that AWS manages in your account. @defaultValue `"AWS_OWNED"` */
  readonly encryption?: "AWS_OWNED" | "AWS_MANAGED" | undefined;
  /** Only with `"CUSTOMER_MANAGED"`. */
  readonly kmsKeyId?: undefined;
}

/** Who holds the key that encrypts the table. A customer managed key, and only that, needs its id or ARN. */
export type EncryptionOptions = CustomerManagedEncryption | AwsEncryption; // messages are about the last one

/** Continuous backups of a table. */
export interface PointInTimeRecoveryOptions {
  /** For how many days, 1 to 35. */
  readonly recoveryPeriodInDays: number;
}

/** Every `createTable` option but the keys, the indexes and the encryption. */
export interface CommonSettings {
  /** How reads and writes are paid for. @defaultValue `"PAY_PER_REQUEST"` */
  readonly billingMode?: BillingMode | undefined;
  /** Read capacity units, only with PROVISIONED; indexes that name none get the same. @defaultValue 5 when PROVISIONED */
  readonly readCapacity?: number | undefined;
  /** Write capacity units, only with PROVISIONED; indexes that name none get the same. @defaultValue 5 when PROVISIONED */
  readonly writeCapacity?: number | undefined;
  /** Bounds for on-demand requests; `false` for none. @defaultValue none */
  readonly onDemandThroughput?: OnDemandThroughputOptions | false | undefined;
  /** Throughput that the table has ready from the start. @defaultValue none */
  readonly warmThroughput?: WarmThroughputOptions | undefined;
  /** The storage class. @defaultValue `"STANDARD"` */
  readonly tableClass?: TableClass | undefined;
  /** What the table's stream records; `false` for no stream. @defaultValue no stream */
  readonly stream?: StreamViewType | false | undefined;
  /**
   * The attribute that holds an item's expiry, in epoch seconds; `false` for none. Enabled once the table is ACTIVE, which
   * implies waiting for it.
   */
  readonly timeToLive?: string | false | undefined;
  /** Continuous backups, for 1 to 35 days (35 with `true`). Enabled once the table is ACTIVE, which implies waiting for it. */
  readonly pointInTimeRecovery?: boolean | PointInTimeRecoveryOptions | undefined;
  /** CloudWatch Contributor Insights. Enabled once the table is ACTIVE, which implies waiting for it. @defaultValue false */
  readonly contributorInsights?: boolean | undefined;
  /** Refuse to delete the table. @defaultValue false */
  readonly deletionProtection?: boolean | undefined;
  /** Tags, up to 50; `false` in place of a value removes a tag that is there. @defaultValue none */
  readonly tags?: Readonly<Record<string, string | false>> | undefined;
  /** A resource-based policy, as JSON text or as an object, up to 20 KB; `false` for none. @defaultValue none */
  readonly resourcePolicy?: string | object | false | undefined;
  /** Members of the CreateTable request that have no option here; merged last, over what the options gave, but for undefined ones. */
  readonly input?: Partial<CreateTableCommandInput> | undefined;
  /** Wait until the table is usable: `true`, or how to wait. @defaultValue false */
  readonly wait?: boolean | WaitOptions | undefined;
  /** Ends the call, and a wait in it, with the signal's reason. The table may have been created by then. */
  readonly signal?: AbortSignal | undefined;
}

/** Every `createTable` option but the keys and the indexes. */
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
}

/** What `createTable` takes. */
export type CreateTableOptions = TableSettings & TableKeys;

/** What `createTable` takes after the table: for a name the keys and more, for a model settings over its own. */
export type CreateTableArguments<T> = T extends string ? [options: CreateTableOptions] : [settings?: TableSettings];
