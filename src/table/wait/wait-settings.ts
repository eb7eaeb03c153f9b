import type { WaitOptions, WaitUntil } from "./options.js";

const DEFAULT_TIMEOUT_SECONDS = 120;
/** The time limit of a call on tables that does not wait. */
export const CALL_SECONDS = 60;

/** How to wait, with all defaults. */
export interface WaitSettings {
  readonly timeoutMs: number;
  readonly until: WaitUntil;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: WaitOptions["onProgress"];
}

/**
 * Adds the defaults.
 *
 * @param signal - The signal of the whole call, which ends its wait too.
 */
export function resolveWait(options: boolean | WaitOptions | undefined, signal?: AbortSignal): WaitSettings {
  const given: WaitOptions = typeof options === "object" ? options : {};
  return {
    timeoutMs: (given.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    until: given.until ?? "indexes",
    signal: either(signal, given.signal),
    onProgress: given.onProgress,
  };
}

function either(one: AbortSignal | undefined, other: AbortSignal | undefined): AbortSignal | undefined {
  return one && other && one !== other ? AbortSignal.any([one, other]) : (one ?? other);
}
