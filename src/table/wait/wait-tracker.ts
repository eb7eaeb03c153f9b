import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isRequestTimeout } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import { type WaitFacts, WaitFailedError, WaitTimeoutError } from "../../errors.js";
import { callCaller } from "../../procedure/caller-error.js";
import type { Deadline } from "../../procedure/deadline.js";
import { blockedReason, indexStates, pendingParts, replicaStates } from "./table-state.js";
import type { WaitSettings } from "./wait-settings.js";

/** The table that was waited for was deleted, and there is another one of its name. */
export class TableReplacedError extends WaitFailedError {}

/** The state of one wait: the last description, the last error, and the number of requests. Sends nothing. */
export class WaitTracker {
  readonly tableName: string;
  readonly wait: WaitSettings;
  readonly deadline: Deadline;
  polls = 0;
  pauses = 0;
  /** The vector indexes that were searched. */
  readonly searched = new Set<string>();
  readonly #startMs: number;
  #table: TableDescription | undefined;
  #status: string | undefined;
  #lastError: Error | undefined;

  /** @param deadline - The time limit of the call that the wait is a part of. */
  constructor(tableName: string, wait: WaitSettings, deadline: Deadline) {
    this.tableName = tableName;
    this.wait = wait;
    this.deadline = deadline;
    this.#startMs = deadline.elapsedMs;
  }

  /** Milliseconds since the start of this wait, which may be one of several in a call. */
  get waitedMs(): number {
    return this.deadline.elapsedMs - this.#startMs;
  }

  /**
   * Stores a description, and returns whether the table is ready. Throws if the table cannot become ready.
   *
   * @param awaited - What else has to be true, as texts.
   */
  isReady(table: TableDescription, awaited: readonly string[] = []): boolean {
    const { until, awaitsReplicas } = this.wait;
    const pending = [...this.pendingIn(table), ...awaited];
    this.noteTable(table, pending);
    this.refuseReplaced(table);
    const advice = blockedReason(table, until, awaitsReplicas);
    if (advice !== undefined) {
      throw new WaitFailedError(`Table "${this.tableName}" will not become usable`, this.#facts(), advice);
    }
    return pending.length === 0;
  }

  /** The parts of a description that are not ready yet, as texts. */
  pendingIn(table: TableDescription): string[] {
    const { until, awaitsReplicas, cancels } = this.wait;
    return pendingParts(table, until, awaitsReplicas, cancels);
  }

  /** Throws if the table is not the one that is waited for. */
  refuseReplaced(table: TableDescription): void {
    const { expectTableId = table.TableId } = this.wait;
    if (table.TableId === undefined || table.TableId === expectTableId) return;
    this.#table = table;
    this.#status = table.TableStatus;
    const advice = "Another program deleted that one and created this one.";
    throw new TableReplacedError(`Table "${this.tableName}" is not the one that was created`, this.#facts(), advice);
  }

  noteTable(table: TableDescription, pending: readonly string[]): void {
    this.#table = table;
    this.#status = table.TableStatus;
    this.#report(pending);
  }

  noteMissing(pending: readonly string[]): void {
    this.#table = undefined;
    this.#status = "NOT_FOUND";
    this.#report(pending);
  }

  noteError(error: unknown): void {
    const reason = this.noteRefusal(error);
    this.#report([`an answer: ${reason.message}`], reason);
  }

  /** Stores an error that says that the table is not ready, as the cause of a timeout. */
  noteRefusal(error: unknown): Error {
    // The cause of a timeout says more than the timeout.
    const reason = isRequestTimeout(error) && isError(error) && isError(error.cause) ? error.cause : error;
    this.#lastError = isError(reason) ? reason : new Error(String(reason));
    return this.#lastError;
  }

  /** @param reason - What kept the table from the goal, where it was no failed request of the wait. */
  timedOut(goal: string, advice: string, reason: unknown = this.#lastError): WaitTimeoutError {
    // The time of a call can have grown with what it does.
    const seconds = Number((this.deadline.timeoutMs / 1000).toFixed(3));
    const problem = `Table "${this.tableName}" was not ${goal} within ${seconds} s`;
    const cause = reason === undefined ? undefined : { cause: reason };
    const hint = this.#status === undefined && this.#lastError ? `No answer: ${this.#lastError.message}` : advice;
    return new WaitTimeoutError(problem, this.#facts(), hint, cause);
  }

  #facts(): WaitFacts {
    return {
      tableName: this.tableName,
      lastStatus: this.#status,
      indexStates: indexStates(this.#table),
      replicaStates: replicaStates(this.#table),
      elapsedSeconds: this.deadline.elapsedMs / 1000,
      polls: this.polls,
    };
  }

  #report(pending: readonly string[], error?: Error): void {
    const replicas = replicaStates(this.#table);
    callCaller(this.wait.onProgress, {
      tableName: this.tableName,
      tableStatus: error ? undefined : this.#status,
      indexes: indexStates(this.#table),
      ...(replicas.length > 0 && { replicas }),
      pending,
      elapsedSeconds: this.deadline.elapsedMs / 1000,
      remainingSeconds: Math.max(0, this.deadline.remainingMs / 1000),
      polls: this.polls,
      ...(error && { error }),
    });
  }
}
