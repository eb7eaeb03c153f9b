import { type Procedure, resume, type Step } from "../procedure/procedure.js";
import type { TableCall } from "../table/table-call.js";
import type { Transport } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";

/** Performs a call on one table. */
export async function perform<T>(context: AsyncContext, call: TableCall<T>): Promise<T> {
  return await run(context.transport, call.begin(context), call.signal);
}

/** Runs a procedure to its end, one request or pause after the other. */
export async function run<T>(transport: Transport, procedure: Procedure<T>, signal?: AbortSignal): Promise<T> {
  signal?.throwIfAborted();
  let turn = resume(procedure);
  while (turn.done !== true) turn = resume(procedure, await performStep(transport, turn.value, signal));
  return turn.value;
}

/** The result of one step. An abort is not passed to the procedure, but ends it. */
async function performStep(
  transport: Transport,
  step: Step,
  signal: AbortSignal | undefined,
): Promise<PromiseSettledResult<unknown>> {
  try {
    if (step.kind === "pause") return { status: "fulfilled", value: await transport.sleep(step.ms, { signal }) };
    const { operation, input, region } = step.call;
    const value = await transport.send(operation, input, { signal, timeoutMs: step.timeoutMs, region });
    return { status: "fulfilled", value };
  } catch (reason) {
    signal?.throwIfAborted();
    return { status: "rejected", reason };
  }
}
