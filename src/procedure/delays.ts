/**
 * A delay is at most this share of the time waited so far, so that a wait takes less than a fifth longer than
 * necessary.
 */
const GROWTH = 0.195;
/** The same for one of many waits: all of them take as long as the slowest, and others can have to wait for its end. */
const GROWTH_AMONG_MANY = 0.1;
/** Jitter only shortens a delay, so that this limit holds. */
const JITTER = 0.04;
/** The minimum delay after the first ones. */
const STEADY_MS = 250;
const MAX_DELAY_MS = 5_000;
/** The first delays: a table on this machine is often ready immediately. */
const FIRST_MS = { loopback: [20, 60, 170], remote: [] };

/**
 * Milliseconds until the next poll of a wait: short at first, then in proportion to the time waited so far.
 *
 * @param elapsedMs - The time waited so far.
 * @param pauses - How many times the wait has paused already.
 * @param isLoopback - Whether the endpoint is on this machine.
 * @param random - A number from 0 to 1.
 * @param isOneOfMany - Whether it is one of many waits.
 */
export function pollDelay(
  elapsedMs: number,
  pauses: number,
  isLoopback: boolean,
  random: number,
  isOneOfMany = false,
): number {
  const first = FIRST_MS[isLoopback ? "loopback" : "remote"][pauses];
  const growth = isOneOfMany ? GROWTH_AMONG_MANY : GROWTH;
  const delay = first ?? Math.min(MAX_DELAY_MS, Math.max(STEADY_MS, elapsedMs * growth));
  return delay * (1 - JITTER * random);
}

/**
 * Milliseconds until a refused request is sent again: doubling from half a second to five, with full jitter on the
 * upper half so that competing processes do not retry at the same time.
 *
 * @param attempt - How many times the request was sent.
 * @param random - A number from 0 to 1.
 */
export function retryDelay(attempt: number, random: number): number {
  const ceiling = Math.min(MAX_DELAY_MS, 500 * 2 ** (attempt - 1));
  return ceiling * (0.5 + 0.5 * random);
}
