import type {
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndexDescription,
  Projection as SdkProjection,
  TableDescription,
  VectorIndexDescription,
} from "@aws-sdk/client-dynamodb";
import { defined } from "../../validation/defined.js";
import { billingModeOf, boundsOf, keysOf, type ObservedTable } from "../definition/normalise-description.js";
import { searchAttributesOf } from "../definition/normalise-vector-index.js";
import type {
  CommonSettings,
  CreateTableOptions,
  EncryptionOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
  Projection,
  VectorIndexOptions,
} from "../definition/options.js";

/**
 * The definition that creates a table like an existing one, with all settings that were read. Warm throughput is not in it:
 * DynamoDB charges for it, and describes it also where it has grown by itself. Neither are replicas.
 */
export function definitionOf(observed: ObservedTable): CreateTableOptions {
  const { description } = observed;
  const { partition, sort } = keyAttributesOf(description, description);
  const [[partitionKey = ["", "S"] as const], [sortKey]] = [partition, sort];
  const globals = (description.GlobalSecondaryIndexes ?? []).filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  const locals = description.LocalSecondaryIndexes ?? [];
  const vectors = (description.VectorIndexes ?? []).filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  return defined<CreateTableOptions>({
    ...{ partitionKey, sortKey },
    globalSecondaryIndexes: listOrNone(globals.map((index) => globalIndexOf(index, description))),
    localSecondaryIndexes: listOrNone(locals.map((index) => localIndexOf(index, description))),
    vectorIndexes: listOrNone(vectors.map((index) => vectorIndexOf(index, description))),
    billingMode: billingModeOf(description),
    ...throughputOf(description, description),
    tableClass: description.TableClassSummary?.TableClass,
    ...encryptionOf(description),
    stream: description.StreamSpecification?.StreamEnabled ? description.StreamSpecification.StreamViewType : undefined,
    deletionProtection: description.DeletionProtectionEnabled || undefined,
    timeToLive: observed.timeToLive || undefined,
    pointInTimeRecovery: recoveryOf(observed),
    contributorInsights: observed.contributorInsights || undefined,
    tags: tagsOf(observed),
    resourcePolicy: observed.resourcePolicy || undefined,
  });
}

function keyAttributesOf(
  { KeySchema }: Pick<TableDescription, "KeySchema">,
  { AttributeDefinitions = [] }: TableDescription,
) {
  const { partitionKey, sortKey } = keysOf(KeySchema, AttributeDefinitions);
  // The types of DynamoDB's key attributes are those of the options.
  return { partition: partitionKey as readonly KeyAttribute[], sort: sortKey as readonly KeyAttribute[] };
}

function globalIndexOf(
  index: GlobalSecondaryIndexDescription,
  description: TableDescription,
): GlobalSecondaryIndexOptions {
  const { partition, sort } = keyAttributesOf(index, description);
  return defined<GlobalSecondaryIndexOptions>({
    indexName: index.IndexName ?? "",
    partitionKey: partition as unknown as KeyAttributes, // one to four, as in every index
    sortKey: sort.length > 0 ? (sort as unknown as KeyAttributes) : undefined, // the same
    projection: projectionOf(index.Projection),
    ...throughputOf(index, description),
  });
}

function localIndexOf(
  { IndexName = "", KeySchema, Projection }: LocalSecondaryIndexDescription,
  description: TableDescription,
): LocalSecondaryIndexOptions {
  const [sortKey = ["", "S"] as const] = keyAttributesOf({ KeySchema }, description).sort;
  return { indexName: IndexName, sortKey, projection: projectionOf(Projection) };
}

function vectorIndexOf(
  index: VectorIndexDescription,
  { AttributeDefinitions = [] }: TableDescription,
): VectorIndexOptions {
  const { partitionKey, filters } = searchAttributesOf(index, AttributeDefinitions);
  // The types of attributes, and the distances, are those of the options.
  const [attributes, [key]] = [filters as readonly KeyAttribute[], partitionKey as readonly KeyAttribute[]];
  return defined<VectorIndexOptions>({
    indexName: index.IndexName ?? "",
    vector: index.VectorAttribute?.AttributeName ?? "",
    dimensions: index.Dimensions ?? 0,
    distance: index.DistanceFunction ?? "COSINE",
    partitionKey: key,
    filters: listOrNone(attributes),
    projection: projectionOf(index.Projection),
  });
}

function projectionOf({ ProjectionType = "ALL", NonKeyAttributes = [] }: SdkProjection = {}): Projection {
  return ProjectionType === "INCLUDE" ? NonKeyAttributes : ProjectionType;
}

/** The throughput of a table or an index. An on-demand one echoes a capacity of 0, which is none. */
function throughputOf(
  { ProvisionedThroughput, OnDemandThroughput }: Pick<TableDescription, "ProvisionedThroughput" | "OnDemandThroughput">,
  description: TableDescription,
): Pick<CommonSettings, "readCapacity" | "writeCapacity" | "onDemandThroughput"> {
  if (billingModeOf(description) === "PROVISIONED") {
    const { ReadCapacityUnits: readCapacity, WriteCapacityUnits: writeCapacity } = ProvisionedThroughput ?? {};
    return { readCapacity, writeCapacity };
  }
  const { maxRead, maxWrite } = boundsOf(OnDemandThroughput);
  const bounds = { maxRead: maxRead || undefined, maxWrite: maxWrite || undefined };
  return { onDemandThroughput: maxRead || maxWrite ? defined(bounds) : undefined };
}

/** A description has the key's ARN, also of a key that AWS manages. */
function encryptionOf({ SSEDescription }: TableDescription): EncryptionOptions {
  const { Status, SSEType, KMSMasterKeyArn: kmsKeyId } = SSEDescription ?? {};
  if (SSEType !== "KMS" || Status === "DISABLED" || Status === "DISABLING") return {};
  return kmsKeyId === undefined ? { encryption: "AWS_MANAGED" } : { encryption: "CUSTOMER_MANAGED", kmsKeyId };
}

function recoveryOf({ pointInTimeRecovery }: ObservedTable): CommonSettings["pointInTimeRecovery"] {
  if (!pointInTimeRecovery) return undefined;
  const { recoveryPeriodInDays } = pointInTimeRecovery;
  return recoveryPeriodInDays === undefined ? true : { recoveryPeriodInDays };
}

/** Tags of AWS cannot be set. */
function tagsOf({ tags = {} }: ObservedTable): CommonSettings["tags"] {
  const own = Object.entries(tags).filter(([key]) => !key.startsWith("aws:"));
  return own.length > 0 ? Object.fromEntries(own) : undefined;
}

function listOrNone<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}
