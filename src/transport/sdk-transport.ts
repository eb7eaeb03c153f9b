import type { DescribeTableCommand, ServiceInputTypes, ServiceOutputTypes } from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import { clientDestroyed, RequestTimeoutError } from "../errors.js";
import { now, timeOfDay } from "./clock.js";
import { type CommandClass, commandClass, itemOperations, type SdkModule } from "./command-classes.js";
import { type Endpoint, isLoopback } from "./endpoint.js";
import { isNextTickFaked } from "./fake-timers.js";
import { IteratorSource } from "./iterator-source.js";
import { refuseDroppedMembers } from "./newer-members.js";
import { checkAnswer, explainError } from "./request-outcome.js";
import { SdkRequestQueue } from "./request-queue.js";
import { subjectOf } from "./request-subject.js";
import { SdkCall } from "./sdk-call.js";
import { SdkClient, type SdkSource } from "./sdk-client.js";
import { readCommand, type SdkCommand } from "./sdk-command.js";
import type {
  BlockingConnection,
  BlockingTransport,
  CallOptions,
  CallResult,
  SendOptions,
  Transport,
  ValueSource,
} from "./transport.js";
import { sleep, withLimits } from "./work-limits.js";

/** A request, and how its SDK command is created. */
interface SdkRequest {
  readonly operation: string;
  readonly input: object;
  readonly makeCommand: (sdk: SdkModule) => DescribeTableCommand;
  /** Sends the same request by the worker thread. */
  readonly sendByWorker: (worker: BlockingTransport) => unknown;
  /** Whether it is sent with cached middleware, see {@link SdkTransportOptions.isFrequent}. */
  readonly isFrequent: boolean;
}

/** The differences between the transports of async calls, the deasync engine and the worker thread. */
export interface SdkTransportOptions {
  /**
   * How the SDK is loaded. The worker uses one way only, because bundlers would otherwise include the SDK twice in its
   * file.
   */
  readonly load: () => SdkModule | Promise<SdkModule>;
  /**
   * Which operations are sent with cached middleware, which is faster, but a pause before a retry does not end when the
   * request is aborted. @defaultValue operations on items: requests on tables are few, and their pauses long
   */
  readonly isFrequent?: (operation: OperationName) => boolean;
  /**
   * Connects to the worker thread, which sends if fake timers have stopped HTTP on this thread. Throws if that is
   * impossible.
   * @defaultValue always sent from this thread
   */
  readonly connectWorker?: () => BlockingConnection;
  /** Called with the endpoint before the first request is sent. */
  readonly onEndpoint?: (endpoint: Endpoint) => void;
  /** Called before every request, including retries. */
  readonly onRequest?: () => void;
}

/** Sends with the AWS SDK, which is loaded on the first request. */
export class SdkTransport implements Transport {
  readonly #source: SdkSource;
  readonly #options: SdkTransportOptions;
  readonly #isFrequent: (operation: OperationName) => boolean;
  readonly #destroyed = new AbortController();
  readonly #client: SdkClient;
  /** The clients of other regions, by region. */
  readonly #regional = new Map<string, SdkClient>();
  #endpoint: Endpoint | undefined;
  #worker: BlockingConnection | undefined;

  constructor(source: SdkSource, options: SdkTransportOptions) {
    this.#source = source;
    this.#options = options;
    this.#isFrequent = options.isFrequent ?? ((operation) => itemOperations.has(operation));
    this.#client = new SdkClient(source, this.#clientOptions);
  }

