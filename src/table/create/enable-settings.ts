import { isAlreadySet, isNotAcceptedYet, isRetryable } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import type { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import type { SettingsAfterCreation } from "./settings-after-creation.js";

/** DynamoDB rejects some settings during the first seconds after a table is ACTIVE. */
const SETTLING_MS = 30_000;

/** Enables, one after the other, the settings that DynamoDB accepts only once a table is ACTIVE. */
export function* enableSettingsAfterCreation(
  context: TableContext,
  tableName: string,
  { timeToLive, pointInTimeRecovery, contributorInsights }: SettingsAfterCreation,
  deadline: Deadline,
): Procedure<void> {
  const settlesBefore = context.now() + SETTLING_MS;
  const mayRetry = (error: unknown) => isRetryable(error) || (isNotAcceptedYet(error) && context.now() < settlesBefore);
  const enable = function* (setting: string, send: () => Procedure<unknown>): Procedure<void> {
    try {
      yield* retry(send, { mayRetry, deadline });
    } catch (error) {
      if (!isAlreadySet(error)) throw explain(error, tableName, setting);
    }
  };
  if (timeToLive) {
    yield* enable("time to live", () => request("UpdateTimeToLive", timeToLive, deadline.readTimeoutMs));
  }
  if (pointInTimeRecovery) {
    const send = () => request("UpdateContinuousBackups", pointInTimeRecovery, deadline.readTimeoutMs);
    yield* enable("point-in-time recovery", send);
  }
  if (contributorInsights) {
    const send = () => request("UpdateContributorInsights", contributorInsights, deadline.readTimeoutMs);
    yield* enable("contributor insights", send);
  }
}

/** Adds to the error that the table was created, and which of its settings failed. */
function explain(error: unknown, tableName: string, setting: string): unknown {
  if (isError(error)) error.message += ` (Table "${tableName}" was created; enabling ${setting} on it failed.)`;
  return error;
}
