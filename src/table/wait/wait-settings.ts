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
  /** The `TableId` of the table that is waited for. A wait for any table of the name has none. */
  readonly expectTableId?: string | undefined;
  /**
   * Regions whose replicas have to become ACTIVE, if they are there. Any replica that is changing is waited for, too.
   * @defaultValue replicas are not waited for, except with `"settled"`
   */
  readonly awaitsReplicas?: readonly string[] | undefined;
  /** Names of indexes that are to be deleted: their backfills are not waited for, as a deletion ends them. @defaultValue none */
  readonly cancels?: readonly string[] | undefined;
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
    signal: anySignal([signal, given.signal]),
    onProgress: given.onProgress,
  };
}

/** A signal that ends what any of some signals ends; `undefined` if there is none. */
export function anySignal(signals: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const given = new Set(signals.filter((signal) => signal !== undefined));
  const [first] = given;
  return given.size > 1 ? AbortSignal.any([...given]) : first;
}
