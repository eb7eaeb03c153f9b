import type { Progress } from "./progress.js";
import type { RequestFlow } from "./request-flow.js";

/** A call on all items of a table, as it is run: it adds requests to its flow, and uses their answers. */
export interface BulkJob {
  readonly flow: RequestFlow;
  readonly progress: Progress;
  /** Whether everything is done. */
  readonly isOver: boolean;
  /** Uses what was answered, and adds the next requests. */
  proceed(): void;
}
