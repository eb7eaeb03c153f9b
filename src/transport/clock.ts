import { performance } from "node:perf_hooks";
import * as timers from "node:timers";

// Fake timers of a test runner replace the globals, and the members of these modules, for the whole thread. A request
// that waits for a real answer needs real time, so what is here are the functions as they were when this file was loaded.
// The modules rather than the globals: jest can fake the globals before a test file loads anything.

/** Runs a function after so many milliseconds of real time. */
export const setTimeout: typeof timers.setTimeout = timers.setTimeout;

/** Takes back what {@link setTimeout} was asked for. */
export const clearTimeout: typeof timers.clearTimeout = timers.clearTimeout;

/** Runs a function in the next turn of the event loop. */
export const setImmediate: typeof timers.setImmediate = timers.setImmediate;

/** Milliseconds on a clock that never goes back. */
export const now: () => number = performance.now.bind(performance);

/** Milliseconds since 1970. */
export const timeOfDay: () => number = Date.now;
