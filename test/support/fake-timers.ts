import { type Clock, type FakeMethod, install } from "@sinonjs/fake-timers";

const EVERYTHING: FakeMethod[] = [
  ...(["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"] as const),
  ...(["Date", "performance", "hrtime", "queueMicrotask"] as const),
];

/**
 * Replaces the functions that a test runner's fake timers replace, on this thread. The fake clock is stopped.
 *
 * @param others - More functions to replace: `nextTick`, which stops all of Node's own streams on this thread.
 */
export function fakeTimers(now: Date, others: readonly FakeMethod[] = []): Clock {
  // The SDK clears timers that it has not set, about which the fakes would warn.
  return install({ now, toFake: [...EVERYTHING, ...others], shouldClearNativeTimers: true });
}
