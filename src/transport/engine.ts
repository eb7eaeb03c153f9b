import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import type { CallLimit } from "./call-time.js";
import { CallTime } from "./call-time.js";
import { now, timeOfDay } from "./clock.js";
import { EngineQueue, type QueueRequest } from "./engine-queue.js";
import { BlockingIteratorSource } from "./iterator-source.js";
import type { AnyCommand, SdkCommand } from "./sdk-command.js";
import type {
  BlockingConnection,
  BlockingRequestQueue,
  BlockingTransport,
  BlockingValueSource,
  CallOptions,
  CallResult,
  Completion,
  SendOptions,
} from "./transport.js";

/** The call that a request or a pause belongs to, as far as an engine uses it. */
export interface EngineCall extends SendOptions {
  readonly time: CallTime;
}

/** A way to block the calling thread. */
export interface Engine {
  readonly isLoopback: boolean;
  sendAll(calls: readonly Call[], concurrency: number, call: EngineCall): readonly PromiseSettledResult<unknown>[];
  sendCommand(command: AnyCommand, call: EngineCall): unknown;
  /** Sends the requests posted to a queue, and waits until a request of the queue has ended, or for `waitMs`. */
  awaitQueue(request: QueueRequest, call: EngineCall): readonly Completion[];
  /** Aborts the requests of a queue. */
  closeQueue(number: number): void;
  sleep(ms: number, call: EngineCall): void;
  destroy(): void;
}

/** Creates the transports of a client's blocking calls. */
export class EngineConnection implements BlockingConnection {
  readonly engine: Engine;
  readonly #limit: CallLimit;

  constructor(engine: Engine, limit: CallLimit) {
    this.engine = engine;
    this.#limit = limit;
  }

  startCall(): BlockingTransport {
    return new BlockingCall(this.engine, new CallTime(this.#limit));
  }

  destroy(): void {
    this.engine.destroy();
  }
}

/** The transport of one blocking call: all of its requests and pauses share the call's time. */
class BlockingCall implements BlockingTransport {
  readonly #engine: Engine;
  readonly #time: CallTime;

  constructor(engine: Engine, time: CallTime) {
    this.#engine = engine;
    this.#time = time;
  }

  get isLoopback(): boolean {
    return this.#engine.isLoopback;
  }

  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O> {
    const call = { operation, input, region: options?.region } as unknown as Call; // a member of the union, which TypeScript cannot infer here
    const [result] = this.#engine.sendAll([call], 1, { ...options, time: this.#time });
    if (result?.status === "fulfilled") return result.value as OperationOutput<O>; // the type that the registry defines
    throw result?.reason;
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): O {
    // readCommand checks its form at run time, so its type parameters do not matter; the answer has the command's type.
    return this.#engine.sendCommand(command as unknown as AnyCommand, { ...options, time: this.#time }) as O;
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> } {
    // An engine returns one result per call, in order.
    return this.#engine.sendAll(calls, concurrency, { ...options, time: this.#time }) as {
      [I in keyof C]: CallResult<C[I]>;
    };
  }

  openQueue(options?: CallOptions): BlockingRequestQueue {
    const call = { ...options, time: this.#time };
    return new EngineQueue({
      awaitQueue: (request) => this.#engine.awaitQueue(request, call),
      closeQueue: (number) => this.#engine.closeQueue(number),
      sleep: (ms) => this.#engine.sleep(ms, call),
    });
  }

  openSource<T>(values: Iterable<T>, options?: CallOptions): BlockingValueSource<T> {
    return new BlockingIteratorSource(values, options?.signal);
  }

  sleep(ms: number, options?: CallOptions): void {
    this.#engine.sleep(ms, { ...options, time: this.#time });
  }

  now(): number {
    return now();
  }

  timeOfDay(): number {
    return timeOfDay();
  }

  allowFor(ms: number): void {
    this.#time.allowFor(ms);
  }

  renew(): void {
    this.#time.renew();
  }
}
