import type { Call } from "../dynamodb/operations.js";
import { clearTimeout, setTimeout } from "./clock.js";
import { offAbort, onAbort } from "./signals.js";
import type { CallOptions, Completion, RequestQueue, Transport } from "./transport.js";
import { LONGEST_TIMER_MS } from "./work-limits.js";

/** The concurrent requests of one call. */
export class SdkRequestQueue implements RequestQueue {
  readonly #transport: Transport;
  readonly #signals: readonly AbortSignal[];
  readonly #closed = new AbortController();
  readonly #over: Completion[] = [];
  #lastId = 0;
  #wake: () => void = () => {};
  readonly #onAbort = () => this.#wake();

  /** @param destroyed - Aborted when the client is destroyed. */
  constructor(transport: Transport, { signal }: CallOptions, destroyed: AbortSignal) {
    this.#transport = transport;
    this.#signals = signal === undefined ? [destroyed] : [signal, destroyed];
    for (const each of this.#signals) onAbort(each, this.#onAbort);
  }

  post(call: Call, timeoutMs: number | undefined): number {
    const id = ++this.#lastId;
    if (this.#aborted) return id; // the next wait throws
    const options = { signal: this.#closed.signal, timeoutMs, retriesRefusals: false, region: call.region };
    this.#transport.send(call.operation, call.input, options).then(
      (value) => this.#end(id, { status: "fulfilled", value }),
      (reason: unknown) => this.#end(id, { status: "rejected", reason }),
    );
    return id;
  }

  async next(until?: number): Promise<Completion | undefined> {
    await this.#wait(until);
    return this.#over.shift();
  }

  poll(): Promise<Completion | undefined> {
    const aborted = this.#aborted;
    return aborted ? Promise.reject(aborted.reason as Error) : Promise.resolve(this.#over.shift()); // by convention an error
  }

  /** All requests that have ended by now. */
  takeAll(): readonly Completion[] {
    return this.#over.splice(0);
  }

  /** All requests that have ended by now: at least one, unless the time is over first. */
  async nextAll(until?: number): Promise<readonly Completion[]> {
    await this.#wait(until);
    return this.takeAll();
  }

  close(): void {
    for (const signal of this.#signals) offAbort(signal, this.#onAbort);
    this.#closed.abort();
  }

  #end(id: number, result: Completion["result"]): void {
    this.#over.push({ id, result });
    this.#wake();
  }

  /** Waits until a request has ended, or the time `until` is reached. Throws a signal's reason. */
  async #wait(until: number | undefined): Promise<void> {
    if (this.#over.length === 0 && !this.#aborted) await this.#sleep(until);
    this.#throwIfAborted();
  }

  #throwIfAborted(): void {
    const aborted = this.#aborted;
    if (aborted) throw aborted.reason;
  }

  get #aborted(): AbortSignal | undefined {
    return this.#signals.find((signal) => signal.aborted);
  }

  #sleep(until: number | undefined): Promise<void> {
    return new Promise((resolve) => {
      const ms = until === undefined ? undefined : Math.max(0, until - this.#transport.now());
      const timer = ms === undefined ? undefined : setTimeout(resolve, Math.min(ms, LONGEST_TIMER_MS));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
