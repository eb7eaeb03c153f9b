import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import { TableMismatchError } from "../../errors.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { differencesOf } from "../definition/differences.js";
import { normaliseObserved } from "../definition/normalise-description.js";
import { describeTable } from "../describe.js";
import { publicDifference } from "../update/make-plan.js";
import { readMentioned } from "../update/read-table.js";
import type { Change } from "../update/update-table.js";
import { waitUntilStable } from "../update/wait-until-stable.js";

/** Compares a table with a definition. A table that is being created or changed is waited for. */
export function* verifyTable(
  context: TableContext,
  verification: Pick<Change, "tableName" | "wanted" | "removals" | "wait" | "deadline">,
): Procedure<TableDescription> {
  const { tableName, wanted, removals, deadline } = verification;
  const seen = yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
  const description = yield* waitUntilStable(context, { ...verification, growsWithSteps: false }, seen);
  const { observed } = yield* readMentioned(description, wanted, removals, deadline);
  const differences = differencesOf(wanted, normaliseObserved(observed), {
    ...removals,
    prunesLocalIndexes: removals.prune,
  });
  if (differences.length === 0) return description;
  const advice = "See what would change with planTable, and change it with updateTable.";
  throw new TableMismatchError(tableName, differences.map(publicDifference), advice);
}
