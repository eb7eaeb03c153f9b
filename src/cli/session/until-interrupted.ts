import { setTimeout } from "../../transport/clock.js";

/** For how long an interruption waits for a reader of the output. */
const PATIENCE_MS = 1000;

/** Waits for a promise; after an interruption only for a moment, because a reader of the output can have stopped reading. */
export async function untilInterrupted(promise: Promise<unknown>, signal: AbortSignal): Promise<void> {
  const moment = new Promise<void>((resolve) => {
    const begin = () => setTimeout(resolve, PATIENCE_MS).unref();
    if (signal.aborted) begin();
    else signal.addEventListener("abort", begin, { once: true });
  });
  await Promise.race([promise, moment]);
}
