import { ConcurrentProcedures } from "../procedure/concurrent-procedures.js";
import type { ConcurrentProcedure } from "../procedure/procedure.js";
import type { RequestQueue, Transport } from "../transport/transport.js";

/** How to run many procedures. */
export interface RunAllOptions {
  /** The maximum number of procedures that run at the same time. */
  readonly concurrency: number;
  /** Aborts all of them with its reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Runs many procedures concurrently on one thread. Returns a settled result for each procedure, in order. */
export async function runAll<T>(
  transport: Transport,
  procedures: readonly ConcurrentProcedure<T>[],
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
