import type {
  BackupDescription,
  GlobalSecondaryIndex,
  GlobalSecondaryIndexDescription,
  LocalSecondaryIndex,
  TableDescription,
  VectorIndexDescription,
  VectorIndexInfo,
} from "@aws-sdk/client-dynamodb";
import { billingModeOf, boundsOf } from "../definition/normalise-description.js";
import type { Bounds, Units } from "../definition/normalised-table.js";

/** The keys, the indexes and the throughput of a table that can be restored, as a backup or a description has them. */
export interface RestorableTable {
  readonly keySchema: TableDescription["KeySchema"];
  readonly billingMode: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly capacity: Units;
  readonly bounds: Bounds;
  readonly globalIndexes: readonly GlobalSecondaryIndex[];
  readonly localIndexes: readonly LocalSecondaryIndex[];
  readonly vectorIndexes: readonly VectorIndexInfo[];
}

/** What can be restored from a backup. */
export function restorableBackup({
  SourceTableDetails,
  SourceTableFeatureDetails,
}: BackupDescription): RestorableTable {
  const { KeySchema, BillingMode, ProvisionedThroughput, OnDemandThroughput } = SourceTableDetails ?? {};
  const {
    GlobalSecondaryIndexes = [],
    LocalSecondaryIndexes = [],
    VectorIndexes = [],
  } = SourceTableFeatureDetails ?? {};
  return {
    keySchema: KeySchema,
    billingMode: BillingMode === "PAY_PER_REQUEST" ? BillingMode : "PROVISIONED",
    capacity: unitsOf(ProvisionedThroughput),
    bounds: boundsOf(OnDemandThroughput),
    globalIndexes: GlobalSecondaryIndexes.map(plainIndex),
    localIndexes: LocalSecondaryIndexes.map(keysAndProjection),
    vectorIndexes: VectorIndexes.map(plainVectorIndex),
  };
}

/** What can be restored of a table that is there. */
export function restorableTable(table: TableDescription): RestorableTable {
  const lasting = (table.GlobalSecondaryIndexes ?? []).filter(isLasting);
  const lastingVectors = (table.VectorIndexes ?? []).filter(isLasting);
  return {
    keySchema: table.KeySchema,
    billingMode: billingModeOf(table),
    capacity: unitsOf(table.ProvisionedThroughput),
    bounds: boundsOf(table.OnDemandThroughput),
    globalIndexes: lasting.map(plainIndex),
    localIndexes: (table.LocalSecondaryIndexes ?? []).map(keysAndProjection),
    vectorIndexes: lastingVectors.map(plainVectorIndex),
  };
}

const isLasting = ({ IndexStatus }: GlobalSecondaryIndexDescription) => IndexStatus !== "DELETING";

type Throughput = { readonly ReadCapacityUnits?: number | undefined; readonly WriteCapacityUnits?: number | undefined };

function unitsOf({ ReadCapacityUnits: read, WriteCapacityUnits: write }: Throughput = {}): Units {
  return { ...(read && { read }), ...(write && { write }) };
}

type Described = NonNullable<TableDescription["GlobalSecondaryIndexes"]>[number];

function keysAndProjection({ IndexName, KeySchema, Projection }: Described): LocalSecondaryIndex {
  return { IndexName, KeySchema, Projection };
}

/** The members of a vector index that a request has. */
function plainVectorIndex(index: VectorIndexDescription): VectorIndexInfo {
  const { IndexName, VectorAttribute, SearchSchema, Projection, Dimensions, DistanceFunction } = index;
  return {
    ...{ IndexName, VectorAttribute, Projection, Dimensions, DistanceFunction },
    ...(SearchSchema && { SearchSchema }),
  };
}

/** The members of an index that a request can have. */
function plainIndex(index: Described): GlobalSecondaryIndex {
  const { ProvisionedThroughput: capacity, OnDemandThroughput } = index;
  const { ReadCapacityUnits, WriteCapacityUnits } = capacity ?? {};
  return {
    ...keysAndProjection(index),
    ...(ReadCapacityUnits && { ProvisionedThroughput: { ReadCapacityUnits, WriteCapacityUnits } }),
    ...(OnDemandThroughput && { OnDemandThroughput }),
  };
}
