import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Deadline } from "../table/deadline.js";
import {
  isInUse,
  isNotFound,
  isProtected,
  isSilence,
  isTransient,
  mayHaveArrived,
  mayPass,
  wasRetried,
} from "../table/faults.js";
import { type Wait, Watch } from "../table/wait.js";
import type { AsyncContext } from "./context.js";
import { describeAfter } from "./describe.js";
import { retry } from "./retry.js";
import { waitUntilActive } from "./waiter.js";

/** How to delete a table. */
export interface Deletion {
  readonly limits: Wait;
  readonly deadline: Deadline;
  /** Whether a table that changes is waited for until it can be deleted. */
  readonly waits: boolean;
  readonly ifExists: boolean;
  readonly disableProtection: boolean;
}

/** Sends the DeleteTable request. Returns `undefined` when there is nothing to delete and that is fine. */
export async function requestDeletion(
  context: AsyncContext,
  tableName: string,
  deletion: Deletion,
): Promise<TableDescription | undefined> {
  const deleter = new Deleter(context, tableName, deletion);
  try {
    return await deleter.delete();
  } catch (error) {
    if (!deletion.disableProtection || !isProtected(error)) throw error;
  }
  await deleter.endProtection();
  return await deleter.delete();
}

/** One table on its way out, through refusals that pass by themselves and answers that get lost. */
class Deleter {
  readonly #context: AsyncContext;
  readonly #tableName: string;
  readonly #deletion: Deletion;
  readonly #watch: Watch;
  /** DynamoDB may have seen a DeleteTable request of ours. */
  #mayBeDone = false;
  /** The last request was refused because the table is changing, which it will not do for ever. */
  #isBusy = false;
  #isUnprotected = false;

  constructor(context: AsyncContext, tableName: string, deletion: Deletion) {
    this.#context = context;
    this.#tableName = tableName;
    this.#deletion = deletion;
    this.#watch = new Watch(tableName, deletion.limits, deletion.deadline);
  }

  async delete(): Promise<TableDescription | undefined> {
    const { deadline, waits, limits } = this.#deletion;
    const mayRetry = (error: unknown) => mayPass(error) || this.#isBusy || (this.#isUnprotected && isProtected(error));
    const send = async (): Promise<TableDescription | undefined> => await this.#send();
    try {
      return await retry(this.#context.transport, send, { mayRetry, deadline, signal: limits.signal });
    } catch (error) {
      if (!waits || !(this.#isBusy || isSilence(error))) throw error;
      if (isSilence(error)) this.#watch.noteFault(error);
      const advice = "DynamoDB deletes it once it is ACTIVE: wait longer with timeoutSeconds.";
      throw this.#watch.timedOut("deleted", this.#context.waitAdvice ?? advice);
    }
  }

  async #send(): Promise<TableDescription | undefined> {
    const { deadline, limits } = this.#deletion;
    const input = { TableName: this.#tableName };
    this.#isBusy = false;
    try {
      const options = { signal: limits.signal, timeoutMs: deadline.changeMs };
      const answer = await this.#context.transport.send("DeleteTable", input, options);
      this.#context.noteKnown(this.#tableName);
      return answer.TableDescription ?? {};
    } catch (error) {
      if (mayHaveArrived(error) && !isNotFound(error) && !isInUse(error)) this.#mayBeDone = true;
      return await this.#lookAfter(error);
    }
  }

  /** Finds out whether the table is gone, or going, although the request failed. */
  async #lookAfter(error: unknown): Promise<TableDescription | undefined> {
    const { ifExists, waits, limits, deadline } = this.#deletion;
    const isDone = this.#mayBeDone || wasRetried(error);
    const gone = ifExists ? undefined : { TableName: this.#tableName, TableStatus: "DELETING" as const };
    if (isNotFound(error) && (ifExists || isDone)) return gone;
    const isOpen = isTransient(error) || (isInUse(error) && (ifExists || isDone || waits));
    if (!isOpen) throw error;
    this.#watch.polls++;
    const look = { signal: limits.signal, timeoutMs: deadline.lookMs };
    const table = await describeAfter(this.#context, this.#tableName, error, look);
    if (table === undefined && (ifExists || isDone)) return gone;
    if (table?.TableStatus === "DELETING" && (ifExists || isDone)) return table;
    if (waits && isInUse(error) && table?.TableStatus !== "DELETING") this.#noteBusy(table ?? {});
    throw error;
  }

  #noteBusy(table: TableDescription): void {
    this.#isBusy = true;
    this.#watch.noteTable(table, [`table ${table.TableStatus} to be deleted`]);
  }

  async endProtection(): Promise<void> {
    const { limits, deadline, waits } = this.#deletion;
    const { transport } = this.#context;
    const { signal } = limits;
    const input = { TableName: this.#tableName, DeletionProtectionEnabled: false };
    const send = async (): Promise<unknown> =>
      await transport.send("UpdateTable", input, { signal, timeoutMs: deadline.changeMs });
    const mayRetry = (error: unknown) => mayPass(error) || (waits && isInUse(error));
    await retry(transport, send, { mayRetry, deadline, signal });
    const quietly = { ...limits, until: "table" as const, onProgress: undefined };
    await waitUntilActive(this.#context, this.#tableName, quietly, deadline);
    this.#isUnprotected = true;
  }
}
