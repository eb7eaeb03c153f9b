import type { ConcurrentProcedure } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import type { TableCall } from "../table-call.js";
import { CALL_SECONDS } from "../wait/wait-settings.js";

/** Performs one of many calls. Its time starts when it begins: others can have their turn before it. */
export function* oneOfMany<T>(context: TableContext, call: TableCall<T>): ConcurrentProcedure<T> {
  context.allowFor(CALL_SECONDS * 1000);
  const result = yield* call.begin(context);
  if (call.settle === undefined) return result;
  // DynamoDB counts the table among those that change for some more seconds.
  yield { kind: "result", value: result };
  yield* call.settle(context, result);
  return result;
}
