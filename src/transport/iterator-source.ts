import { offAbort, onAbort } from "./signals.js";
import type { BlockingValueSource, ValueSource } from "./transport.js";

type AnyIterator<T> = Iterator<T, unknown> | AsyncIterator<T, unknown>;

/** Reads the caller's iterator, of either kind, until a signal aborts. */
export class IteratorSource<T> implements ValueSource<T> {
  readonly #iterator: AnyIterator<T>;
  readonly #signals: readonly AbortSignal[];
  readonly #onAbort = () => this.#reject(this.#aborted?.reason);
  #reject: (reason: unknown) => void = () => {};
  #isPending = false;
  #hasEnded = false;

  constructor(values: Iterable<T> | AsyncIterable<T>, signals: readonly (AbortSignal | undefined)[]) {
    this.#iterator = Symbol.asyncIterator in values ? values[Symbol.asyncIterator]() : values[Symbol.iterator]();
    this.#signals = signals.filter((signal) => signal !== undefined);
    for (const signal of this.#signals) onAbort(signal, this.#onAbort);
  }

  async next(): Promise<IteratorResult<T, unknown>> {
    const aborted = this.#aborted;
    if (aborted) throw aborted.reason;
    try {
      const next = this.#iterator.next();
      const result = "then" in next ? await this.#unlessAborted(next) : next;
      this.#hasEnded = result.done === true;
      return result;
    } catch (error) {
      // An iterator that threw has ended itself.
      this.#hasEnded = !this.#isPending;
      throw error;
    }
  }

  async close(): Promise<void> {
    for (const signal of this.#signals) offAbort(signal, this.#onAbort);
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    const ended = this.#end();
    // An iterator that has no value yet ends when it has one, which can be never.
    if (!this.#isPending) await ended;
  }

  async #end(): Promise<void> {
    try {
      await this.#iterator.return?.();
    } catch {
      // The call fails with its own error.
    }
  }

  get #aborted(): AbortSignal | undefined {
    return this.#signals.find((signal) => signal.aborted);
  }

  #unlessAborted(next: Promise<IteratorResult<T, unknown>>): Promise<IteratorResult<T, unknown>> {
    this.#isPending = true;
    return new Promise((resolve, reject) => {
      this.#reject = reject;
      next.then(
        (result) => {
          this.#isPending = false;
          resolve(result);
        },
        (error: unknown) => {
          this.#isPending = false;
          reject(error);
        },
      );
    });
  }
}

/** Reads the caller's iterator in a blocking call. */
export class BlockingIteratorSource<T> implements BlockingValueSource<T> {
  readonly #iterator: Iterator<T, unknown>;
  readonly #signal: AbortSignal | undefined;
  #hasEnded = false;

  constructor(values: Iterable<T>, signal: AbortSignal | undefined) {
    this.#iterator = values[Symbol.iterator]();
    this.#signal = signal;
  }

  next(): IteratorResult<T, unknown> {
    this.#signal?.throwIfAborted();
    try {
      const result = this.#iterator.next();
      this.#hasEnded = result.done === true;
      return result;
    } catch (error) {
      this.#hasEnded = true;
      throw error;
    }
  }

  close(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    try {
      this.#iterator.return?.();
    } catch {
      // The call fails with its own error.
    }
  }
}
