import { isError } from "../errors.js";
import type { Deadline } from "../table/deadline.js";
import { isAlreadyOn, isNotYet, mayPass } from "../table/faults.js";
import type { LateSettings } from "../table/plan.js";
import type { AsyncContext } from "./context.js";
import { retry } from "./retry.js";

/** DynamoDB refuses some settings for the first seconds after a table is ACTIVE, and one table at a time is quick. */
const NOT_YET_MS = 30_000;

/** Enables, one after the other, what DynamoDB takes only once a table is ACTIVE. */
export async function enableLateSettings(
  { transport }: AsyncContext,
  tableName: string,
  { timeToLive, pointInTimeRecovery, contributorInsights }: LateSettings,
  { signal, deadline }: { readonly signal: AbortSignal | undefined; readonly deadline: Deadline },
): Promise<void> {
  const notYetUntil = transport.now() + NOT_YET_MS;
  const mayRetry = (error: unknown) => mayPass(error) || (isNotYet(error) && transport.now() < notYetUntil);
  const options = () => ({ signal, timeoutMs: deadline.lookMs });
  const enable = async (setting: string, send: () => Promise<unknown>): Promise<void> => {
    try {
      await retry(transport, send, { mayRetry, deadline, signal });
    } catch (error) {
      if (!isAlreadyOn(error)) throw explain(error, tableName, setting);
    }
  };
  if (timeToLive) await enable("time to live", () => transport.send("UpdateTimeToLive", timeToLive, options()));
  if (pointInTimeRecovery) {
    await enable("point-in-time recovery", () =>
      transport.send("UpdateContinuousBackups", pointInTimeRecovery, options()),
    );
  }
  if (contributorInsights) {
    await enable("contributor insights", () =>
      transport.send("UpdateContributorInsights", contributorInsights, options()),
    );
  }
}

/** Says in the error what it does not know: that the table is there, and which of its settings failed. */
function explain(error: unknown, tableName: string, setting: string): unknown {
  if (isError(error)) error.message += ` (Table "${tableName}" was created; enabling ${setting} on it failed.)`;
  return error;
}
