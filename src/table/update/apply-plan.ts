import { isDeepStrictEqual } from "node:util";
import type { CreateTableCommandInput, TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import { DynatwinError, PlanOutdatedError } from "../../errors.js";
import { CallerError, callCaller } from "../../procedure/caller-error.js";
import type { Procedure } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { createTable } from "../create/create-table.js";
import { differencesOf } from "../definition/differences.js";
import { normaliseObserved } from "../definition/normalise-description.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { waitUntilDeleted } from "../wait/wait-for-table.js";
import type { ApplyPlanOptions } from "./options.js";
import { performSteps, type StepLog, type StepReport } from "./perform-steps.js";
import type { PlanStep, TablePlan } from "./plan.js";
import { readReplicas } from "./read-replicas.js";
import { readSettings, SEPARATE_SETTINGS } from "./read-settings.js";
import { describeForSure } from "./read-table.js";
import { refuseDestruction } from "./refuse-destruction.js";
import { checkTimes } from "./step-times.js";
import { allowForSteps, type Change, type Changed } from "./update-table.js";
import { waitUntilStable } from "./wait-until-stable.js";

/** How a plan is applied. */
export type Application = Omit<Change, "wanted" | "removals"> & {
  /** Told when a step starts, and when it is done. */
  readonly onStep?: ApplyPlanOptions["onStep"];
};

/** Makes the changes of a plan, unless the table has changed since the plan was made. */
export function* applyPlan(context: TableContext, plan: TablePlan, application: Application): Procedure<Changed> {
  const { tableName, steps } = plan;
  refuseDestruction(tableName, steps, application.allowed);
  allowForSteps(context, application, steps);
  return plan.exists
    ? yield* changeExisting(context, plan, application)
    : yield* createPlanned(context, plan, application);
}

function* changeExisting(context: TableContext, plan: TablePlan, application: Application): Procedure<Changed> {
  const { tableName, steps } = plan;
  const { deadline } = application;
  const seen = yield* describeForSure(context, tableName, deadline);
  if (seen === undefined || seen.TableStatus === "DELETING")
    throw new PlanOutdatedError(tableName, ["The table is not there any more."]);
  const description = yield* waitUntilStable(context, application, seen);
  const settings = SEPARATE_SETTINGS.filter((setting) => Object.hasOwn(plan.basedOn, setting));
  const { observed: own } = yield* readSettings(description, { settings, notesUnread: false, deadline });
  const { replicas: mentioned } = plan.basedOn as NormalisedTable; // as makePlan writes it
  const { unread: _, ...replicas } = yield* readReplicas(description, { mentioned, notesUnread: false, deadline });
  refuseOutdated(plan, description, normaliseObserved({ ...own, ...replicas }));
  if (steps.length === 0) return { table: description, steps };
  const taken = yield* performPlanned(context, plan, application, steps, { taken: [] });
  const table = yield* describeForSure(context, tableName, deadline);
  if (table?.TableId !== description.TableId)
    throw new PlanOutdatedError(tableName, [REPLACED], { stepsTaken: taken.length });
  return { table: table ?? {}, steps: taken };
}

const REPLACED = "The table was deleted, or deleted and created again, while the plan was applied.";

/** Tells the caller about the steps of a plan. */
function reportOf({ steps }: TablePlan, { onStep }: Application): StepReport {
  return (step, state) => callCaller(onStep, { step, number: steps.indexOf(step) + 1, of: steps.length, state });
}

/** Performs steps of a plan, and says in an error how many of them were made. */
function* performPlanned(
  context: TableContext,
  plan: TablePlan,
  application: Application,
  steps: readonly PlanStep[],
  log: StepLog,
): Procedure<readonly PlanStep[]> {
  const { tableName, tableId, steps: all } = plan;
  const { deadline } = application;
  try {
    yield* performSteps(
      context,
      steps,
      {
        ...application,
        advice: "Go on with a new plan, and wait longer with timeoutSeconds.",
        report: reportOf(plan, application),
      },
      log,
    );
    return log.taken;
  } catch (error) {
    if (!isError(error) || error instanceof DynatwinError || error instanceof CallerError) throw error;
    const now = yield* describeForSure(context, tableName, deadline);
    if (tableId !== undefined && now?.TableId !== tableId)
      throw new PlanOutdatedError(tableName, [REPLACED], { stepsTaken: log.taken.length, cause: error });
    error.message += ` Steps of the plan that were made: ${log.taken.length} of ${all.length}. Go on with a new plan.`;
    throw error;
  }
}

function refuseOutdated(plan: TablePlan, { TableId, TableArn }: TableDescription, actual: NormalisedTable): void {
  const changes: string[] = [];
  if (plan.tableArn !== TableArn) changes.push(`The plan is for ${plan.tableArn}, and this is ${TableArn}.`);
  else if (plan.tableId !== TableId) changes.push("The table was deleted and created again.");
  // What DynamoDB raises by itself makes no difference to a plan.
  const compared = (table: NormalisedTable) => JSON.parse(JSON.stringify(table)) as NormalisedTable; // as a plan is stored
  const [before, now] = [compared(plan.basedOn), compared(actual)];
  const differences = differencesOf(before, now, { prune: true });
  for (const { path, expected, actual: present } of differences)
    changes.push(`${path} was ${shown(expected)} and is ${shown(present)}.`);
  if (differences.length === 0 && !isDeepStrictEqual(withoutWarm(before), withoutWarm(now)))
    changes.push("Settings of the table have changed.");
  if (changes.length > 0) throw new PlanOutdatedError(plan.tableName, changes);
}

function shown(value: unknown): string {
  return value === undefined || value === false ? "absent" : JSON.stringify(value);
}

/** A table without its warm throughput, which grows by itself, and its region, which its ARN has. */
function withoutWarm({
  warmThroughput: _,
  region: __,
  globalSecondaryIndexes = {},
  ...others
}: NormalisedTable): unknown {
  const indexes = Object.entries(globalSecondaryIndexes).map(([name, { warmThroughput: ___, ...index }]) => [
    name,
    index,
  ]);
  return { ...others, globalSecondaryIndexes: Object.fromEntries(indexes) };
}

function* createPlanned(context: TableContext, plan: TablePlan, application: Application): Procedure<Changed> {
  const { tableName, steps } = plan;
  const { wait, deadline, waitsAtEnd } = application;
  const isThere = ["The table is there now, and was not when the plan was made."];
  const seen = yield* describeForSure(context, tableName, deadline);
  if (seen?.TableStatus === "DELETING") yield* waitUntilDeleted(context, tableName, wait, deadline, seen);
  else if (seen !== undefined) throw new PlanOutdatedError(tableName, isThere);
  const [creation, ...others] = steps;
  if (creation?.request.operation !== "CreateTable") return { table: {}, steps: [] };
  checkTimes(others, { tableName, deadline }, context.timeOfDay());
  const waits = waitsAtEnd || others.length > 0;
  const input = creation.request.input as CreateTableCommandInput; // as its operation says
  const call = {
    tableName,
    input,
    wait: waits ? wait : undefined,
    limits: wait,
    settingsAfterCreation: undefined,
    replicas: undefined,
    waitsAtEnd,
    growsWithSteps: application.growsWithSteps,
  };
  const report = reportOf(plan, application);
  report(creation, "started");
  let table: TableDescription;
  try {
    table = yield* createTable(context, call, deadline);
  } catch (error) {
    throw isInUse(error) ? new PlanOutdatedError(tableName, isThere, { stepsTaken: 0, cause: error }) : error;
  }
  report(creation, "done");
  if (others.length === 0) return { table, steps };
  const taken = yield* performPlanned(context, plan, application, others, { taken: [creation] });
  return { table: (yield* describeForSure(context, tableName, deadline)) ?? table, steps: taken };
}
