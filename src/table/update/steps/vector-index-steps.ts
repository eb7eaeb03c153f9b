import type { CreateVectorIndexAction, SearchSchemaElement } from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { NormalisedKey, NormalisedVectorIndex } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, type StepMaker, updateStep } from "./changes.js";
import { indexChangesOf } from "./index-changes.js";
import { definitionsOf, projectionRequest } from "./index-steps.js";

const { allocateVectorIndex: allocate, backfillVectorIndex: backfill } = USUAL_SECONDS;
/** From the request until the index is ACTIVE. */
const ADD_VECTOR_INDEX = [allocate[0] + backfill[0], allocate[1] + backfill[1]] as const;

/** Deletes vector indexes, one at a time: those that are not wanted, and those that differ. */
export const vectorIndexDeleteSteps: StepMaker = (changes) => {
  const { removed, rebuilt } = indexChangesOf(changes, "vectorIndexes");
  const deletion = (name: string, reason: string, destroyed: string): PlanStep =>
    updateStep(changes, {
      action: "deleteIndex",
      target: `index ${name}`,
      before: ownMember(changes.actual.vectorIndexes, name),
      reason,
      destroys: [destroyed],
      waitsFor: `index ${name} gone`,
      usualSeconds: USUAL_SECONDS.deleteIndex,
      change: { VectorIndexUpdates: [{ Delete: { IndexName: name } }] },
    });
  return [
    ...removed.map((name) => deletion(name, "The index is to be removed.", `index ${name}: searches on it fail`)),
    ...rebuilt.map((name) =>
      deletion(name, rebuildReason(changes, name), `index ${name}: searches on it fail until it is created again`),
    ),
  ];
};

function rebuildReason({ differences }: Changes, name: string): string {
  const ofIndex = differences.filter(({ part, indexName }) => part === "vectorIndexes" && indexName === name);
  const members = ofIndex.map(({ member }) => member).join(", ");
  return (
    `These parts differ, which DynamoDB cannot change: ${members}. The index is deleted and created again. To search ` +
    "meanwhile, define it under another name, and remove this one later."
  );
}

/** Adds vector indexes, one at a time. */
export const vectorIndexAddSteps: StepMaker = (changes) => {
  const { added, rebuilt } = indexChangesOf(changes, "vectorIndexes");
  return [...rebuilt, ...added].flatMap((name) => {
    const index = ownMember(changes.wanted.vectorIndexes, name);
    if (index === undefined) return [];
    const searched = [...index.partitionKey, ...index.filters];
    return updateStep(changes, {
      action: "addIndex",
      target: `index ${name}`,
      after: index,
      reason: rebuilt.includes(name) ? "It was deleted by an earlier step." : "The table has no such index.",
      waitsFor: `index ${name} ACTIVE`,
      usualSeconds: ADD_VECTOR_INDEX,
      change: {
        // DynamoDB does not look at the definitions that the table has.
        ...(searched.length > 0 && { AttributeDefinitions: definitionsOf(searched) }),
        VectorIndexUpdates: [{ Create: creationOf(name, index) }],
      },
    });
  });
};

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
