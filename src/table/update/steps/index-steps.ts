import type {
  AttributeDefinition,
  CreateGlobalSecondaryIndexAction,
  KeySchemaElement,
  Projection,
} from "@aws-sdk/client-dynamodb";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { NormalisedIndex, NormalisedKey } from "../../definition/normalised-table.js";
import type { Changes, StepMaker } from "./changes.js";
import { finalMode, newIndexCapacity, provisioned } from "./index-changes.js";
import { creationSteps, deletionSteps } from "./index-life-steps.js";
import { onDemandThroughput, warmThroughput } from "./throughput-requests.js";

const { allocateIndex, backfillIndex } = USUAL_SECONDS;
/** From the request until the index is ACTIVE. */
export const ADD_INDEX = [allocateIndex[0] + backfillIndex[0], allocateIndex[1] + backfillIndex[1]] as const;

/** Deletes indexes, one at a time: those that are not wanted, and those whose keys or projection change. */
export const indexDeleteSteps: StepMaker = (changes) =>
  deletionSteps(changes, "globalSecondaryIndexes", {
    use: "queries",
    rebuildReason: () =>
      "Its keys or its projection differ, which DynamoDB cannot change: the index is deleted and created again.",
    change: (name) => ({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: name } }] }),
  });

/** Adds indexes, one at a time. */
export const indexAddSteps: StepMaker = (changes) =>
  creationSteps(changes, "globalSecondaryIndexes", {
    wanted: changes.wanted.globalSecondaryIndexes,
    usualSeconds: ADD_INDEX,
    change: (name, index) => ({
      AttributeDefinitions: definitionsOf([...index.partitionKey, ...index.sortKey]),
      GlobalSecondaryIndexUpdates: [{ Create: creationOf(changes, name, index) }],
    }),
  });

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
