type Listener = () => void;

/** What waits for each signal. A signal has one listener of ours, however many calls use it: Node warns from the eleventh on. */
const waiting = new WeakMap<AbortSignal, Waiting>();

/** Everybody who waits for one signal. */
class Waiting {
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<Listener>();
  readonly #tell = () => {
    // A copy: who is told takes itself out.
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(listener: Listener): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener("abort", this.#tell);
    this.#listeners.add(listener);
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener("abort", this.#tell);
  }
}

/** Calls a listener, which no other call may use, when a signal aborts, until {@link offAbort}. */
export function onAbort(signal: AbortSignal, listener: Listener): void {
  const known = waiting.get(signal);
  const all = known ?? new Waiting(signal);
  if (known === undefined) waiting.set(signal, all);
  all.add(listener);
}

/** Ends what {@link onAbort} began. */
export function offAbort(signal: AbortSignal, listener: Listener): void {
  waiting.get(signal)?.remove(listener);
}
