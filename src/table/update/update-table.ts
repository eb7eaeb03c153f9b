import { isDeepStrictEqual } from "node:util";
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isDenied, isRetryable } from "../../dynamodb/error-predicates.js";
import { DynatwinError, TableMismatchError } from "../../errors.js";
import { CallerError } from "../../procedure/caller-error.js";
import { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { type Difference, differencesOf, type Removals } from "../definition/differences.js";
import { normaliseObserved } from "../definition/normalise-description.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { describeTable } from "../describe.js";
import type { WaitOptions } from "../wait/options.js";
import { resolveWait } from "../wait/wait-settings.js";
import { makePlan, publicDifference } from "./make-plan.js";
import { performSteps, type StepLog, stepsTakenOf } from "./perform-steps.js";
import type { PlanStep } from "./plan.js";
import { readMentioned, withStrongNeeds } from "./read-table.js";
import { allowedTargets, refuseDestruction } from "./refuse-destruction.js";
import { usualSecondsOf } from "./step-times.js";
import { PATIENCE, type StableWait, waitUntilStable } from "./wait-until-stable.js";

/** The change of a table, as far as it is the same for all calls that change one. */
export interface Change extends StableWait {
  readonly wanted: NormalisedTable;
  readonly removals: Removals;
  /** The targets that may be destroyed. */
  readonly allowed: readonly string[];
  /** Whether what the last steps change is waited for, too. */
  readonly waitsAtEnd: boolean;
  /** How many steps the call has made before. @defaultValue it has sent nothing */
  readonly stepsBefore?: number | undefined;
}

/** What a change of a table came to. */
export interface Changed {
  readonly table: TableDescription;
  /** The steps that DynamoDB accepted. */
  readonly steps: readonly PlanStep[];
}

/** The regions whose replicas a change is about; `undefined` where it is about none. */
function awaitedReplicas(
  { replicas }: NormalisedTable,
  { dropReplicas = [] }: Removals,
): readonly string[] | undefined {
  if (replicas === undefined && dropReplicas.length === 0) return undefined;
  return Object.keys(replicas ?? {}).filter((region) => !dropReplicas.includes(region));
}

/** How often a change is planned again because another program changes the table, too. */
const MAX_PLANS = 4;

/** The change of a table that a call with these options makes. */
export function changeOf(
  context: TableContext,
  tableName: string,
  { wanted, removals }: Pick<Change, "wanted" | "removals">,
  options: {
    readonly wait?: boolean | WaitOptions | undefined;
    readonly signal?: AbortSignal | undefined;
    readonly allowDestroy?: readonly string[] | undefined;
  },
): Change {
  const { wait: asked, signal } = options;
  const wait = resolveWait(asked, signal);
  return {
    tableName,
    wanted,
    removals,
    allowed: allowedTargets({ ...options, dropIndexes: removals.dropIndexes }),
    wait,
    deadline: new Deadline(wait.timeoutMs, () => context.now()),
    growsWithSteps: typeof asked !== "object" || asked.timeoutSeconds === undefined,
    waitsAtEnd: asked !== undefined && asked !== false,
    awaitsReplicas: awaitedReplicas(wanted, removals),
  };
}

/**
 * Changes a table that is there, step by step, and resumes what an earlier call left unfinished. Where another program changes
 * the table at the same time, what is left to do is planned again.
 *
 * @param description - The table, where it was described just before.
 */
export function* changeTable(
  context: TableContext,
  change: Change,
  description?: TableDescription,
): Procedure<Changed> {
  const { tableName, wanted, removals, allowed, deadline, waitsAtEnd } = change;
  const log: StepLog = { taken: [] };
  let failed: { readonly step: PlanStep | undefined; readonly error: unknown } | undefined;
  let table = yield* waitUntilStable(context, change, description);
  for (let plans = 1; ; plans++) {
    const { observed: mentioned, unread } = yield* readMentioned(table, wanted, removals, deadline);
    const observed = yield* withStrongNeeds(mentioned, wanted, deadline);
    const stepsTaken = stepsTakenOf(log) ?? change.stepsBefore;
    const plan = makePlan({
      tableName,
      wanted,
      removals,
      observed,
      unread,
      timeOfDay: context.timeOfDay(),
      stepsTaken,
    });
    if (plan.steps.length === 0) return { table, steps: log.taken };
    // The request that DynamoDB refused is still the right one: what it said is about that, and not about other changes.
    if (failed !== undefined && isDeepStrictEqual(failed.step?.request, plan.steps[0]?.request)) throw failed.error;
    refuseDestruction(tableName, plan.steps, allowed, stepsTaken);
    allowForSteps(context, change, plan.steps);
    failed = undefined;
    try {
      yield* performSteps(context, plan.steps, { ...change, advice: RESUMED_BY_SAME_CALL }, log);
    } catch (error) {
      if (plans === MAX_PLANS || !mayBeOutdated(error, deadline)) throw error;
      failed = { step: log.current, error };
    }
    const changed = yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), {
      mayRetry: isRetryable,
      deadline,
    });
    const isReplaced = changed.TableId !== table.TableId;
    if (failed === undefined && !isReplaced) {
      const differences = differencesOf(described(wanted), normaliseObserved({ description: changed }), removals);
      if (!waitsAtEnd || differences.length === 0) return { table: changed, steps: log.taken };
      if (plans === MAX_PLANS) throw changedByOthers(tableName, differences);
    }
    table = yield* waitUntilStable(context, change, changed);
  }
}

const RESUMED_BY_SAME_CALL = "The same call continues from here. Wait longer with timeoutSeconds.";

/** Whether DynamoDB can have refused a step because the table is not any more what the plan was made from. */
function mayBeOutdated(error: unknown, deadline: Deadline): boolean {
  const isOfRequest = !(error instanceof DynatwinError || error instanceof CallerError);
  return isOfRequest && !isRetryable(error) && !isDenied(error) && !deadline.isOver;
}

function changedByOthers(tableName: string, differences: readonly Difference[]): TableMismatchError {
  const advice = "The changes were accepted and did not last: another program changes the table, too.";
  return new TableMismatchError(tableName, differences.map(publicDifference), advice);
}

/** What a description shows of a definition. */
function described(wanted: NormalisedTable): NormalisedTable {
  const { timeToLive, pointInTimeRecovery, contributorInsights, tags, resourcePolicy, ...shown } = wanted;
  return shown;
}

/** Puts the end of a call off for as long as its steps may take, unless its time was chosen. */
export function allowForSteps(
  context: TableContext,
  { deadline, growsWithSteps }: Pick<Change, "deadline" | "growsWithSteps">,
  steps: readonly PlanStep[],
): void {
  // A pause of half an hour is for the caller to choose.
  const awaited = steps.filter(
    ({ secondsAfterPrevious, notBefore }) => (secondsAfterPrevious ?? notBefore) === undefined,
  );
  if (growsWithSteps) deadline.allow(usualSecondsOf(awaited, context.timeOfDay()) * PATIENCE * 1000);
  context.allowFor(deadline.remainingMs);
}
