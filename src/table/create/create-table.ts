import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isInUse, isRequestTimeout, isRetryable, isTransient, wasRetried } from "../../dynamodb/error-predicates.js";
import { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { isOwnTable } from "../definition/is-own-table.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { describeAfter, describeTable } from "../describe.js";
import { type Change, changeTable } from "../update/update-table.js";
import { waitUntilActive } from "../wait/wait-for-table.js";
import { WaitTracker } from "../wait/wait-tracker.js";
import type { CreateTableCall } from "./create-table-call.js";
import { enableSettingsAfterCreation } from "./enable-settings.js";

/**
 * Creates a table. If the call asks for it, waits for the table and enables the settings that DynamoDB accepts only then.
 * Another table that has the name meanwhile is an error.
 *
 * @param deadline - The time limit of the call that the creation is a part of.
 */
export function* createTable(
  context: TableContext,
  call: CreateTableCall,
  deadline = new Deadline(call.limits.timeoutMs, () => context.now()),
): Procedure<TableDescription> {
  const { tableName } = call;
  const created = yield* requestTable(context, call, deadline);
  if (call.wait === undefined) return created;
  const wait = { ...call.wait, expectTableId: created.TableId };
  const ready = yield* waitUntilActive(context, tableName, wait, deadline, created);
  if (call.settingsAfterCreation === undefined && call.replicas === undefined) return ready;
  if (call.settingsAfterCreation)
    yield* enableSettingsAfterCreation(context, tableName, call.settingsAfterCreation, deadline);
  if (call.replicas) return yield* addReplicas(context, call, call.replicas, { deadline, wait }, ready);
  const table = yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
  new WaitTracker(tableName, wait, deadline).refuseReplaced(table);
  return table;
}

/** Adds the replicas of a new table, one after the other. */
function* addReplicas(
  context: TableContext,
  { tableName, waitsAtEnd, growsWithSteps }: CreateTableCall,
  wanted: NormalisedTable,
  times: Pick<Change, "deadline" | "wait">,
  ready: TableDescription,
): Procedure<TableDescription> {
  const awaitsReplicas = Object.keys(wanted.replicas ?? {});
  const call = { tableName, wanted, removals: {}, allowed: [], waitsAtEnd, growsWithSteps, awaitsReplicas };
  const { table } = yield* changeTable(context, { ...call, ...times, stepsBefore: 1 }, ready);
  return table;
}

/** Sends the CreateTable request. Retries temporary errors, and recognises its table if an answer was lost. */
function* requestTable(context: TableContext, call: CreateTableCall, deadline: Deadline): Procedure<TableDescription> {
  const { tableName, input, wait } = call;
  const requestedAt = new Date(context.timeOfDay());
  let wasSentBefore = false;
  const send = function* (): Procedure<TableDescription> {
    try {
      const answer = yield* request("CreateTable", input, deadline.writeTimeoutMs);
      context.noteCreated(tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      const mayBeOwn = isTransient(error) || (isInUse(error) && (wasSentBefore || wasRetried(error)));
      wasSentBefore = true;
      if (!mayBeOwn) throw error;
      const table = yield* describeAfter(context, tableName, error, deadline.readTimeoutMs);
      if (table !== undefined && isOwnTable(table, input, requestedAt)) return table;
      throw error;
    }
  };
  try {
    return yield* retry(send, { mayRetry: isRetryable, deadline });
  } catch (error) {
    if (wait === undefined || !isRequestTimeout(error)) throw error;
    const tracker = new WaitTracker(tableName, wait, deadline);
    tracker.noteError(error);
    throw tracker.timedOut("created", "Wait longer with timeoutSeconds.");
  }
}
