import type { BillingMode, StreamViewType, TableClass } from "@aws-sdk/client-dynamodb";

/** A key attribute: its name and its type. */
export type NormalisedKey = readonly [name: string, type: string];

/** Read and write capacity units, read and write units per second, or one of both. */
export interface Units {
  readonly read?: number | undefined;
  readonly write?: number | undefined;
}

/** Upper bounds of on-demand requests; `false` where there is none. */
export interface Bounds {
  readonly maxRead?: number | false | undefined;
  readonly maxWrite?: number | false | undefined;
}

/** The throughput of a table or of a global secondary index. */
export interface NormalisedThroughput {
  readonly capacity?: Units | undefined;
  readonly onDemandThroughput?: Bounds | undefined;
  readonly warmThroughput?: Units | undefined;
}

/** An index. Its keys and its projection are always known. */
export interface NormalisedIndex extends NormalisedThroughput {
  readonly partitionKey: readonly NormalisedKey[];
  readonly sortKey: readonly NormalisedKey[];
  /** The names of attributes are sorted. */
  readonly projection: string | readonly string[];
}

/** A vector index. No part of it can be changed. */
export interface NormalisedVectorIndex {
  readonly vector: string;
  readonly dimensions: number;
  readonly distance: string;
  /** None, or one. */
  readonly partitionKey: readonly NormalisedKey[];
  /** Sorted by their names. */
  readonly filters: readonly NormalisedKey[];
  /** The names of attributes are sorted. */
  readonly projection: string | readonly string[];
}

/** Who holds the key of the encryption. A description has the key's ARN, and does not tell whether AWS manages it. */
export interface NormalisedEncryption {
  readonly encryption: "AWS_OWNED" | "AWS_MANAGED" | "CUSTOMER_MANAGED" | "KMS";
  readonly kmsKeyId?: string | undefined;
}

/** The throughput of an index in a replica. */
export interface NormalisedReplicaIndex {
  readonly readCapacity?: number | undefined;
  /** Of on-demand requests. */
  readonly maxRead?: number | undefined;
}

/** What a replica has for itself. A member that is `undefined` was not mentioned, or not read. */
export interface NormalisedReplica {
  readonly kmsKeyId?: string | undefined;
  readonly tableClass?: TableClass | undefined;
  readonly readCapacity?: number | false | undefined;
  readonly maxRead?: number | false | undefined;
  readonly globalSecondaryIndexes?: Readonly<Record<string, NormalisedReplicaIndex>> | undefined;
  readonly deletionProtection?: boolean | undefined;
  readonly pointInTimeRecovery?: { readonly recoveryPeriodInDays?: number | undefined } | false | undefined;
  readonly contributorInsights?: boolean | undefined;
  /** In a definition, `false` removes the tag. */
  readonly tags?: Readonly<Record<string, string | false>> | undefined;
  readonly resourcePolicy?: unknown;
}

/**
 * A table in one form, whether it was read from a definition or from DynamoDB: defaults filled in, echoes left out, lists
 * sorted. A member that is `undefined` was not mentioned in the definition, or not read.
 */
export interface NormalisedTable extends NormalisedThroughput {
  readonly partitionKey?: readonly NormalisedKey[] | undefined;
  readonly sortKey?: readonly NormalisedKey[] | undefined;
  readonly globalSecondaryIndexes?: Readonly<Record<string, NormalisedIndex>> | undefined;
  readonly localSecondaryIndexes?: Readonly<Record<string, NormalisedIndex>> | undefined;
  readonly vectorIndexes?: Readonly<Record<string, NormalisedVectorIndex>> | undefined;
  readonly billingMode?: BillingMode | undefined;
  readonly tableClass?: TableClass | undefined;
  readonly encryption?: NormalisedEncryption | undefined;
  readonly stream?: StreamViewType | false | undefined;
  readonly deletionProtection?: boolean | undefined;
  /** The attribute. */
  readonly timeToLive?: string | false | undefined;
  readonly pointInTimeRecovery?: { readonly recoveryPeriodInDays?: number | undefined } | false | undefined;
  readonly contributorInsights?: boolean | undefined;
  /** In a definition, `false` removes the tag. */
  readonly tags?: Readonly<Record<string, string | false>> | undefined;
  /** The policy's document in one spelling. */
  readonly resourcePolicy?: unknown;
  /** The region of a table that was read. A list of replicas can name it, too. */
  readonly region?: string | undefined;
  /** By region. Of a table that was read, without its own. Absent where there is none. */
  readonly replicas?: Readonly<Record<string, NormalisedReplica>> | undefined;
  /** Of a table that has replicas. */
  readonly consistency?: "EVENTUAL" | "STRONG" | undefined;
  /** The region of the witness. */
  readonly witness?: string | undefined;
  /** The ARNs of the Kinesis streams that get the table's changes. No definition mentions them. */
  readonly kinesisStreams?: readonly string[] | undefined;
}
