import { setImmediate } from "node:timers/promises";
import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Transports } from "../../src/async/client/client-config.js";
import type { Call, OperationInput, OperationName, OperationOutput } from "../../src/dynamodb/operations.js";
import type { CallOptions } from "../../src/table/call-options.js";
import type { MockClock } from "../../src/testing/index.js";
import type { SdkCommand } from "../../src/transport/sdk-command.js";
import type {
  BlockingRequestQueue,
  BlockingTransport,
  BlockingValueSource,
  CallResult,
  RequestQueue,
  SendOptions,
  Transport,
  ValueSource,
} from "../../src/transport/transport.js";

/**
 * The async and the blocking transport of a client, with real requests and a fake clock.
 *
 * @param afterEach - Called after each request and pause.
 */
export function fakeTime(
  { transport, connectBlocking }: Transports,
  clock: MockClock,
  afterEach: () => void = () => {},
): Transports {
  return {
    transport: new FakeTimeTransport(transport, clock, afterEach),
    connectBlocking: () => {
      const connection = connectBlocking();
      return {
        startCall: () => new FakeTimeBlocking(connection.startCall(), clock, afterEach),
        destroy: () => connection.destroy(),
      };
    },
  };
}

/** A transport that sends real requests, and whose pauses take no time: they advance the emulator's clock instead. */
class FakeTimeTransport implements Transport {
  readonly #real: Transport;
  readonly #clock: MockClock;
  readonly #afterEach: () => void;

  constructor(real: Transport, clock: MockClock, afterEach: () => void) {
    this.#real = real;
    this.#clock = clock;
    this.#afterEach = afterEach;
  }

  get isLoopback(): boolean {
    return this.#real.isLoopback;
  }

  async send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    options?: SendOptions,
  ): Promise<OperationOutput<O>> {
    try {
      return await this.#real.send(operation, input, options);
    } finally {
      this.#afterEach();
    }
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): Promise<O> {
    return this.#real.sendCommand(command, options);
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }> {
    return this.#real.sendAll(calls, options);
  }

  openQueue(options?: CallOptions): RequestQueue {
    const queue = this.#real.openQueue(options);
    let underWay = 0;
    return {
      post: (call, timeoutMs) => {
        underWay++;
        return queue.post(call, timeoutMs);
      },
      next: async (until) => {
        if (underWay === 0) {
          await this.sleep(Math.max(0, (until ?? 0) - this.now()), options);
          return undefined;
        }
        const completion = await queue.next();
        underWay--;
        this.#afterEach();
        return completion;
      },
      poll: async () => {
        const completion = await queue.poll();
        if (completion !== undefined) underWay--;
        return completion;
      },
      close: () => queue.close(),
    };
  }

  openSource<T>(values: Iterable<T> | AsyncIterable<T>, options?: CallOptions): ValueSource<T> {
    return this.#real.openSource(values, options);
  }

  async sleep(ms: number, { signal }: CallOptions = {}): Promise<void> {
    this.#clock.advance(ms);
    this.#afterEach();
    await setImmediate();
    signal?.throwIfAborted();
  }

  now(): number {
    return this.#clock.now();
  }

  timeOfDay(): number {
    return this.#clock.now();
  }

  allowFor(ms: number): void {
    this.#real.allowFor(ms);
  }

  renew(): void {
    this.#real.renew();
  }

  destroy(): void {
    this.#real.destroy();
  }
}

/** The same for blocking calls. */
class FakeTimeBlocking implements BlockingTransport {
  readonly #real: BlockingTransport;
  readonly #clock: MockClock;
  readonly #afterEach: () => void;

  constructor(real: BlockingTransport, clock: MockClock, afterEach: () => void) {
    this.#real = real;
    this.#clock = clock;
    this.#afterEach = afterEach;
  }

  get isLoopback(): boolean {
    return this.#real.isLoopback;
  }

  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O> {
    try {
      return this.#real.send(operation, input, options);
    } finally {
      this.#afterEach();
    }
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): O {
    return this.#real.sendCommand(command, options);
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> } {
    return this.#real.sendAll(calls, options);
  }

  openQueue(options?: CallOptions): BlockingRequestQueue {
    const queue = this.#real.openQueue(options);
    let underWay = 0;
    return {
      post: (call, timeoutMs) => {
        underWay++;
        return queue.post(call, timeoutMs);
      },
      next: (until) => {
        if (underWay === 0) {
          this.sleep(Math.max(0, (until ?? 0) - this.now()), options);
          return undefined;
        }
        const completion = queue.next();
        underWay--;
        this.#afterEach();
        return completion;
      },
      poll: () => {
        const completion = queue.poll();
        if (completion !== undefined) underWay--;
        return completion;
      },
      close: () => queue.close(),
    };
  }

  openSource<T>(values: Iterable<T>, options?: CallOptions): BlockingValueSource<T> {
    return this.#real.openSource(values, options);
  }

  sleep(ms: number, { signal }: CallOptions = {}): void {
    this.#clock.advance(ms);
    this.#afterEach();
    signal?.throwIfAborted();
  }

  now(): number {
    return this.#clock.now();
  }

  timeOfDay(): number {
    return this.#clock.now();
  }

  allowFor(ms: number): void {
    this.#real.allowFor(ms);
  }

  renew(): void {
    this.#real.renew();
  }
}
