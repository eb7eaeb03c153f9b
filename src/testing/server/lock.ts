/** Lets many readers in at a time, or one writer alone, in the order in which they came. */
export class Lock {
  #lastWriter: Promise<unknown> = Promise.resolve();
  readonly #readers = new Set<Promise<unknown>>();

  /** Runs beside other readers, after the writers that came before. */
  shared<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#lastWriter.then(run);
    const over: Promise<void> = result.then(ignore, ignore);
    this.#readers.add(over);
    void over.then(() => this.#readers.delete(over));
    return result;
  }

  /** Runs alone, after everything that came before. */
  exclusive<T>(run: () => Promise<T>): Promise<T> {
    const result = Promise.all([this.#lastWriter, ...this.#readers]).then(run);
    this.#lastWriter = result.then(ignore, ignore);
    return result;
  }
}

function ignore(): void {}
