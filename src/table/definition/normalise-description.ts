import type {
  AttributeDefinition,
  GlobalSecondaryIndexDescription,
  KeySchemaElement,
  LocalSecondaryIndexDescription,
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { canonicalPolicy } from "./canonical-policy.js";
import { projectionOf } from "./normalise-projection.js";
import { normaliseObservedReplicas, type ObservedReplica } from "./normalise-replicas.js";
import { vectorIndexOf } from "./normalise-vector-index.js";
import type {
  Bounds,
  NormalisedEncryption,
  NormalisedIndex,
  NormalisedKey,
  NormalisedTable,
  NormalisedThroughput,
} from "./normalised-table.js";

/** What DynamoDB says of a table: its description, and the settings that have requests of their own, as far as they were read. */
export interface ObservedTable {
  readonly description: TableDescription;
  /** The attribute, also while time to live is being enabled. */
  readonly timeToLive?: string | false | undefined;
  readonly pointInTimeRecovery?: { readonly recoveryPeriodInDays: number | undefined } | false | undefined;
  readonly contributorInsights?: boolean | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly resourcePolicy?: string | false | undefined;
  readonly kinesisStreams?: readonly string[] | undefined;
  /** What was read of replicas in their regions, by region. */
  readonly replicas?: Readonly<Record<string, ObservedReplica>> | undefined;
  /** Whether the table has items, where that decides on a change. */
  readonly hasItems?: boolean | undefined;
}

/** Normalises what DynamoDB says of a table: what it echoes without being asked for is left out. */
export function normaliseObserved(observed: ObservedTable): NormalisedTable {
  const { description, resourcePolicy } = observed;
  const definitions = description.AttributeDefinitions ?? [];
  return {
    ...keysOf(description.KeySchema, definitions),
    globalSecondaryIndexes: byName(description.GlobalSecondaryIndexes, (index) => ({
      ...indexOf(index, definitions),
      ...throughputOf(index, billingModeOf(description)),
    })),
    localSecondaryIndexes: byName(description.LocalSecondaryIndexes, (index) => indexOf(index, definitions)),
    vectorIndexes: byName(description.VectorIndexes, (index) => vectorIndexOf(index, definitions)),
    billingMode: billingModeOf(description),
    ...throughputOf(description, billingModeOf(description)),
    tableClass: description.TableClassSummary?.TableClass ?? "STANDARD",
    encryption: encryptionOf(description),
    stream: (description.StreamSpecification?.StreamEnabled && description.StreamSpecification.StreamViewType) || false,
    deletionProtection: description.DeletionProtectionEnabled ?? false,
    timeToLive: observed.timeToLive,
    pointInTimeRecovery: observed.pointInTimeRecovery,
    contributorInsights: observed.contributorInsights,
    tags: observed.tags,
    resourcePolicy: typeof resourcePolicy === "string" ? canonicalPolicy(resourcePolicy) : resourcePolicy,
    kinesisStreams: observed.kinesisStreams,
    ...normaliseObservedReplicas(description, observed.replicas),
  };
}

/** The billing mode of a table. A table that was always PROVISIONED does not mention it. */
export function billingModeOf({ BillingModeSummary }: TableDescription): "PAY_PER_REQUEST" | "PROVISIONED" {
  return BillingModeSummary?.BillingMode === "PAY_PER_REQUEST" ? "PAY_PER_REQUEST" : "PROVISIONED";
}

/** The partition key and the sort key of a key schema, with their types. */
export function keysOf(
  schema: readonly KeySchemaElement[] | undefined,
  definitions: readonly AttributeDefinition[],
): { readonly partitionKey: readonly NormalisedKey[]; readonly sortKey: readonly NormalisedKey[] } {
  const types = new Map(definitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const keys = (wanted: string) =>
    (schema ?? [])
      .filter(({ KeyType }) => KeyType === wanted)
      .map(({ AttributeName = "" }): NormalisedKey => [AttributeName, types.get(AttributeName) ?? ""]);
  return { partitionKey: keys("HASH"), sortKey: keys("RANGE") };
}

/** The keys and the projection of an index. */
export function indexOf(
  index: LocalSecondaryIndexDescription,
  definitions: readonly AttributeDefinition[],
): NormalisedIndex {
  return { ...keysOf(index.KeySchema, definitions), projection: projectionOf(index.Projection) };
}

/** The indexes of a description by name, sorted by it. One that is being deleted is not among them. */
export function byName<T extends Pick<GlobalSecondaryIndexDescription, "IndexName" | "IndexStatus">, N>(
  indexes: readonly T[] | undefined,
  normalise: (index: T) => N,
): Readonly<Record<string, N>> {
  const there = (indexes ?? []).filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  const entries = there.map((index) => [index.IndexName ?? "", normalise(index)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The throughput of a table or an index. An on-demand one echoes a capacity of 0, which is none. */
export function throughputOf(
  part: {
    readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
    readonly OnDemandThroughput?: OnDemandThroughput | undefined;
    readonly WarmThroughput?: TableDescription["WarmThroughput"] | undefined;
  },
  billingMode: string,
): NormalisedThroughput {
  const { ReadCapacityUnits, WriteCapacityUnits } = part.ProvisionedThroughput ?? {};
  const { ReadUnitsPerSecond, WriteUnitsPerSecond } = part.WarmThroughput ?? {};
  return {
    capacity: billingMode === "PROVISIONED" ? { read: ReadCapacityUnits, write: WriteCapacityUnits } : undefined,
    onDemandThroughput: boundsOf(part.OnDemandThroughput),
    warmThroughput: { read: ReadUnitsPerSecond, write: WriteUnitsPerSecond },
  };
}

/** Bounds of on-demand requests; -1 stands for none. */
export function boundsOf({ MaxReadRequestUnits, MaxWriteRequestUnits }: OnDemandThroughput = {}): Bounds {
  const bound = (units: number | undefined) => (units === undefined || units < 0 ? false : units);
  return { maxRead: bound(MaxReadRequestUnits), maxWrite: bound(MaxWriteRequestUnits) };
}

function encryptionOf({ SSEDescription }: TableDescription): NormalisedEncryption {
  const { Status, SSEType, KMSMasterKeyArn } = SSEDescription ?? {};
  if (SSEType !== "KMS" || Status === "DISABLED" || Status === "DISABLING") return { encryption: "AWS_OWNED" };
  return { encryption: "KMS", kmsKeyId: KMSMasterKeyArn };
}
