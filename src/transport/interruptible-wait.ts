import type { EventEmitter } from "node:events";
import { constants } from "node:os";
import { type Context, createContext, Script } from "node:vm";
import { isMainThread } from "node:worker_threads";

/** How a wait ended. */
export type WaitResult = "ok" | "not-equal" | "timed-out" | "interrupted";

interface InterruptibleScript {
  readonly script: Script;
  readonly context: Context & { sleep: () => WaitResult };
}

let interruptibleScript: InterruptibleScript | undefined;

/**
 * `Atomics.wait` that Ctrl-C can interrupt in a program with `SIGINT` handlers: they run at once, on this thread, and
 * the wait ends as `interrupted`. Without handlers the process ends, as usual.
 *
 * A waiting thread runs no JavaScript, and Node has only one way to wake it: a script with `breakOnSigint`. Only the
 * main thread receives signals, and only `SIGINT` interrupts a script. It costs 92 µs: negligible for a pause, too much
 * for an answer from loopback.
 */
export function waitInterruptibly(state: Int32Array, index: number, value: number, ms: number): WaitResult {
  if (!isMainThread || process.listenerCount("SIGINT") === 0) return Atomics.wait(state, index, value, ms);
  interruptibleScript ??= makeInterruptibleScript();
  const { script, context } = interruptibleScript;
  context.sleep = () => Atomics.wait(state, index, value, ms);
  try {
    return script.runInContext(context, { breakOnSigint: true }) as WaitResult; // what sleep() returns
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
  }
  // Node has restored the handlers, but does not call them.
  (process as EventEmitter).emit("SIGINT", "SIGINT", constants.signals.SIGINT); // @types/node lacks the second argument
  return "interrupted";
}

/** A separate context, so that the function called by the script is not a global of the program. */
function makeInterruptibleScript(): InterruptibleScript {
  const context = createContext({ sleep: () => "timed-out" }) as InterruptibleScript["context"];
  return { script: new Script("sleep()", { filename: "dynatwin-sleep.js" }), context };
}
