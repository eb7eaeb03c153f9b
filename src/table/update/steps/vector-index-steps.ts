import type { CreateVectorIndexAction, SearchSchemaElement } from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { NormalisedKey, NormalisedVectorIndex } from "../../definition/normalised-table.js";
import type { Changes, StepMaker } from "./changes.js";
import { creationSteps, deletionSteps } from "./index-life-steps.js";
import { definitionsOf, projectionRequest } from "./index-steps.js";

const { allocateVectorIndex: allocate, backfillVectorIndex: backfill } = USUAL_SECONDS;
/** From the request until the index is ACTIVE. */
const ADD_VECTOR_INDEX = [allocate[0] + backfill[0], allocate[1] + backfill[1]] as const;

/** Deletes vector indexes, one at a time: those that are not wanted, and those that differ. */
export const vectorIndexDeleteSteps: StepMaker = (changes) =>
  deletionSteps(changes, "vectorIndexes", {
    use: "searches",
    rebuildReason: (name) => rebuildReason(changes, name),
    change: (name) => ({ VectorIndexUpdates: [{ Delete: { IndexName: name } }] }),
  });

function rebuildReason({ differences }: Changes, name: string): string {
  const ofIndex = differences.filter(({ part, indexName }) => part === "vectorIndexes" && indexName === name);
  const members = ofIndex.map(({ member }) => member).join(", ");
  return (
    `These parts differ, which DynamoDB cannot change: ${members}. The index is deleted and created again. To search ` +
    "meanwhile, define it under another name, and remove this one later."
  );
}

/** Adds vector indexes, one at a time. */
export const vectorIndexAddSteps: StepMaker = (changes) =>
  creationSteps(changes, "vectorIndexes", {
    wanted: changes.wanted.vectorIndexes,
    usualSeconds: ADD_VECTOR_INDEX,
    change: (name, index) => {
      const searched = [...index.partitionKey, ...index.filters];
      return {
        // DynamoDB does not look at the definitions that the table has.
        ...(searched.length > 0 && { AttributeDefinitions: definitionsOf(searched) }),
        VectorIndexUpdates: [{ Create: creationOf(name, index) }],
      };
    },
  });

function creationOf(name: string, index: NormalisedVectorIndex): CreateVectorIndexAction {
  const schema = [...elements(index.partitionKey, "HASH"), ...elements(index.filters, "INLINE_FILTER")];
  return {
    IndexName: name,
    VectorAttribute: { AttributeName: index.vector },
    ...(schema.length > 0 && { SearchSchema: schema }),
    Projection: projectionRequest(index.projection),
    Dimensions: index.dimensions,
    DistanceFunction: index.distance as CreateVectorIndexAction["DistanceFunction"], // as the readers checked
  };
}

function elements(
  keys: readonly NormalisedKey[],
  SearchSchemaElementType: "HASH" | "INLINE_FILTER",
): SearchSchemaElement[] {
  return keys.map(([AttributeName]) => ({ AttributeName, SearchSchemaElementType }));
}
