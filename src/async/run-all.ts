import { ConcurrentProcedures } from "../procedure/concurrent-procedures.js";
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
    const running = new ConcurrentProcedures(procedures, concurrency, {
      post: (call, timeoutMs) => queue.post(call, timeoutMs),
      now: () => transport.now(),
    });
    while (!running.isOver) {
      const completion = await queue.next(running.wakeAt);
      if (completion !== undefined) running.complete(completion.id, completion.result);
      running.wake();
    }
    return running.results;
  } finally {
    queue.close();
  }
}
