import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import type { KeyNames } from "./request-subject.js";
import type { SdkCommand } from "./sdk-command.js";

/** The options of every call of the transport. */
export interface CallOptions {
  /** Ends the call at once with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** The options of a request. */
export interface SendOptions extends CallOptions {
  /**
   * Milliseconds after which the request is aborted with a {@link RequestTimeoutError}. @defaultValue the SDK's own
   * limits
   */
  readonly timeoutMs?: number | undefined;
  /**
   * The names of the key attributes of the tables that items are put into: errors contain the key of such an item, not
   * the whole item.
   */
  readonly keyNames?: KeyNames | undefined;
  /**
   * Whether the SDK sends again what DynamoDB refused because there is too much at once. @defaultValue true, and false in a
   * queue
   */
  readonly retriesRefusals?: boolean | undefined;
  /** The region to send to. In lists and queues, each request has its own. @defaultValue the client's */
  readonly region?: string | undefined;
}

/** The outcome of one request of a {@link Transport.sendAll}. */
export type CallResult<C extends Call> = PromiseSettledResult<OperationOutput<C["operation"]>>;

/** A request of a queue that has ended. */
export interface Completion {
  /** The number that `post` returned. */
  readonly id: number;
  readonly result: PromiseSettledResult<unknown>;
}

/**
 * Concurrent requests, returned in the order in which they end. What DynamoDB refuses because there is too much at once is not
 * sent again: whoever posts requests knows how many there are.
 */
export interface RequestQueue {
  /** Starts a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /**
   * The next request that has ended, or `undefined` if the time `until` is reached first. Rejects with the signal's
   * reason.
   */
  next(until?: number): Promise<Completion | undefined>;
  /** Starts what was posted, and returns a request that has ended, without waiting. Rejects with the signal's reason. */
  poll(): Promise<Completion | undefined>;
  /** Aborts all requests in progress. */
  close(): void;
}

/** Concurrent requests of a blocking call. */
export interface BlockingRequestQueue {
  /** Starts a request, and returns its number. */
  post(call: Call, timeoutMs: number | undefined): number;
  /** The next request that has ended, or `undefined` if the time `until` is reached first. */
  next(until?: number): Completion | undefined;
  /** Starts what was posted, and returns a request that has ended, without waiting. */
  poll(): Completion | undefined;
  /** Aborts all requests in progress. */
  close(): void;
}

/** Values of the caller, read one after the other. */
export interface ValueSource<T> {
  /** The next value, or the end. Rejects with the signal's reason, also while the caller has none. */
  next(): Promise<IteratorResult<T, unknown>>;
  /** Ends the caller's iterator, if it has not ended itself. */
  close(): Promise<void>;
}

/** Values of the caller, read one after the other by a blocking call. */
export interface BlockingValueSource<T> {
  /** The next value, or the end. */
  next(): IteratorResult<T, unknown>;
  /** Ends the caller's iterator, if it has not ended itself. */
  close(): void;
}

/** The methods that do not wait, and so are the same for async and blocking calls. */
export interface Clock {
  /** Milliseconds of a monotonic clock. */
  now(): number;
  /** Milliseconds since 1970. */
  timeOfDay(): number;
  /** Adds the milliseconds that the call's own options ask for, from now on, to the default limit of a blocking call. */
  allowFor(ms: number): void;
  /** Restarts the limit of a blocking call, for the caller's next request, such as the next page. */
  renew(): void;
  /** Whether the endpoint is on this machine. Known after the first request; `false` before. */
  readonly isLoopback: boolean;
}

/** The only access of the code in `src/async` to DynamoDB and to the clock. */
export interface Transport extends Clock {
  /** Sends one request. Rejects with the SDK's error or the signal's reason. */
  send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    options?: SendOptions,
  ): Promise<OperationOutput<O>>;
  /** Sends any command of the SDK. Rejects with the SDK's error or the signal's reason. */
  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): Promise<O>;
  /** Sends many requests, at most `concurrency` at a time. Returns a settled result for each call, in order. */
  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }>;
  /** Opens a queue of concurrent requests; see {@link RequestQueue}. It must be closed. */
  openQueue(options?: CallOptions): RequestQueue;
  /** Begins to read values of the caller. It must be closed. */
  openSource<T>(values: Iterable<T> | AsyncIterable<T>, options?: CallOptions): ValueSource<T>;
  /** Waits for a number of milliseconds. Rejects with the signal's reason. */
  sleep(ms: number, options?: CallOptions): Promise<void>;
  /** Aborts all requests in progress and closes all sockets. */
  destroy(): void;
}

/**
 * The same for the code in `src/sync`, for one blocking call: each method blocks its thread and returns the value that
 * the async method resolves to.
 */
export interface BlockingTransport extends Clock {
  /** Sends one request. Throws the SDK's error. */
  send<O extends OperationName>(operation: O, input: OperationInput<O>, options?: SendOptions): OperationOutput<O>;
  /** Sends any command of the SDK. Throws the SDK's error. */
  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    command: SdkCommand<I, O>,
    options?: SendOptions,
  ): O;
  /** Sends many requests, at most `concurrency` at a time. Returns a settled result for each call, in order. */
  sendAll<const C extends readonly Call[]>(
    calls: C,
    options: SendOptions & { readonly concurrency: number },
  ): { [I in keyof C]: CallResult<C[I]> };
  /** Opens a queue of concurrent requests; see {@link BlockingRequestQueue}. It must be closed. */
  openQueue(options?: CallOptions): BlockingRequestQueue;
  /** Begins to read values of the caller. It must be closed. */
  openSource<T>(values: Iterable<T>, options?: CallOptions): BlockingValueSource<T>;
  /** Waits for a number of milliseconds. */
  sleep(ms: number, options?: CallOptions): void;
}

/** Creates the transports of a client's blocking calls. */
export interface BlockingConnection {
  /** The transport of one blocking call, whose time starts now. */
  startCall(): BlockingTransport;
  /** Releases the engine. */
  destroy(): void;
}
