import { type Clock, type FakeMethod, install } from "@sinonjs/fake-timers";

const EVERYTHING: FakeMethod[] = [
  ...(["setTimeout", "clearTimeout", "setInterval", "clearInterval", "setImmediate", "clearImmediate"] as const),
  ...(["Date", "performance", "hrtime", "queueMicrotask"] as const),
];

/**
 * Fakes what a test runner's fake timers fake, on this very thread. The faked time stands.
 *
 * @param others - More to fake: `nextTick`, which stops all of Node's own streams on this thread.
 */
export function fakeTimers(now: Date, others: readonly FakeMethod[] = []): Clock {
  // The SDK clears timers that it never set, which is worth a warning to the fakes otherwise.
  return install({ now, toFake: [...EVERYTHING, ...others], shouldClearNativeTimers: true });
}
