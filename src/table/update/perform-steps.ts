import type { TableDescription, UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { CHANGE_LIMITS } from "../../dynamodb/change-limits.js";
import {
  isAlreadySet,
  isDenied,
  isInUse,
  isNotAcceptedYet,
  isRetryable,
  isTimeToLiveLocked,
  isTransient,
  isUnsupported,
  mayHaveArrived,
  wasRetried,
} from "../../dynamodb/error-predicates.js";
import type { Call } from "../../dynamodb/operations.js";
import { isError } from "../../errors/is-error.js";
import { DynatwinError } from "../../errors.js";
import { inRegion, type Procedure, pause, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { describeTable } from "../describe.js";
import { waitUntilShown } from "../wait/wait-for-table.js";
import type { WaitSettings } from "../wait/wait-settings.js";
import { isApplied } from "./is-applied.js";
import type { StepProgress } from "./options.js";
import type { PlanStep } from "./plan.js";
import { waitUntilReadBack } from "./read-back.js";
import { inTheRegion, NEEDS_AUTO_SCALING, replicaWait, waitForRegion, withArn } from "./regional-performance.js";
import { checkTimes } from "./step-times.js";
import { type StableWait, waitUntilStable } from "./wait-until-stable.js";

/** DynamoDB refuses some settings for the first seconds after a table is ACTIVE. */
const NOT_YET_MS = 30_000;

/** How to perform the steps of a plan. */
export interface Performance extends StableWait {
  /** Whether what the last steps change is waited for, too. */
  readonly waitsAtEnd: boolean;
  /** What to do when the time is over. */
  readonly advice: string;
  /** Tells the caller that a step starts, or is done. */
  readonly report?: StepReport | undefined;
}

/** Tells the caller that a step starts, or is done. */
export type StepReport = (step: PlanStep, state: StepProgress["state"]) => void;

/** How far the steps of a plan have come. */
export interface StepLog {
  /** The steps whose requests DynamoDB accepted. What another program did in the meantime is not among them. */
  readonly taken: PlanStep[];
  /** The step that was begun last. */
  current?: PlanStep;
}

/** How many steps were made before; `undefined` if nothing was sent. */
export function stepsTakenOf({ taken, current }: StepLog): number | undefined {
  return taken.length === 0 && current === undefined ? undefined : taken.length;
}

/** Sends the requests of a plan one after the other, and waits between them for what the next one needs. */
export function* performSteps(
  context: TableContext,
  steps: readonly PlanStep[],
  performance: Performance,
  log: StepLog,
): Procedure<void> {
  checkTimes(steps, performance, context.timeOfDay(), stepsTakenOf(log));
  /** When a request on a target was last accepted. */
  const changedAt = new Map<string, number>();
  const usableRegions = new Set<string>();
  for (const [place, step] of steps.entries()) {
    log.current = step;
    performance.report?.(step, "started");
    yield* pauseUntilAccepted(context, step, changedAt.get(step.target));
    const { region } = step.request;
    if (region !== undefined && !usableRegions.has(region)) yield* waitForRegion(context, region, performance);
    if (region !== undefined) usableRegions.add(region);
    const inPlace = region === undefined ? performance : inTheRegion(performance, region);
    const prepared = yield* inRegion(region, withArn(context, step, inPlace));
    if (yield* inRegion(region, perform(context, prepared, inPlace))) log.taken.push(step);
    changedAt.set(step.target, context.now());
    const isLast = steps
      .slice(place + 1)
      .every(({ waitsFor, request }) => waitsFor === "" && request.region === undefined);
    // The next step needs all indexes; what the last one is waited for is the caller's choice.
    const until = isLast ? performance.wait.until : "indexes";
    if (step.waitsFor !== "" && (performance.waitsAtEnd || !isLast))
      yield* inRegion(region, waitForStep(context, prepared, { ...inPlace, wait: { ...inPlace.wait, until } }));
    performance.report?.(step, "done");
  }
}

/** Pauses until DynamoDB is known to accept a step. */
function* pauseUntilAccepted(context: TableContext, step: PlanStep, changedAt: number | undefined): Procedure<void> {
  const { notBefore, secondsAfterPrevious = 0 } = step;
  const untilTime = notBefore === undefined ? 0 : Date.parse(notBefore) - context.timeOfDay();
  const untilUnlocked = changedAt === undefined ? 0 : changedAt + secondsAfterPrevious * 1000 - context.now();
  const ms = Math.max(untilTime, untilUnlocked);
  if (ms > 0) yield* pause(ms);
}

/** Sends the request of a step. Returns `false` where another program has made the table like that. */
function* perform(context: TableContext, step: PlanStep, performance: Performance): Procedure<boolean> {
  const { operation, input } = callOf(step);
  try {
    if (operation === "UpdateTable") return yield* performUpdate(context, input, performance);
    return yield* pastLock(context, performance, () => performSetting(context, step, performance));
  } catch (error) {
    throw explain(error, step, performance.tableName, context.timeOfDay());
  }
}

/** The request of a step. Its operation was checked when the plan was read. */
function callOf(step: PlanStep): Call {
  return step.request as unknown as Call;
}

function* performUpdate(
  context: TableContext,
  input: UpdateTableCommandInput,
  performance: Performance,
): Procedure<boolean> {
  const { tableName, wait, deadline } = performance;
  /** An earlier request of this step may have been carried out, with its answer lost. */
  let mayBeOwn = false;
  const send = function* (): Procedure<boolean> {
    try {
      yield* request("UpdateTable", input, deadline.writeTimeoutMs);
      return true;
    } catch (error) {
      mayBeOwn ||= isLost(error);
      if (isRetryable(error)) throw error;
      // The table is busy with another change, or another program, or a request whose answer was lost, made this one.
      const table = isInUse(error)
        ? yield* waitUntilStable(context, { ...performance, wait: { ...wait, until: "indexes" } })
        : yield* describeTable(context, tableName, deadline.readTimeoutMs);
      if (isApplied(input, table)) return mayBeOwn;
      throw error;
    }
  };
  return yield* retry(send, { mayRetry: (error) => isRetryable(error) || isInUse(error), deadline });
}

/** Sends a request that changes a setting apart from UpdateTable. */
function* performSetting(context: TableContext, step: PlanStep, { deadline }: Performance): Procedure<boolean> {
  const call = callOf(step);
  const notYetUntil = context.now() + NOT_YET_MS;
  let mayBeOwn = false;
  const mayRetry = (error: unknown) => {
    mayBeOwn ||= isLost(error);
    return isRetryable(error) || (isNotAcceptedYet(error) && context.now() < notYetUntil);
  };
  try {
    yield* retry<unknown>(() => request(call.operation, call.input, deadline.writeTimeoutMs), { mayRetry, deadline });
    return true;
  } catch (error) {
    if (isAlreadySet(error)) return mayBeOwn;
    throw error;
  }
}

/** Whether a request may have been carried out although it has no answer. */
function isLost(error: unknown): boolean {
  return (isTransient(error) && mayHaveArrived(error)) || wasRetried(error);
}

/** How often to try whether time to live can be changed again. */
const LOCK_PAUSE_MS = 60_000;
const [, LOCK_SECONDS] = CHANGE_LIMITS.timeToLive.cooldownSeconds;

/** Waits until time to live can be changed again, if the call has as much time as that can take. */
function* pastLock<T>(context: TableContext, { deadline }: Performance, change: () => Procedure<T>): Procedure<T> {
  const unlockedAt = context.now() + LOCK_SECONDS * 1000;
  for (;;) {
    try {
      return yield* change();
    } catch (error) {
      const leftMs = unlockedAt - context.now();
      if (!isTimeToLiveLocked(error) || leftMs <= 0 || leftMs > deadline.remainingMs) throw error;
      yield* pause(Math.min(LOCK_PAUSE_MS, leftMs));
    }
  }
}

function* waitForStep(context: TableContext, step: PlanStep, performance: Performance): Procedure<void> {
  const { tableName, wait, deadline, advice } = performance;
  const { operation, input } = callOf(step);
  if (operation !== "UpdateTable") return yield* waitUntilReadBack(context, callOf(step), deadline);
  const isSettling = step.waitsFor.endsWith("settled");
  const settings: WaitSettings = isSettling ? { ...wait, until: "settled" } : { ...wait, ...replicaWait(input) };
  const isShown = (table: TableDescription) => isApplied(input, table);
  yield* waitUntilShown(context, tableName, { settings, deadline, isShown, goal: step.waitsFor, advice });
}

/** Says in the error of DynamoDB which step it is about, and when DynamoDB accepts it. */
function explain(error: unknown, step: PlanStep, tableName: string, timeOfDay: number): unknown {
  if (!isError(error) || error instanceof DynatwinError) return error;
  if (step.action === "addReplica" && /auto ?scal/i.test(error.message)) error.message += ` ${NEEDS_AUTO_SCALING}`;
  const when = isTimeToLiveLocked(error) ? ` ${unlockText(timeOfDay)}` : "";
  const limit = step.limit === undefined || isUnsupported(error) || isDenied(error) ? "" : ` ${step.limit}`;
  error.message += ` (Step ${step.action} on ${step.target} of table "${tableName}".${limit}${when})`;
  return error;
}

/** When time to live can be changed again. DynamoDB does not show when it was changed. */
function unlockText(timeOfDay: number): string {
  const time = new Date(timeOfDay + LOCK_SECONDS * 1000).toISOString();
  return `Try again after ${time} at the latest, or wait for it with wait: { timeoutSeconds: ${LOCK_SECONDS + 120} }.`;
}
