import { setImmediate } from "node:timers/promises";
import type { OperationInput, OperationName, OperationOutput } from "../../src/transport/operations.js";
import type { Call, CallOptions, CallResult, SendOptions, Transport } from "../../src/transport/transport.js";

/** A clock that other threads can read, and that moves only when told. */
export class FakeClock {
  readonly buffer = new SharedArrayBuffer(8);
  readonly #time = new BigInt64Array(this.buffer);

  now(): number {
    return Number(Atomics.load(this.#time, 0));
  }

  advance(ms: number): void {
    Atomics.add(this.#time, 0, BigInt(Math.ceil(ms)));
  }

  reset(): void {
    Atomics.store(this.#time, 0, 0n);
  }
}

/** A transport that really sends, and whose pauses take no time: they move the fake clock instead. */
export class FakeTimeTransport implements Transport {
  readonly #real: Transport;
  readonly #clock: FakeClock;
  /** Every pause that was asked for, in milliseconds. */
  readonly pauses: number[] = [];

  constructor(real: Transport, clock: FakeClock) {
    this.#real = real;
    this.#clock = clock;
  }

  get isLoopback(): boolean {
    return this.#real.isLoopback;
  }

  send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    options?: SendOptions,
  ): Promise<OperationOutput<O>> {
    return this.#real.send(operation, input, options);
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }> {
    return this.#real.sendAll(calls, options);
  }

  async sleep(ms: number, { signal }: CallOptions = {}): Promise<void> {
    this.pauses.push(ms);
    this.#clock.advance(ms);
    await setImmediate();
    signal?.throwIfAborted();
  }

  now(): number {
    return this.#clock.now();
  }

  destroy(): void {
    this.#real.destroy();
  }
}
