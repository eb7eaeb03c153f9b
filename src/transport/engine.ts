import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import type { CallLimit } from "./call-time.js";
import { CallTime } from "./call-time.js";
import { now, timeOfDay } from "./clock.js";
import { EngineQueue, type QueueRequest } from "./engine-queue.js";
import type { AnyCommand, SdkCommand } from "./sdk-command.js";
import type {
  BlockingConnection,
  BlockingRequestQueue,
  BlockingTransport,
  CallOptions,
  CallResult,
  Completion,
  SendOptions,
} from "./transport.js";

/** What an engine needs to know of the call that a request or a pause belongs to. */
export interface EngineCall extends SendOptions {
  readonly time: CallTime;
}

/** A way to block. */
export interface Engine {
  readonly isLoopback: boolean;
  sendAll(calls: readonly Call[], concurrency: number, call: EngineCall): readonly PromiseSettledResult<unknown>[];
  sendCommand(command: AnyCommand, call: EngineCall): unknown;
  /** Hands over what was posted to a queue, and waits until a request of the queue is over, or its time. */
  awaitQueue(request: QueueRequest, call: EngineCall): readonly Completion[];
  /** Gives up the requests of a queue. */
  closeQueue(number: number): void;
  sleep(ms: number, call: EngineCall): void;
  destroy(): void;
}

/** Makes the transports of a client's blocking calls. */
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

/** The transport of one blocking call: everything that goes over it shares the call's time. */
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
    const call = { operation, input } as unknown as Call; // one pair out of the union, which TypeScript cannot tell here
    const [result] = this.#engine.sendAll([call], 1, { ...options, time: this.#time });
    if (result?.status === "fulfilled") return result.value as OperationOutput<O>; // what the registry says
    throw result?.reason;
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): O {
    // Read by its shape first, which is why its types do not matter; the answer is what the command's type says.
    return this.#engine.sendCommand(command as unknown as AnyCommand, { ...options, time: this.#time }) as O;
  }

  sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> } {
    // An engine answers with one result per call, in order.
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
