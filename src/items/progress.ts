import type { BulkProgress } from "./options.js";

/** The time between two reports. */
const INTERVAL_MS = 250;

/** What progress is reported with. */
interface Reports {
  readonly tableName: string;
  readonly now: () => number;
  readonly onProgress: ((progress: BulkProgress) => void) | undefined;
}

/** Counts what a call has done, and reports it to the caller. */
export class Progress {
  readonly #reports: Reports;
  readonly #startedAt: number;
  #reportedAt = Number.NEGATIVE_INFINITY;
  items = 0;
  bytes = 0;
  readUnits = 0;
  writeUnits = 0;
  refusals = 0;

  constructor(reports: Reports) {
    this.#reports = reports;
    this.#startedAt = reports.now();
  }

  get elapsedSeconds(): number {
    return (this.#reports.now() - this.#startedAt) / 1000;
  }

  /** Reports, unless the last report was a moment ago. Throws what the caller's function throws. */
  reportSometimes(): void {
    const { now, onProgress } = this.#reports;
    if (onProgress !== undefined && now() - this.#reportedAt >= INTERVAL_MS) this.report();
  }

  report(): void {
    const { tableName, now, onProgress } = this.#reports;
    this.#reportedAt = now();
    const { items, bytes, readUnits, writeUnits, refusals, elapsedSeconds } = this;
    const itemsPerSecond = elapsedSeconds > 0 ? items / elapsedSeconds : 0;
    onProgress?.({ tableName, items, bytes, itemsPerSecond, readUnits, writeUnits, refusals, elapsedSeconds });
  }
}
