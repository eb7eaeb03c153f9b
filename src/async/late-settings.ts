import { isError } from "../errors.js";
import { isAlreadyOn, isNotYet, isTooManyAtOnce } from "../table/faults.js";
import type { LateSettings } from "../table/plan.js";
import type { Wait } from "../table/wait.js";
import type { AsyncContext } from "./context.js";
import { retry } from "./retry.js";

/** DynamoDB refuses some settings for the first seconds after a table is ACTIVE, and one table at a time is quick. */
const RETRY_MS = 30_000;

/** Enables, one after the other, what DynamoDB takes only once a table is ACTIVE. */
export async function enableLateSettings(
  { transport }: AsyncContext,
  tableName: string,
  { timeToLive, pointInTimeRecovery, contributorInsights }: LateSettings,
  { signal }: Wait,
): Promise<void> {
  const deadline = transport.now() + RETRY_MS;
  const mayRetry = (error: unknown) => isNotYet(error) || isTooManyAtOnce(error);
  const enable = async (setting: string, send: () => Promise<unknown>): Promise<void> => {
    try {
      await retry(transport, send, { mayRetry, deadline, signal });
    } catch (error) {
      if (!isAlreadyOn(error)) throw explain(error, tableName, setting);
    }
  };
  if (timeToLive) await enable("time to live", () => transport.send("UpdateTimeToLive", timeToLive, { signal }));
  if (pointInTimeRecovery) {
    await enable("point-in-time recovery", () =>
      transport.send("UpdateContinuousBackups", pointInTimeRecovery, { signal }),
    );
  }
  if (contributorInsights) {
    await enable("contributor insights", () =>
      transport.send("UpdateContributorInsights", contributorInsights, { signal }),
    );
  }
}

/** Says in the SDK's own error what it does not know: that the table is there, and which of its settings failed. */
function explain(error: unknown, tableName: string, setting: string): unknown {
  if (isError(error) && "$metadata" in error)
    error.message += ` (Table "${tableName}" was created; enabling ${setting} on it failed.)`;
  return error;
}
