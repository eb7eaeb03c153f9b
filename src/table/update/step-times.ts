import { soFar } from "../../errors/so-far.js";
import { DynatwinError } from "../../errors.js";
import type { Deadline } from "../../procedure/deadline.js";
import type { PlanStep } from "./plan.js";

/** Steps that do not wait are done within this time. */
const REQUEST_SECONDS = 1;

/**
 * Seconds that the steps usually take, and the earliest time at which DynamoDB accepts the last of them.
 *
 * @param timeOfDay - Milliseconds since 1970.
 */
export function usualSecondsOf(steps: readonly PlanStep[], timeOfDay: number): number {
  let seconds = 0;
  const changedAt = new Map<string, number>();
  for (const { target, waitsFor, usualSeconds, notBefore, secondsAfterPrevious = 0 } of steps) {
    seconds = Math.max(seconds, (changedAt.get(target) ?? 0) + secondsAfterPrevious);
    if (notBefore !== undefined) seconds = Math.max(seconds, (Date.parse(notBefore) - timeOfDay) / 1000);
    seconds += waitsFor === "" ? REQUEST_SECONDS : usualSeconds[1];
    changedAt.set(target, seconds);
  }
  return seconds;
}

/**
 * Throws, before any of the steps is sent, for one that DynamoDB is known to refuse until the call's time is over.
 *
 * @param stepsTaken - How many other steps the call has made before; `undefined` if it has sent nothing.
 */
export function checkTimes(
  steps: readonly PlanStep[],
  { tableName, deadline }: { readonly tableName: string; readonly deadline: Deadline },
  timeOfDay: number,
  stepsTaken?: number,
): void {
  for (const { action, target, notBefore, secondsAfterPrevious = 0, limit = "" } of steps) {
    const seconds = Math.max(
      secondsAfterPrevious,
      notBefore === undefined ? 0 : (Date.parse(notBefore) - timeOfDay) / 1000,
    );
    if (seconds * 1000 <= deadline.remainingMs) continue;
    const time = new Date(timeOfDay + seconds * 1000).toISOString();
    const other =
      secondsAfterPrevious > 0 && target === "time to live"
        ? "disable it now with timeToLive: false and make this change after that time"
        : "leave it out and make it after that time";
    throw new DynatwinError(
      `Table "${tableName}": DynamoDB accepts the step ${action} on ${target} not before ${time}, and ${soFar(stepsTaken)}. ${limit} ` +
        `Wait for it with wait: { timeoutSeconds: ${Math.ceil(seconds) + 120} }, or ${other}.`,
    );
  }
}
