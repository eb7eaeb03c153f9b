import { clearTimeout, setTimeout } from "./clock.js";
import { offAbort, onAbort } from "./signals.js";

/** What can end an async operation early. */
export interface Limits {
  /** The first of these signals to abort ends the operation with its reason. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** The maximum duration in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Creates the error of a timeout. Required with `timeoutMs`. */
  readonly late?: (ms: number) => Error;
}

/**
 * Runs `work` with its own signal, and settles as soon as the work settles, one of the signals aborts or the time is
 * over. In the latter cases the work's signal is aborted. Timers and listeners are always removed.
 */
export function withLimits<T>(work: (signal: AbortSignal) => Promise<T>, limits: Limits): Promise<T> {
  const signals = limits.signals.filter((signal) => signal !== undefined);
  const aborted = signals.find((signal) => signal.aborted);
  if (aborted) return Promise.reject(aborted.reason);

  const own = new AbortController();
  return new Promise<T>((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const release = () => {
      clearTimeout(timer);
      for (const signal of signals) offAbort(signal, endBySignal);
    };
    const end = (reason: unknown) => {
      release();
      reject(reason);
      own.abort(reason);
    };
    const endBySignal = () => end(signals.find((signal) => signal.aborted)?.reason);

    for (const signal of signals) onAbort(signal, endBySignal);
    if (limits.timeoutMs !== undefined) {
      const ms = Math.max(0, limits.timeoutMs);
      timer = setTimeout(() => end(limits.late?.(ms)), Math.min(ms, LONGEST_TIMER_MS));
    }
    work(own.signal).then(
      (value) => {
        release();
        resolve(value);
      },
      (error: unknown) => {
        release();
        reject(error);
      },
    );
  });
}

/** Waits `ms`, or until one of the signals aborts. */
export function sleep(ms: number, signals: readonly (AbortSignal | undefined)[]): Promise<void> {
  const pause = (signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
      signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
    });
  return withLimits(pause, { signals });
}

/** The maximum of setTimeout: a longer timer fires at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
