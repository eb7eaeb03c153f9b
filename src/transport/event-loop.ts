import { isError, SyncUnavailableError } from "../errors.js";
import { now, setImmediate } from "./clock.js";
import { waitInterruptibly } from "./interruptible-wait.js";
import { ownRequire } from "./own-files.js";

interface Deasync {
  runLoopOnce(): void;
}

/** Rounds of the event loop before the thread pauses between them: an answer from loopback arrives within them. */
const ROUNDS_WITHOUT_PAUSE = 50;
const PAUSE_MS = 1;

const neverNotified = new Int32Array(new SharedArrayBuffer(4));

interface NoDeasync {
  readonly failure: string;
  readonly isInstalled: boolean;
}

let loaded: Deasync | NoDeasync | undefined;

/** Loads deasync, or returns why it cannot be loaded: it is optional, and has no binary for some platforms. */
export function loadDeasync(): Deasync | NoDeasync {
  if (loaded === undefined) {
    try {
      loaded = ownRequire("deasync") as Deasync;
    } catch (error) {
      const reason = isError(error) ? (error.message.split("\n")[0] ?? "") : String(error);
      loaded = { failure: `deasync cannot be loaded (${reason})`, isInstalled: isInstalled("deasync") };
    }
  }
  return loaded;
}

/** How to make deasync loadable; empty if it is. */
export function deasyncFix(): string {
  const deasync = loadDeasync();
  if (!("failure" in deasync)) return "";
  return deasync.isInstalled
    ? "repair deasync, which is installed but cannot be loaded (npm rebuild deasync)"
    : "install deasync (npm install deasync)";
}

/** Blocks this thread: nothing else runs on it meanwhile, except handlers of Ctrl-C. */
export function sleepBlocking(ms: number): void {
  waitInterruptibly(neverNotified, 0, 0, ms);
}

/**
 * Whether promise jobs run while this thread runs its event loop in a call. They do not inside another promise job:
 * after an `await`, in a `.then`, at the top level of an ES module.
 */
export function canRunPromiseJobs(): boolean {
  const deasync = deasyncOrThrow();
  let ran = false;
  // Not queueMicrotask, which fake timers can replace.
  void Promise.resolve().then(() => {
    ran = true;
  });
  setImmediate(doNothing);
  deasync.runLoopOnce();
  return ran;
}

/**
 * Runs the event loop of this thread until a condition is true or the deadline has passed.
 *
 * @param isDone - The condition, called once before every round. It can have side effects.
 * @param deadline - A time of the clock of {@link now}.
 * @returns Whether the condition became true in time.
 */
export function runEventLoop(isDone: () => boolean, deadline: number): boolean {
  const deasync = deasyncOrThrow();
  for (let turns = 0; !isDone(); turns++) {
    if (now() >= deadline) return false;
    if (turns > ROUNDS_WITHOUT_PAUSE) Atomics.wait(neverNotified, 0, 0, PAUSE_MS);
    // A pending immediate prevents the round from waiting for the network; timers alone could stall inside a timer
    // callback.
    setImmediate(doNothing);
    deasync.runLoopOnce();
  }
  return true;
}

function isInstalled(name: string): boolean {
  try {
    ownRequire.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function deasyncOrThrow(): Deasync {
  const deasync = loadDeasync();
  if ("failure" in deasync) throw new SyncUnavailableError(`The event loop cannot be run: ${deasync.failure}.`);
  return deasync;
}

function doNothing(): void {}
