import type { BulkJob } from "../items/bulk-job.js";
import type { RequestQueue, Transport } from "../transport/transport.js";

/** Runs a job to its end. */
export async function runJob(transport: Transport, queue: RequestQueue, job: BulkJob): Promise<void> {
  for (job.proceed(); !job.isOver; job.proceed()) {
    job.flow.send();
    await awaitAnswer(transport, queue, job);
  }
  job.progress.report();
}

/** Waits until a request of a job has ended, or it is time to send one. */
export async function awaitAnswer(
  transport: Transport,
  queue: RequestQueue,
  { flow, progress }: BulkJob,
): Promise<void> {
  const { wakeAt } = flow;
  if (wakeAt !== undefined) transport.allowFor(wakeAt - transport.now());
  const completion = await queue.next(wakeAt);
  transport.renew(); // an answer, also a refusal, is progress
  if (completion === undefined) return;
  flow.complete(completion.id, completion.result);
  progress.reportSometimes();
}

/** Starts the requests that were posted, and uses the answers that are there, without waiting. */
export async function useAnswers(queue: RequestQueue, { flow, progress }: BulkJob): Promise<void> {
  for (let ended = await queue.poll(); ended !== undefined; ended = await queue.poll())
    flow.complete(ended.id, ended.result);
  progress.reportSometimes();
}
