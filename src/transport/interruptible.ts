import type { EventEmitter } from "node:events";
import { constants } from "node:os";
import { type Context, createContext, Script } from "node:vm";
import { isMainThread } from "node:worker_threads";

/** How a sleep ended. */
export type Awakening = "ok" | "not-equal" | "timed-out" | "interrupted";

interface Sleeper {
  readonly script: Script;
  readonly context: Context & { sleep: () => Awakening };
}

let sleeper: Sleeper | undefined;

/**
 * `Atomics.wait`, from which Ctrl-C wakes a program that listens for it: its `SIGINT` handlers run at once, on this thread,
 * and the sleep ends as `interrupted`. Without handlers the process ends, as always.
 *
 * A sleeping thread runs no JavaScript, and Node leaves one way to wake it: a script that may be broken off. Only the main
 * thread hears signals, and only `SIGINT` breaks a script off. It costs 92 µs: nothing to a sleep, too much for an answer
 * from nearby.
 */
export function waitInterruptibly(state: Int32Array, index: number, value: number, ms: number): Awakening {
  if (!isMainThread || process.listenerCount("SIGINT") === 0) return Atomics.wait(state, index, value, ms);
  sleeper ??= makeSleeper();
  const { script, context } = sleeper;
  context.sleep = () => Atomics.wait(state, index, value, ms);
  try {
    return script.runInContext(context, { breakOnSigint: true }) as Awakening; // what sleep() returns
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_SCRIPT_EXECUTION_INTERRUPTED") throw error;
  }
  // Node has put the handlers back, and takes the signal for dealt with.
  (process as EventEmitter).emit("SIGINT", "SIGINT", constants.signals.SIGINT); // the number is missing in its own type
  return "interrupted";
}

/** A context of its own: the script finds what it calls there, and not among the program's globals. */
function makeSleeper(): Sleeper {
  const context = createContext({ sleep: () => "timed-out" }) as Sleeper["context"];
  return { script: new Script("sleep()", { filename: "dynatwin-sleep.js" }), context };
}
