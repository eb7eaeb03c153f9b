import type { StoredItem } from "../model/schema.js";
import type { SegmentPage, SegmentScan } from "./segment-scan.js";

/** The items of a scan, one after the other. */
export class ScannedItems {
  readonly #scan: SegmentScan;
  #page: SegmentPage | undefined;
  /** How many items of the page were used. */
  #used = 0;

  constructor(scan: SegmentScan) {
    this.#scan = scan;
  }

  /** Whether all items were used. */
  get isOver(): boolean {
    return this.#scan.isOver && this.#page === undefined;
  }

  /** The next item; `undefined` if none has been read. */
  get next(): StoredItem | undefined {
    while (this.#page === undefined || this.#used === this.#page.items.length) {
      this.#page = this.#scan.nextPage();
      this.#used = 0;
      if (this.#page === undefined) return undefined;
      this.#scan.readAhead();
    }
    return this.#page.items[this.#used];
  }

  /** Notes that the next item was used. */
  skip(): void {
    this.#used++;
  }
}
