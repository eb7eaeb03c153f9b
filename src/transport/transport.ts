import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import type { SdkCommand } from "./sdk-command.js";
import type { KeyNames } from "./whereabouts.js";

/** What every call through the seam may carry. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** What a request may carry. */
export interface SendOptions extends CallOptions {
  /** Milliseconds after which the request is given up with a {@link RequestTimeoutError}; none means the SDK's own limits. */
  readonly timeoutMs?: number | undefined;
  /** The key attributes of the tables that items are put into, for errors: the rest of such an item is not told. */
  readonly keyNames?: KeyNames | undefined;
}

/** The outcome of one request of a {@link Transport.sendAll}. */
export type CallResult<C extends Call> = PromiseSettledResult<OperationOutput<C["operation"]>>;

/** A request of a queue that is over. */
export interface Completion {
  /** The number that it was given. */
  readonly id: number;
  readonly result: PromiseSettledResult<unknown>;
}

/** Requests that are under way at the same time; the one that is over first comes first. */
export interface RequestQueue {
  /** Begins a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** The next request that is over, or `undefined` where the clock says `until` first. Rejects with the signal's reason. */
  next(until?: number): Promise<Completion | undefined>;
  /** Gives up what is under way. */
  close(): void;
}

/** The same for a blocking call. */
export interface BlockingRequestQueue {
  /** Begins a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** The next request that is over, or `undefined` where the clock says `until` first. */
  next(until?: number): Completion | undefined;
  /** Gives up what is under way. */
  close(): void;
}

/** What needs no waiting, and so is the same for the async and the blocking side. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
  /** Milliseconds since 1970. */
  timeOfDay(): number;
  /**
   * Says how many milliseconds the call takes because its own options ask for it: the default limit of a blocking call
   * comes on top.
   */
  allowFor(ms: number): void;
  /** Says that the caller asks for more, such as the next page: the limit of a blocking call starts again. */
  renew(): void;
  /** Whether the endpoint is on this machine. Known after the first request; `false` before. */
  readonly isLoopback: boolean;
}

/** The one way from the code in `src/async` to DynamoDB and to the clock. */
export interface Transport extends Clock {
  /** Sends one request. Rejects with the SDK's error, or with the signal's reason. */
  send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    options?: SendOptions,
  ): Promise<OperationOutput<O>>;
  /** Sends a command of the SDK, one of the registry or any other. Rejects with the SDK's error, or the signal's reason. */
  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): Promise<O>;
  /** Sends many requests, at most `concurrency` at a time. The results are settled, and in the order of the calls. */
  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }>;
  /** Requests that go side by side with others; see {@link RequestQueue}. Has to be closed. */
  openQueue(options?: CallOptions): RequestQueue;
  /** Waits. Rejects with the signal's reason. */
  sleep(ms: number, options?: CallOptions): Promise<void>;
  /** Ends everything under way and lets go of all sockets. */
  destroy(): void;
}

/**
 * The same way for the code in `src/sync`, for one blocking call: each method blocks its thread and returns what the other
 * resolves to.
 */
export interface BlockingTransport extends Clock {
  /** Sends one request. Throws the SDK's error. */
  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O>;
  /** Sends a command of the SDK, one of the registry or any other. Throws the SDK's error. */
  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): O;
  /** Sends many requests, at most `concurrency` at a time. The results are settled, and in the order of the calls. */
  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> };
  /** Requests that go side by side with others; see {@link BlockingRequestQueue}. Has to be closed. */
  openQueue(options?: CallOptions): BlockingRequestQueue;
  /** Waits. */
  sleep(ms: number, options?: CallOptions): void;
}

/** What blocks for a client. */
export interface BlockingConnection {
  /** The transport of one blocking call, whose time begins now. */
  startCall(): BlockingTransport;
  /** Lets go of the engine. */
  destroy(): void;
}
