import { isError, SyncUnavailableError } from "../errors.js";
import { now, setImmediate } from "./clock.js";
import { requireHere } from "./here.js";
import { waitInterruptibly } from "./interruptible.js";

interface Deasync {
  runLoopOnce(): void;
}

/** Turns without a pause before the thread starts to nap between them: an answer from loopback comes that fast. */
const EAGER_TURNS = 50;
const NAP_MS = 1;

const nobody = new Int32Array(new SharedArrayBuffer(4));

interface NoDeasync {
  readonly failure: string;
  readonly isInstalled: boolean;
}

let loaded: Deasync | NoDeasync | undefined;

/** Loads deasync. Says why not, where it cannot be: it is optional, and has no binary for every platform. */
export function loadDeasync(): Deasync | NoDeasync {
  if (loaded === undefined) {
    try {
      loaded = requireHere("deasync") as Deasync;
    } catch (error) {
      const reason = isError(error) ? (error.message.split("\n")[0] ?? "") : String(error);
      loaded = { failure: `deasync cannot be loaded (${reason})`, isInstalled: isInstalled("deasync") };
    }
  }
  return loaded;
}

/** What would make deasync loadable; nothing where it is. */
export function deasyncWayOut(): string {
  const deasync = loadDeasync();
  if (!("failure" in deasync)) return "";
  return deasync.isInstalled
    ? "mend deasync, which is installed and cannot be loaded (npm rebuild deasync)"
    : "install deasync (npm install deasync)";
}

/** Sleeps for real: nothing else runs on this thread meanwhile, but handlers of Ctrl-C. */
export function sleepBlocking(ms: number): void {
  waitInterruptibly(nobody, 0, 0, ms);
}

/**
 * Whether promise jobs run while this thread turns its event loop. They do not inside another promise job: after an
 * `await`, in a `.then`, at the top level of an ES module.
 */
export function canRunPromiseJobs(): boolean {
  const deasync = deasyncOrThrow();
  let ran = false;
  // Not by queueMicrotask, which fake timers hold back.
  void Promise.resolve().then(() => {
    ran = true;
  });
  setImmediate(doNothing);
  deasync.runLoopOnce();
  return ran;
}

/**
 * Turns the event loop of this thread until something is done or it is too late.
 *
 * @param isDone - Asked once before every turn, so it may take what it finds.
 * @param deadline - On the clock of {@link now}.
 * @returns Whether it was done in time.
 */
export function turnEventLoop(isDone: () => boolean, deadline: number): boolean {
  const deasync = deasyncOrThrow();
  for (let turns = 0; !isDone(); turns++) {
    if (now() >= deadline) return false;
    if (turns > EAGER_TURNS) Atomics.wait(nobody, 0, 0, NAP_MS);
    // A pending immediate keeps the turn from waiting for the network; timers alone could stall inside a timer callback.
    setImmediate(doNothing);
    deasync.runLoopOnce();
  }
  return true;
}

function isInstalled(name: string): boolean {
  try {
    requireHere.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function deasyncOrThrow(): Deasync {
  const deasync = loadDeasync();
  if ("failure" in deasync) throw new SyncUnavailableError(`The event loop cannot be turned: ${deasync.failure}.`);
  return deasync;
}

function doNothing(): void {}
