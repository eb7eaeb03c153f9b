import type { Projection } from "@aws-sdk/client-dynamodb";

/** A projection as an option spells it, with its names sorted. */
export function projectionOf(projection: Projection | undefined): string | readonly string[] {
  const { ProjectionType = "ALL", NonKeyAttributes = [] } = projection ?? {};
  return ProjectionType === "INCLUDE" ? NonKeyAttributes.toSorted() : ProjectionType;
}
