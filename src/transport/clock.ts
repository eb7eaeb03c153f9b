import { performance } from "node:perf_hooks";
import * as timers from "node:timers";

// Fake timers of a test runner replace the globals, and the members of these modules, for the whole thread. A request
// to a real server needs real time, so this file keeps the functions as they were when it was loaded. It reads the
// modules instead of the globals, because jest can replace the globals before a test file loads anything.

/** Runs a function after so many milliseconds of real time. */
export const setTimeout: typeof timers.setTimeout = timers.setTimeout;

/** Cancels a timer of {@link setTimeout}. */
export const clearTimeout: typeof timers.clearTimeout = timers.clearTimeout;

/** Runs a function in the next round of the event loop. */
export const setImmediate: typeof timers.setImmediate = timers.setImmediate;

/** Milliseconds of a monotonic clock. */
export const now: () => number = performance.now.bind(performance);

/** Milliseconds since 1970. */
export const timeOfDay: () => number = Date.now;
