import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { Deadline } from "../../procedure/deadline.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import { isInUse, isSilence, isTransient, mayPass, wasRetried } from "../faults.js";
import type { CreatePlan } from "../plan.js";
import { isOwnTable } from "../same.js";
import { Watch } from "../wait.js";
import { describeAfter, describeTable } from "./describe.js";
import { enableSettingsAfterCreation } from "./settings-after-creation.js";
import { waitUntilActive } from "./wait.js";

/** Creates a table, waits for it, and enables what DynamoDB accepts only then, as far as the plan asks for it. */
export function* createTable(context: TableContext, plan: CreatePlan): Procedure<TableDescription> {
  const { tableName } = plan;
  const deadline = new Deadline(plan.limits.timeoutMs, () => context.now());
  const created = yield* requestTable(context, plan, deadline);
  if (plan.wait === undefined) return created;
  const ready = yield* waitUntilActive(context, tableName, plan.wait, deadline, created);
  if (plan.late === undefined) return ready;
  yield* enableSettingsAfterCreation(context, tableName, plan.late, deadline);
  return yield* retry(() => describeTable(context, tableName, deadline.readTimeoutMs), { mayRetry: mayPass, deadline });
}

/** Sends the CreateTable request, past refusals that pass by themselves and past answers that got lost. */
function* requestTable(context: TableContext, plan: CreatePlan, deadline: Deadline): Procedure<TableDescription> {
  const { tableName, input, wait } = plan;
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
    return yield* retry(send, { mayRetry: mayPass, deadline });
  } catch (error) {
    if (wait === undefined || !isSilence(error)) throw error;
    const watch = new Watch(tableName, wait, deadline);
    watch.noteFault(error);
    throw watch.timedOut("created", "Wait longer with timeoutSeconds.");
  }
}
