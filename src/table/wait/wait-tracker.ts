import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isSilence } from "../../dynamodb/error-predicates.js";
import { isError } from "../../errors/is-error.js";
import { type WaitFacts, WaitFailedError, WaitTimeoutError } from "../../errors.js";
import type { Deadline } from "../../procedure/deadline.js";
import { blockedReason, indexStates, pendingParts } from "./table-state.js";
import type { WaitSettings } from "./wait-settings.js";

/** The book-keeping of one wait: what was seen, when, and what that means. Does no waiting itself. */
export class WaitTracker {
  readonly tableName: string;
  readonly wait: WaitSettings;
  readonly deadline: Deadline;
  polls = 0;
  pauses = 0;
  readonly #begunMs: number;
  #table: TableDescription | undefined;
  #status: string | undefined;
  #lastFault: Error | undefined;

  /** @param deadline - That of the call which the wait is a part of. */
  constructor(tableName: string, wait: WaitSettings, deadline: Deadline) {
    this.tableName = tableName;
    this.wait = wait;
    this.deadline = deadline;
    this.#begunMs = deadline.elapsedMs;
  }

  /** Milliseconds since this wait began, which may be one of several in a call. */
  get waitedMs(): number {
    return this.deadline.elapsedMs - this.#begunMs;
  }

  /**
   * Notes that the table was seen, and tells whether it is ready. Throws where it never will be.
   *
   * @param awaited - What is waited for besides.
   */
  isReady(table: TableDescription, awaited: readonly string[] = []): boolean {
    const pending = [...pendingParts(table, this.wait.until), ...awaited];
    this.noteTable(table, pending);
    const advice = blockedReason(table, this.wait.until);
    if (advice !== undefined) {
      throw new WaitFailedError(`Table "${this.tableName}" will not become usable`, this.#facts(), advice);
    }
    return pending.length === 0;
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

  noteFault(error: unknown): void {
    // Of tries that were given up, what they met says more than that they were.
    const fault = isSilence(error) && isError(error) && isError(error.cause) ? error.cause : error;
    this.#lastFault = isError(fault) ? fault : new Error(String(fault));
    this.#report([`an answer: ${this.#lastFault.message}`], this.#lastFault);
  }

  timedOut(goal: string, advice: string): WaitTimeoutError {
    const problem = `Table "${this.tableName}" was not ${goal} within ${this.wait.timeoutMs / 1000} s`;
    const cause = this.#lastFault && { cause: this.#lastFault };
    const hint = this.#status === undefined && this.#lastFault ? `No answer: ${this.#lastFault.message}` : advice;
    return new WaitTimeoutError(problem, this.#facts(), hint, cause);
  }

  #facts(): WaitFacts {
    return {
      tableName: this.tableName,
      lastStatus: this.#status,
      indexStates: indexStates(this.#table),
      elapsedSeconds: this.deadline.elapsedMs / 1000,
      polls: this.polls,
    };
  }

  #report(pending: readonly string[], error?: Error): void {
    this.wait.onProgress?.({
      tableName: this.tableName,
      tableStatus: error ? undefined : this.#status,
      indexes: indexStates(this.#table),
      pending,
      elapsedSeconds: this.deadline.elapsedMs / 1000,
      remainingSeconds: Math.max(0, this.deadline.remainingMs / 1000),
      polls: this.polls,
      ...(error && { error }),
    });
  }
}
