import type { BulkJob } from "./bulk-job.js";
import type { Progress } from "./progress.js";
import type { RequestFlow } from "./request-flow.js";
import type { SegmentPage, SegmentScan } from "./segment-scan.js";

/** Reads the pages of a table ahead of the caller. */
export class ExportJob implements BulkJob {
  readonly flow: RequestFlow;
  readonly progress: Progress;
  readonly #scan: SegmentScan;

  constructor(flow: RequestFlow, scan: SegmentScan, progress: Progress) {
    this.flow = flow;
    this.#scan = scan;
    this.progress = progress;
  }

  get isOver(): boolean {
    return this.#scan.isOver;
  }

  proceed(): void {
    this.#scan.readAhead();
  }

  /** The next page, if one has been read. */
  nextPage(): SegmentPage | undefined {
    const page = this.#scan.nextPage();
    this.#scan.readAhead();
    return page;
  }
}
