/** A fair lock: many readers at a time, or one writer, in the order of their calls. */
export class Lock {
  #lastWriter: Promise<unknown> = Promise.resolve();
  readonly #readers = new Set<Promise<unknown>>();

  /** Runs concurrently with other readers, after all earlier writers. */
  shared<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#lastWriter.then(run);
    const over: Promise<void> = result.then(ignore, ignore);
    this.#readers.add(over);
    void over.then(() => this.#readers.delete(over));
    return result;
  }

  /** Runs alone, after all earlier readers and writers. */
  exclusive<T>(run: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#lastWriter, ...this.#readers]).then(run);
    this.#lastWriter = result.then(ignore, ignore);
    return result;
  }
}

function ignore(): void {}