  /** The endpoint of the requests, known after the first request was sent. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get isLoopback(): boolean {
    return isLoopback(this.#endpoint);
  }

  send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    options: SendOptions = {},
  ): Promise<OperationOutput<O>> {
    // A copy of the input, so that no other request shares the command's input.
    const makeCommand = (sdk: SdkModule) => {
      refuseDroppedMembers(sdk, operation, input);
      return new (commandClass(sdk, operation))({ ...input });
    };
    const sendByWorker = (worker: BlockingTransport) => worker.send(operation, input, options);
    const isFrequent = options.retriesRefusals === false || this.#isFrequent(operation);
    const request = { operation, input, makeCommand, sendByWorker, isFrequent };
    // The registry pairs each operation with its types; TypeScript cannot follow that through a type parameter.
    return this.#request(request, options) as Promise<OperationOutput<O>>;
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    given: SdkCommand<I, O>,
    options: SendOptions = {},
  ): Promise<O> {
    const { operation, input, middleware } = readCommand(given);
    const makeCommand = (sdk: SdkModule) => {
      // A client of the program uses the same copy of the SDK as its commands; our client uses our copy.
      const Command = "client" in this.#source ? (given.constructor as CommandClass) : commandClass(sdk, operation);
      const command = new Command({ ...input });
      middleware.applyToStack(command.middlewareStack);
      return command;
    };
    const sendByWorker = (worker: BlockingTransport) => worker.sendCommand(given, options);
    const request = { operation, input, makeCommand, sendByWorker, isFrequent: false };
    return this.#request(request, options) as Promise<O>; // the type that the command defines
  }

  async sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }> {
    const results: PromiseSettledResult<unknown>[] = [];
    const queue = calls.entries();
    const sendNext = async () => {
      for (const [index, { operation, input, region }] of queue) {
        try {
          results[index] = { status: "fulfilled", value: await this.send(operation, input, { ...options, region }) };
        } catch (reason) {
          results[index] = { status: "rejected", reason };
        }
      }
    };
    // Most tasks of the worker are one call.
    if (calls.length === 1) await sendNext();
    else await Promise.all(Array.from({ length: Math.min(concurrency, calls.length) }, sendNext));
    // Filled by index above, one result per call.
    return results as { [I in keyof C]: CallResult<C[I]> };
  }

  openQueue(options: CallOptions = {}): SdkRequestQueue {
    return new SdkRequestQueue(this, options, this.#destroyed.signal);
  }

  openSource<T>(values: Iterable<T> | AsyncIterable<T>, { signal }: CallOptions = {}): ValueSource<T> {
    return new IteratorSource(values, [signal, this.#destroyed.signal]);
  }

  sleep(ms: number, { signal }: CallOptions = {}): Promise<void> {
    return sleep(ms, [signal, this.#destroyed.signal]);
  }

  now(): number {
    return now();
  }

  timeOfDay(): number {
    return timeOfDay();
  }

  allowFor(): void {
    // An async call has no other limit than its own options.
  }

  renew(): void {
    // As above.
  }

  destroy(): void {
    if (this.#destroyed.signal.aborted) return;
    this.#destroyed.abort(clientDestroyed());
    this.#worker?.destroy();
    for (const client of [this.#client, ...this.#regional.values()]) client.destroy();
  }

  get #clientOptions() {
    const onRequest = (endpoint: Endpoint) => {
      if (this.#endpoint === undefined) this.#options.onEndpoint?.(endpoint);
      this.#endpoint ??= endpoint;
      this.#options.onRequest?.();
    };
    return { load: this.#options.load, onRequest };
  }

  #clientOf(region: string | undefined): SdkClient {
    if (region === undefined) return this.#client;
    const known = this.#regional.get(region);
    const client = known ?? new SdkClient(this.#source, this.#clientOptions, { region, main: this.#client });
    this.#regional.set(region, client);
    return client;
  }

  #request(
    { operation, input, makeCommand, sendByWorker, isFrequent }: SdkRequest,
    options: SendOptions,
  ): Promise<unknown> {
    const { signal, timeoutMs, keyNames, retriesRefusals = true, region } = options;
    const client = this.#clientOf(region);
    let sdkCall: SdkCall | undefined;
    const request = async (abortSignal: AbortSignal): Promise<unknown> => {
      if (this.#options.connectWorker && isNextTickFaked()) {
        this.#worker ??= this.#options.connectWorker();
        return sendByWorker(this.#worker.startCall());
      }
      sdkCall = new SdkCall(abortSignal, retriesRefusals);
      try {
        const { sdk, send } = await client.load();
        const output = await send(makeCommand(sdk), sdkCall, isFrequent);
        if (sdkCall.refusal !== undefined) throw sdkCall.refusal;
        checkAnswer({ operation, input, client, sdkCall }, output);
        return output;
      } catch (error) {
        throw explainError({ operation, input, client, sdkCall, keyNames }, error);
      }
    };
    const late = (ms: number) =>
      RequestTimeoutError.after(
        ms,
        subjectOf(operation, input, { keyNames, region }),
        client.endpointName,
        sdkCall?.fault,
      );
    return withLimits(request, { signals: [signal, this.#destroyed.signal], timeoutMs, late });
  }
}
