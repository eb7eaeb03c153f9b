import type { StoredItem } from "../model/schema.js";
import type { BatchWriter, BulkWrite } from "./batch-writer.js";
import type { BulkJob } from "./bulk-job.js";
import type { Progress } from "./progress.js";
import type { RequestFlow } from "./request-flow.js";
import type { SegmentPage, SegmentScan } from "./segment-scan.js";

/** The parts of a job that writes something for each item of a table. */
export interface CopyParts {
  readonly flow: RequestFlow;
  readonly scan: SegmentScan;
  readonly writer: BatchWriter;
  readonly progress: Progress;
  /** What to write for an item. */
  readonly writeOf: (item: StoredItem) => Pick<BulkWrite, "request" | "bytes">;
}

/** Reads a table, and writes something for each of its items: deletes it, or puts it into another table. */
export class CopyJob implements BulkJob {
  readonly flow: RequestFlow;
  readonly progress: Progress;
  readonly #parts: CopyParts;
  #page: SegmentPage | undefined;
  /** How many items of the page were given to the writer. */
  #used = 0;

  constructor(parts: CopyParts) {
    this.flow = parts.flow;
    this.progress = parts.progress;
    this.#parts = parts;
  }

  get isOver(): boolean {
    const { scan, writer } = this.#parts;
    return scan.isOver && this.#page === undefined && writer.isIdle;
  }

  proceed(): void {
    const { scan, writer } = this.#parts;
    scan.readAhead();
    while (!writer.isFull) {
      const write = this.#nextWrite();
      if (write === undefined) {
        // Without this, the last items would wait for others that do not come.
        if (scan.isOver) writer.flush();
        return;
      }
      if (!writer.add(write)) return;
      this.#used++;
    }
  }

  /** What to write for the next item; `undefined` if none has been read. */
  #nextWrite(): BulkWrite | undefined {
    while (this.#page === undefined || this.#used === this.#page.items.length) {
      this.#page = this.#parts.scan.nextPage();
      this.#used = 0;
      if (this.#page === undefined) return undefined;
      this.#parts.scan.readAhead();
    }
    const item = this.#page.items[this.#used];
    return item && { ...this.#parts.writeOf(item), items: 1, place: 0 };
  }
}
