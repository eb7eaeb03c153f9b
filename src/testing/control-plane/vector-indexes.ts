import type { VectorIndex } from "@aws-sdk/client-dynamodb";
import { lock } from "./locks.js";
import { describeProjection } from "./settings.js";
import { arnOf, type ControlPlane, type Description, type Table } from "./tables.js";
import type { Wire } from "./wire.js";

/** A vector index in a request. */
export type VectorIndexRequest = Wire<VectorIndex>;

/** The description of a vector index. */
export type VectorIndexDescription = NonNullable<Description["VectorIndexes"]>[number];

/** The members of a vector index that a request can have. */
export function plainVectorIndex(index: VectorIndexDescription): VectorIndexRequest {
  const { IndexName, VectorAttribute, SearchSchema, Projection, Dimensions, DistanceFunction } = index;
  return {
    IndexName,
    VectorAttribute: { AttributeName: VectorAttribute?.AttributeName },
    ...(SearchSchema && {
      SearchSchema: SearchSchema.map(({ AttributeName, SearchSchemaElementType }) => ({
        AttributeName,
        SearchSchemaElementType,
      })),
    }),
    Projection: describeProjection(Projection),
    Dimensions: Math.trunc(Dimensions ?? 0),
    DistanceFunction,
  };
}

/** Describes a vector index that is being created. */
export function describeNewVectorIndex(
  controlPlane: ControlPlane,
  tableName: string,
  index: VectorIndexRequest,
): VectorIndexDescription {
  return {
    ...plainVectorIndex(index),
    IndexStatus: "CREATING",
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexArn: `${arnOf(controlPlane, tableName)}/index/${index.IndexName}`,
  };
}

/** Makes a vector index ACTIVE. It is searched some time later. */
export function activateVectorIndex(controlPlane: ControlPlane, table: Table, index: VectorIndexDescription): void {
  index.IndexStatus = "ACTIVE";
  delete index.Backfilling;
  lock(controlPlane, table, `search ${index.IndexName}`, controlPlane.durations.vectorSearchDelayMs);
}
