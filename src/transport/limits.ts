import { clearTimeout, setTimeout } from "./clock.js";
import { offAbort, onAbort } from "./signals.js";

/** What can end a piece of work before it ends by itself. */
export interface Limits {
  /** The first of these to abort ends the work with its reason. */
  readonly signals: readonly (AbortSignal | undefined)[];
  /** Milliseconds the work may take. */
  readonly timeoutMs?: number | undefined;
  /** Makes the error of a timeout. @defaultValue none: the work then has no `timeoutMs` */
  readonly late?: (ms: number) => Error;
}

/**
 * Runs `work` with a signal of its own and settles as soon as the work, one of the signals or the time does; the loser
 * is aborted, and neither a timer nor a listener stays behind.
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
      for (const signal of signals) offAbort(signal, giveUpByOne);
    };
    const giveUp = (reason: unknown) => {
      release();
      reject(reason);
      own.abort(reason);
    };
    const giveUpByOne = () => giveUp(signals.find((signal) => signal.aborted)?.reason);

    for (const signal of signals) onAbort(signal, giveUpByOne);
    if (limits.timeoutMs !== undefined) {
      const ms = Math.max(0, limits.timeoutMs);
      timer = setTimeout(() => giveUp(limits.late?.(ms)), Math.min(ms, LONGEST_TIMER_MS));
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

/** A longer setTimeout fires at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
