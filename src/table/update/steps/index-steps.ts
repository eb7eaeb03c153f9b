import type {
  AttributeDefinition,
  CreateGlobalSecondaryIndexAction,
  KeySchemaElement,
  Projection,
} from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { NormalisedIndex, NormalisedKey } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, type StepMaker, updateStep } from "./changes.js";
import { finalMode, indexChangesOf, newIndexCapacity, provisioned } from "./index-changes.js";
import { onDemandThroughput, warmThroughput } from "./throughput-requests.js";

const { allocateIndex, backfillIndex } = USUAL_SECONDS;
/** From the request until the index is ACTIVE. */
export const ADD_INDEX = [allocateIndex[0] + backfillIndex[0], allocateIndex[1] + backfillIndex[1]] as const;

/** Deletes indexes, one at a time: those that are not wanted, and those whose keys or projection change. */
export const indexDeleteSteps: StepMaker = (changes) => {
  const { removed, rebuilt } = indexChangesOf(changes);
  const deletion = (name: string, reason: string, destroyed: string): PlanStep =>
    updateStep(changes, {
      action: "deleteIndex",
      target: `index ${name}`,
      before: ownMember(changes.actual.globalSecondaryIndexes, name),
      reason,
      destroys: [destroyed],
      waitsFor: `index ${name} gone`,
      usualSeconds: USUAL_SECONDS.deleteIndex,
      change: { GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }] },
    });
  return [
    ...removed.map((name) => deletion(name, "The index is to be removed.", `index ${name}: queries on it fail`)),
    ...rebuilt.map((name) =>
      deletion(
        name,
        "Its keys or its projection differ, which DynamoDB cannot change: the index is deleted and created again.",
        `index ${name}: queries on it fail until it is created again`,
      ),
    ),
  ];
};

/** Adds indexes, one at a time. */
export const indexAddSteps: StepMaker = (changes) => {
  const { added, rebuilt } = indexChangesOf(changes);
  return [...rebuilt, ...added].flatMap((name) => {
    const index = ownMember(changes.wanted.globalSecondaryIndexes, name);
    if (index === undefined) return [];
    return updateStep(changes, {
      action: "addIndex",
      target: `index ${name}`,
      after: index,
      reason: rebuilt.includes(name) ? "It was deleted by an earlier step." : "The table has no such index.",
      waitsFor: `index ${name} ACTIVE`,
      usualSeconds: ADD_INDEX,
      change: {
        AttributeDefinitions: definitionsOf([...index.partitionKey, ...index.sortKey]),
        GlobalSecondaryIndexUpdates: [{ Create: creationOf(changes, name, index) }],
      },
    });
  });
};

/** The definitions of an index' own keys; DynamoDB knows the others. */
export function definitionsOf(keys: readonly NormalisedKey[]): AttributeDefinition[] {
  const types = new Map(keys);
  return [...types].map(([AttributeName, type]) => ({ AttributeName, AttributeType: type as "S" | "N" | "B" })); // as the readers checked
}

function creationOf(changes: Changes, name: string, index: NormalisedIndex): CreateGlobalSecondaryIndexAction {
  const isProvisioned = finalMode(changes) === "PROVISIONED";
  return {
    IndexName: name,
    KeySchema: [...elements(index.partitionKey, "HASH"), ...elements(index.sortKey, "RANGE")],
    Projection: projectionRequest(index.projection),
    ...(isProvisioned && { ProvisionedThroughput: provisioned(newIndexCapacity(changes, name)) }),
    ...onDemandThroughput(index.onDemandThroughput, { leavesOut: true }),
    ...warmThroughput(index.warmThroughput),
  };
}

/** A projection as a request has it. */
export function projectionRequest(projection: NormalisedIndex["projection"]): Projection {
  return typeof projection === "string"
    ? { ProjectionType: projection as "ALL" | "KEYS_ONLY" } // the two that are written as a text
    : { ProjectionType: "INCLUDE", NonKeyAttributes: [...projection] };
}

function elements(keys: readonly NormalisedKey[], KeyType: "HASH" | "RANGE"): KeySchemaElement[] {
  return keys.map(([AttributeName]) => ({ AttributeName, KeyType }));
}
