type Listener = () => void;

/**
 * The listeners of each signal. We add one listener to a signal for all calls that use it, because Node warns from the
 * eleventh on.
 */
const listenersBySignal = new WeakMap<AbortSignal, SignalListeners>();

/** The listeners of one signal. */
class SignalListeners {
  readonly #signal: AbortSignal;
  readonly #listeners = new Set<Listener>();
  readonly #notify = () => {
    // A copy, because listeners remove themselves.
    for (const listener of [...this.#listeners]) listener();
  };

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  add(listener: Listener): void {
    if (this.#listeners.size === 0) this.#signal.addEventListener("abort", this.#notify);
    this.#listeners.add(listener);
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#signal.removeEventListener("abort", this.#notify);
  }
}

/** Calls a listener when a signal aborts, until {@link offAbort}. A listener can be registered once only. */
export function onAbort(signal: AbortSignal, listener: Listener): void {
  const known = listenersBySignal.get(signal);
  const all = known ?? new SignalListeners(signal);
  if (known === undefined) listenersBySignal.set(signal, all);
  all.add(listener);
}

/** Removes a listener of {@link onAbort}. */
export function offAbort(signal: AbortSignal, listener: Listener): void {
  listenersBySignal.get(signal)?.remove(listener);
}
