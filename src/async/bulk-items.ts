import { noteLinesWritten } from "../errors.js";
import type { BulkJob } from "../items/bulk-job.js";
import * as calls from "../items/calls.js";
import * as copyCalls from "../items/copy-calls.js";
import type { ImportJob } from "../items/import-job.js";
import { migrateItems as checkMigration, type MigratedModel } from "../items/migrate-call.js";
import type {
  AsyncLines,
  ClonedTable,
  CloneTableOptions,
  ImportedItems,
  ImportItemsOptions,
  MigratedItems,
  MigrateItemsOptions,
  TruncatedTable,
  TruncateTableOptions,
} from "../items/options.js";
import type { FlowEnvironment } from "../items/request-flow.js";
import type { RequestQueue, Transport, ValueSource } from "../transport/transport.js";
import type { AsyncContext } from "./context.js";
import { run } from "./run.js";
import { awaitAnswer, runJob, useAnswers } from "./run-job.js";

/** After how many lines the answers that are there are used. */
const LINES_AT_ONCE = 25;

export async function truncateTable(
  context: AsyncContext,
  tableName: string,
  options?: TruncateTableOptions,
): Promise<TruncatedTable> {
  if (options?.how === "recreate") return { deleted: await recreateTable(context, tableName, options) };
  const { signal, readFacts, begin } = calls.truncateTable(tableName, options);
  const facts = await run(context.transport, readFacts(context), signal);
  return { deleted: await runBegun(context, signal, (environment) => begin(environment, facts)) };
}

/** Returns how many items the table had. */
async function recreateTable(context: AsyncContext, tableName: string, options: TruncateTableOptions): Promise<number> {
  const { signal, read, perform, report } = copyCalls.recreateTable(tableName, options);
  const recreation = await run(context.transport, read(context), signal);
  signal?.throwIfAborted();
  // Without the signal, because a table that was deleted has to be created again.
  await run(context.transport, perform(context, recreation));
  const { ItemCount = 0 } = recreation.description;
  report(context, ItemCount);
  return ItemCount;
}

export async function cloneTable(
  context: AsyncContext,
  tableName: string,
  to: string,
  options?: CloneTableOptions,
): Promise<ClonedTable> {
  const { signal, copiesItems, prepare, begin } = copyCalls.cloneTable(tableName, to, options);
  const tables = await run(context.transport, prepare(context), signal);
  if (!copiesItems) return { table: tables.table, items: 0 };
  const items = await runBegun(context, signal, (environment) => begin(environment, tables));
  return { table: tables.table, items };
}

export async function migrateItems(
  context: AsyncContext,
  model: MigratedModel,
  options?: MigrateItemsOptions,
): Promise<MigratedItems> {
  const { signal, begin } = checkMigration(model, options);
  return { migrated: await runBegun(context, signal, begin) };
}

/** Runs a job to its end, and returns how many items it was for. */
async function runBegun(
  { transport }: AsyncContext,
  signal: AbortSignal | undefined,
  begin: (environment: FlowEnvironment) => BulkJob,
): Promise<number> {
  const queue: RequestQueue = transport.openQueue({ signal });
  try {
    const job = begin({ post: (call, timeoutMs) => queue.post(call, timeoutMs), now: () => transport.now() });
    await runJob(transport, queue, job);
    return job.progress.items;
  } finally {
    queue.close();
  }
}

export async function importItems(
  context: AsyncContext,
  tableName: string,
  lines: AsyncLines,
  options?: ImportItemsOptions,
): Promise<ImportedItems> {
  const { transport } = context;
  const { signal, readFacts, begin } = calls.importItems(tableName, lines, options, Symbol.asyncIterator);
  // At once, because Node's readline loses the lines that come before it is read.
  const source: ValueSource<string> = transport.openSource(lines, { signal });
  const queue: RequestQueue = transport.openQueue({ signal });
  let job: ImportJob | undefined;
  try {
    const facts = await run(transport, readFacts(context), signal);
    job = begin({ post: (call, timeoutMs) => queue.post(call, timeoutMs), now: () => transport.now() }, facts);
    await importLines(transport, queue, { job, source, signal });
    job.throwIfFailed();
    job.progress.report();
    return { written: job.progress.items };
  } catch (error) {
    noteLinesWritten(error, job?.linesWritten ?? 0);
    throw error;
  } finally {
    queue.close();
    await source.close();
  }
}

/** An import under way. */
interface Import {
  readonly job: ImportJob;
  readonly source: ValueSource<string>;
  readonly signal: AbortSignal | undefined;
}

async function importLines(transport: Transport, queue: RequestQueue, { job, ...lines }: Import): Promise<void> {
  for (job.proceed(); !job.isOver; job.proceed()) {
    if (job.flow.send()) await useAnswers(queue, job);
    if (!job.wantsLine) {
      if (!job.isOver) await awaitAnswer(transport, queue, job);
      continue;
    }
    for (let count = 0; count < LINES_AT_ONCE && job.wantsLine; count++) await readLine({ job, ...lines });
    transport.renew(); // the limit of a blocking call does not include the caller's work for a line
  }
}

async function readLine({ job, source, signal }: Import): Promise<void> {
  try {
    const { done, value } = await source.next();
    if (done === true) job.end();
    else job.addLine(value as string); // of any type, which the job checks
  } catch (error) {
    signal?.throwIfAborted();
    job.fail(error);
  }
}
