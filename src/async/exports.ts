import { exportItems as exportCall } from "../items/calls.js";
import { ExportState } from "../items/export-state.js";
import { lineOf } from "../items/item-json.js";
import { itemSize } from "../items/item-size.js";
import type { ExportItemsOptions } from "../items/options.js";
import type { RequestQueue } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";
import { run } from "./run.js";
import { awaitAnswer, useAnswers } from "./run-job.js";

/** The lines of an export, which are read during the iteration. Every use starts from the beginning. */
export interface AsyncItemExport extends AsyncIterable<string> {
  /**
   * The position after the line that was returned last, for the option `cursor` of a later export: `undefined` before the first
   * line. After the end, it is the position of an export that has no more lines.
   */
  readonly cursor: string | undefined;
}

/**
 * Exports the items of a table.
 *
 * @param start - Returns the context of a call, for each use of the lines.
 */
export function exportItems(
  start: () => AsyncContext,
  tableName: string,
  options?: ExportItemsOptions,
): AsyncItemExport {
  let state = new ExportState(options?.cursor);
  return {
    get cursor() {
      return state.cursor;
    },
    [Symbol.asyncIterator]: () => {
      state = new ExportState(options?.cursor);
      return linesOf(start(), { tableName, options, state });
    },
  };
}

/** One use of the lines. */
interface Use {
  readonly tableName: string;
  readonly options: ExportItemsOptions | undefined;
  readonly state: ExportState;
}

async function* linesOf(
  context: AsyncContext,
  { tableName, options, state }: Use,
): AsyncGenerator<string, void, undefined> {
  const { transport } = context;
  const call = exportCall(tableName, options);
  const { signal } = call;
  const facts = await run(transport, call.readFacts(context), signal);
  state.start(facts, call.positions);
  const queue: RequestQueue = transport.openQueue({ signal });
  try {
    const job = call.begin(
      { post: (each, timeoutMs) => queue.post(each, timeoutMs), now: () => transport.now() },
      facts,
    );
    for (job.proceed(); !job.isOver; job.proceed()) {
      const page = job.nextPage();
      // The next pages are read while the caller uses this one.
      if (job.flow.send()) await useAnswers(queue, job);
      if (page === undefined) {
        await awaitAnswer(transport, queue, job);
        continue;
      }
      for (const item of page.items) {
        signal?.throwIfAborted();
        job.progress.items++;
        job.progress.bytes += itemSize(item);
        state.moveTo(page, item);
        yield lineOf(item);
      }
      state.finish(page);
      transport.renew(); // the limit of a blocking call does not include the caller's work between two pages
      job.progress.reportSometimes();
    }
    job.progress.report();
  } finally {
    queue.close();
  }
}
