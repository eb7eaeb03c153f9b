import type { AttributeDefinition, VectorIndexDescription } from "@aws-sdk/client-dynamodb";
import { projectionOf } from "./normalise-projection.js";
import type { NormalisedKey, NormalisedVectorIndex } from "./normalised-table.js";

/** A vector index of a request or a description. */
export function vectorIndexOf(
  index: VectorIndexDescription,
  definitions: readonly AttributeDefinition[],
): NormalisedVectorIndex {
  const { partitionKey, filters } = searchAttributesOf(index, definitions);
  return {
    vector: index.VectorAttribute?.AttributeName ?? "",
    dimensions: index.Dimensions ?? 0,
    distance: index.DistanceFunction ?? "",
    partitionKey,
    filters: filters.toSorted(([a], [b]) => (a < b ? -1 : 1)),
    projection: projectionOf(index.Projection),
  };
}

/** The attributes of a search schema with their types, in its order. */
export function searchAttributesOf(
  { SearchSchema = [] }: Pick<VectorIndexDescription, "SearchSchema">,
  definitions: readonly AttributeDefinition[],
): Pick<NormalisedVectorIndex, "partitionKey" | "filters"> {
  const types = new Map(definitions.map(({ AttributeName, AttributeType }) => [AttributeName, AttributeType]));
  const attributes = (wanted: string) =>
    SearchSchema.filter(({ SearchSchemaElementType }) => SearchSchemaElementType === wanted).map(
      ({ AttributeName = "" }): NormalisedKey => [AttributeName, types.get(AttributeName) ?? ""],
    );
  return { partitionKey: attributes("HASH"), filters: attributes("INLINE_FILTER") };
}
