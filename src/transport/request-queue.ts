import type { Call } from "../dynamodb/operations.js";
import { clearTimeout, setTimeout } from "./clock.js";
import type { CallOptions, Completion, RequestQueue, Transport } from "./transport.js";
import { withLimits } from "./work-limits.js";

/** The concurrent requests of one call. */
export class SdkRequestQueue implements RequestQueue {
  readonly #transport: Transport;
  readonly #signals: readonly (AbortSignal | undefined)[];
  readonly #closed = new AbortController();
  readonly #over: Completion[] = [];
  #lastId = 0;
  #wake: () => void = () => {};

  /** @param destroyed - Aborted when the client is destroyed. */
  constructor(transport: Transport, { signal }: CallOptions, destroyed: AbortSignal) {
    this.#transport = transport;
    this.#signals = [signal, destroyed];
  }

  post(call: Call, timeoutMs: number | undefined): number {
    const id = ++this.#lastId;
    const options = { signal: this.#closed.signal, timeoutMs, retriesRefusals: false };
    const answer = this.#transport.send(call.operation, call.input, options);
    void this.#settle(id, answer);
    return id;
  }

  async next(until?: number): Promise<Completion | undefined> {
    if (this.#over.length === 0) await this.#sleep(until);
    return this.#over.shift();
  }

  /** All requests that have ended by now: at least one, unless the time is over first. */
  async nextAll(until?: number): Promise<readonly Completion[]> {
    if (this.#over.length === 0) await this.#sleep(until);
    return this.#over.splice(0);
  }

  close(): void {
    this.#closed.abort();
  }

  async #settle(id: number, answer: Promise<unknown>): Promise<void> {
    const [result] = await Promise.allSettled([answer]);
    this.#over.push({ id, result });
    this.#wake();
  }

  /** Waits until a request has ended, a signal aborts, or the time `until` is reached. */
  #sleep(until: number | undefined): Promise<void> {
    const untilWoken = (signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        const ms = until === undefined ? undefined : Math.max(0, until - this.#transport.now());
        const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
        signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
      });
    return withLimits(untilWoken, { signals: this.#signals });
  }
}
