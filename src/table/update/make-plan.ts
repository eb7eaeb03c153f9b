import { type TableDifference, TableMismatchError } from "../../errors.js";
import { differencesOf, incomparable, type NotCompared, type Removals } from "../definition/differences.js";
import { normaliseObserved, type ObservedTable } from "../definition/normalise-description.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { refuseConflicts } from "./conflicts.js";
import type { PlanStep, TablePlan } from "./plan.js";
import type { Changes, StepMaker } from "./steps/changes.js";
import { indexAddSteps, indexDeleteSteps } from "./steps/index-steps.js";
import { replicaRemoveSteps, replicaSteps } from "./steps/replica-steps.js";
import {
  backupSteps,
  insightsSteps,
  policySteps,
  timeToLiveAgainSteps,
  timeToLiveSteps,
} from "./steps/separate-steps.js";
import {
  deletionProtectionSteps,
  encryptionSteps,
  streamOffSteps,
  streamOnSteps,
  tableClassSteps,
} from "./steps/table-steps.js";
import { tagSteps } from "./steps/tag-steps.js";
import { billingSteps, capacitySteps, indexUpdateSteps, onDemandSteps, warmSteps } from "./steps/throughput-steps.js";
import { vectorIndexAddSteps, vectorIndexDeleteSteps } from "./steps/vector-index-steps.js";
import { unmanagedParts } from "./unmanaged.js";

/**
 * The order of changes. Indexes are deleted before a switch to PROVISIONED, which needs the capacity of every index that is
 * there and accepts no vector index, and added after it. Replicas are removed first and added last, as each of them has all the rest. What takes longest comes last, so that the rest is done when it is cut off.
 */
const STEP_MAKERS: readonly StepMaker[] = [
  replicaRemoveSteps,
  tagSteps,
  policySteps,
  timeToLiveSteps,
  encryptionSteps,
  streamOffSteps,
  allIndexDeleteSteps,
  billingSteps,
  tableClassSteps,
  deletionProtectionSteps,
  backupSteps,
  insightsSteps,
  capacitySteps,
  onDemandSteps,
  indexUpdateSteps,
  streamOnSteps,
  warmSteps,
  indexAddSteps,
  vectorIndexAddSteps,
  replicaSteps,
  timeToLiveAgainSteps,
];

/** Deletes indexes of both kinds. While one is being built, DynamoDB accepts the deletion of that one only. */
function allIndexDeleteSteps(changes: Changes): readonly PlanStep[] {
  const { GlobalSecondaryIndexes = [], VectorIndexes = [] } = changes.description;
  const building = [...GlobalSecondaryIndexes, ...VectorIndexes]
    .filter(({ IndexStatus }) => IndexStatus === "CREATING")
    .map(({ IndexName }) => `index ${IndexName}`);
  const steps = [...indexDeleteSteps(changes), ...vectorIndexDeleteSteps(changes)];
  const isBuilding = ({ target }: PlanStep) => building.includes(target);
  return [...steps.filter(isBuilding), ...steps.filter((step) => !isBuilding(step))];
}

/** What a plan is made for. */
export interface PlanRequest {
  readonly tableName: string;
  readonly wanted: NormalisedTable;
  readonly removals: Removals;
  /** The table as it is. */
  readonly observed: ObservedTable;
  /** What could not be read of the table. */
  readonly unread: readonly NotCompared[];
  /** Milliseconds since 1970. */
  readonly timeOfDay: number;
  /** How many steps of an earlier plan the call has made. @defaultValue it has sent nothing */
  readonly stepsTaken?: number | undefined;
}

/**
 * The plan that turns a table into what a definition says.
 *
 * @throws {@link TableMismatchError} where only another table can be what the definition says.
 * @throws {@link TableDefinitionError} where the definition does not go with what the table has and keeps.
 */
export function makePlan(request: PlanRequest): TablePlan {
  const { tableName, wanted, removals, observed, unread, timeOfDay, stepsTaken } = request;
  const actual = normaliseObserved(observed);
  const differences = differencesOf(wanted, actual, removals);
  const changes: Changes = {
    tableName,
    description: observed.description,
    wanted,
    actual,
    differences,
    removals,
    hasItems: observed.hasItems,
    timeOfDay,
  };
  refuseNewKeys(changes);
  refuseConflicts(changes, stepsTaken);
  const { TableArn, TableId } = observed.description;
  const plan: TablePlan = {
    formatVersion: 1,
    tableName,
    exists: true,
    ...(TableArn !== undefined && { tableArn: TableArn }),
    ...(TableId !== undefined && { tableId: TableId }),
    steps: STEP_MAKERS.flatMap((make): readonly PlanStep[] => make(changes)),
    unmanaged: unmanagedParts(wanted, actual, removals),
    notCompared: [...unread, ...incomparable(wanted, actual)],
    basedOn: actual,
  };
  return JSON.parse(JSON.stringify(plan)) as TablePlan; // without undefined members: as it is stored
}

const FIXED_PARTS: ReadonlySet<string> = new Set(["partitionKey", "sortKey", "localSecondaryIndexes"]);

function refuseNewKeys({ tableName, differences }: Changes): void {
  if (!differences.some(({ part }) => FIXED_PARTS.has(part))) return;
  const advice =
    "The keys and the local secondary indexes of a table cannot be changed: create another table, or have ensureTable " +
    'delete and create this one with ifDifferent: "recreate".';
  throw new TableMismatchError(tableName, differences.map(publicDifference), advice);
}

/** A difference as the error of a caller has it: with keys and indexes in the form of options. */
export function publicDifference({ path, expected, actual }: TableDifference): TableDifference {
  const inOptions = /Key$/.test(path) ? keyOption : indexOption;
  return { path, expected: inOptions(expected), actual: inOptions(actual) };
}

/** A key of one attribute as its tuple, and none as nothing. */
function keyOption(keys: unknown): unknown {
  return Array.isArray(keys) && keys.length < 2 ? keys[0] : keys;
}

function indexOption(value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("partitionKey" in value)) return value;
  const members = Object.entries(value).map(([name, member]) => [name, /Key$/.test(name) ? keyOption(member) : member]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}
