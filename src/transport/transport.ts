import type { ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { OperationInput, OperationName, OperationOutput } from "./operations.js";
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

/** One request of a {@link Transport.sendAll}. */
export type Call = {
  [O in OperationName]: { readonly operation: O; readonly input: OperationInput<O> };
}[OperationName];

/** The outcome of one request of a {@link Transport.sendAll}. */
export type CallResult<C extends Call> = PromiseSettledResult<OperationOutput<C["operation"]>>;

/** What needs no waiting, and so is the same for the async and the blocking side. */
export interface Clock {
  /** Milliseconds on a clock that never goes back. */
  now(): number;
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
