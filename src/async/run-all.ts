import { Lanes } from "../procedure/lanes.js";
import type { Procedure } from "../procedure/procedure.js";
import type { RequestQueue, Transport } from "../transport/transport.js";

/** How to run many procedures. */
export interface RunAllOptions {
  /** How many are under way at the same time. */
  readonly concurrency: number;
  /** Ends all of them with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs many procedures side by side, from one thread. The results are settled, and in the order of the procedures. */
export async function runAll<T>(
  transport: Transport,
  procedures: readonly Procedure<T>[],
  { concurrency, signal }: RunAllOptions,
): Promise<readonly PromiseSettledResult<T>[]> {
  signal?.throwIfAborted();
  const queue: RequestQueue = transport.openQueue({ signal });
  try {
    const lanes = new Lanes(procedures, concurrency, {
      post: (call, timeoutMs) => queue.post(call, timeoutMs),
      now: () => transport.now(),
    });
    while (!lanes.isOver) {
      const completion = await queue.next(lanes.firstPauseEnd);
      if (completion !== undefined) lanes.complete(completion.id, completion.result);
      lanes.endPauses();
    }
    return lanes.results;
  } finally {
    queue.close();
  }
}
