/** Longer texts are not kept, because of their memory. */
const MAX_LENGTH = 500;
const MAX_TEXTS = 500;

/** Keeps the results of a function of a text: programs send few different expressions, each many times. */
export class Memo<T> {
  readonly #results = new Map<string, T>();

  /** The result for a text. An error is not kept. */
  get(text: string, compute: (text: string) => T): T {
    const known = this.#results.get(text);
    if (known !== undefined) return known;
    const result = compute(text);
    if (text.length > MAX_LENGTH) return result;
    if (this.#results.size === MAX_TEXTS) this.#results.clear();
    this.#results.set(text, result);
    return result;
  }
}
