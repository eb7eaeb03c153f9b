import type { StoredItem } from "../model/schema.js";
import type { BatchWriter, BulkWrite } from "./batch-writer.js";
import type { BulkJob } from "./bulk-job.js";
import type { Progress } from "./progress.js";
import type { RequestFlow } from "./request-flow.js";
import { ScannedItems } from "./scanned-items.js";
import type { SegmentScan } from "./segment-scan.js";

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
  readonly #items: ScannedItems;

  constructor(parts: CopyParts) {
    this.flow = parts.flow;
    this.progress = parts.progress;
    this.#parts = parts;
    this.#items = new ScannedItems(parts.scan);
  }

  get isOver(): boolean {
    return this.#items.isOver && this.#parts.writer.isIdle;
  }

  proceed(): void {
    const { scan, writer, writeOf } = this.#parts;
    scan.readAhead();
    while (!writer.isFull) {
      const item = this.#items.next;
      if (item === undefined) {
        // Without this, the last items would wait for others that do not come.
        if (scan.isOver) writer.flush();
        return;
      }
      if (!writer.add({ ...writeOf(item), items: 1, place: 0 })) return;
      this.#items.skip();
    }
  }
}
