import type {
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBClientConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import { clientDestroyed, DynatwinError, isDynatwinError, isError, RequestTimeoutError } from "../errors.js";
import { answerProblem, errorAnswerProblem, unexpectedAnswerError } from "./answer-check.js";
import { type CommandSender, cachedClient } from "./cached-client.js";
import { now, timeOfDay } from "./clock.js";
import { type CommandClass, commandClass, itemOperations, type SdkModule } from "./command-classes.js";
import { type Endpoint, endpointName, isLoopback } from "./endpoint.js";
import { adviceFor } from "./error-advice.js";
import { isNextTickFaked } from "./fake-timers.js";
import { IteratorSource } from "./iterator-source.js";
import { hideRefusal, REFUSALS } from "./refusals.js";
import { SdkRequestQueue } from "./request-queue.js";
import { addSubject, appendToMessage, type KeyNames, subjectOf } from "./request-subject.js";
import { type HttpRequest, SdkCall } from "./sdk-call.js";
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

/** The configuration for an SDK client of our own, or the user's SDK client. */
export type SdkSource = { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };

interface LoadedSdk extends CommandSender {
  readonly sdk: SdkModule;
}

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
  #loaded: Promise<LoadedSdk> | undefined;
  #endpoint: Endpoint | undefined;
  #worker: BlockingConnection | undefined;

  constructor(source: SdkSource, options: SdkTransportOptions) {
    this.#source = source;
    this.#options = options;
    this.#isFrequent = options.isFrequent ?? ((operation) => itemOperations.has(operation));
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
    const makeCommand = (sdk: SdkModule) => new (commandClass(sdk, operation))({ ...input });
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
      for (const [index, { operation, input }] of queue) {
        try {
          results[index] = { status: "fulfilled", value: await this.send(operation, input, options) };
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
    // A client of the user is not destroyed here.
    if (this.#loaded && "config" in this.#source) this.#loaded.then(({ client }) => client.destroy()).catch(() => {});
  }

  #request(
    { operation, input, makeCommand, sendByWorker, isFrequent }: SdkRequest,
    options: SendOptions,
  ): Promise<unknown> {
    const { signal, timeoutMs, keyNames, retriesRefusals = true } = options;
    let sdkCall: SdkCall | undefined;
    const request = async (abortSignal: AbortSignal): Promise<unknown> => {
      if (this.#options.connectWorker && isNextTickFaked()) {
        this.#worker ??= this.#options.connectWorker();
        return sendByWorker(this.#worker.startCall());
      }
      sdkCall = new SdkCall(abortSignal, retriesRefusals);
      try {
        const { sdk, send } = await this.#load();
        const output = await send(makeCommand(sdk), sdkCall, isFrequent);
        if (sdkCall.refusal !== undefined) throw sdkCall.refusal;
        this.#checkAnswer(operation, input, output, sdkCall);
        return output;
      } catch (error) {
        throw this.#explain(error, operation, input, sdkCall, keyNames);
      }
    };
    const late = (ms: number) =>
      RequestTimeoutError.after(ms, subjectOf(operation, input, keyNames), this.#endpointName, sdkCall?.fault);
    return withLimits(request, { signals: [signal, this.#destroyed.signal], timeoutMs, late });
  }

  /** Sends with the user's client, whose middleware is not changed: ours is added to the command. */
  #sendByClientOf(client: DynamoDBClient): CommandSender["send"] {
    return (command, sdkCall) => {
      command.middlewareStack.add(
        (next) => (args) => {
          this.#noteRequest(args.request as HttpRequest);
          return sdkCall.send(() => next(args), client.config.streamCollector);
        },
        { step: "deserialize", priority: "low", name: "dynatwinExchange" },
      );
      command.middlewareStack.add((next) => (args) => hideRefusal(sdkCall, () => next(args)), REFUSALS);
      return client.send(command, { abortSignal: sdkCall.abortSignal });
    };
  }

  #noteRequest(request: HttpRequest): void {
    this.#noteEndpoint(request);
    this.#options.onRequest?.();
  }

  /** Reads the endpoint from a request, because it can come from the environment or the shared files. */
  #noteEndpoint({ hostname = "", port, protocol = "" }: HttpRequest): void {
    if (this.#endpoint !== undefined) return;
    if (hostname === "" || !/^https?:$/.test(protocol)) throw noHost(protocol);
    this.#endpoint = { hostname, port };
    this.#options.onEndpoint?.(this.#endpoint);
  }

  /** Throws if an answer is not DynamoDB's. Answers of a stub that replaces the SDK's client are not checked. */
  #checkAnswer(operation: string, input: object, output: unknown, { answer }: SdkCall): void {
    const problem = answer && answerProblem(operation, output, answer);
    if (answer && problem) throw unexpectedAnswerError(problem, this.#requestFacts(operation, input), answer);
  }

  /** Adds the subject and advice to an error of the SDK. An answer that is not DynamoDB's becomes an error of ours. */
  #explain(
    error: unknown,
    operation: string,
    input: object,
    { answer, fault, neverArrived }: SdkCall,
    keyNames?: KeyNames,
  ): unknown {
    if (!isError(error) || isDynatwinError(error)) return error;
    // A retry depends on whether the first request can have been executed. As a field, this is copied from the worker
    // too.
    if (fault !== undefined && neverArrived) Object.assign(Object((error as ServiceFault).$metadata), { neverArrived });
    const problem = answer && errorAnswerProblem(error, answer);
    if (answer && problem) return unexpectedAnswerError(problem, this.#requestFacts(operation, input), answer, error);
    const endpoint = answer === undefined ? this.#endpointName : undefined;
    const advice = adviceFor(error);
    if (!advice?.isOfClient) addSubject(error, operation, input, { keyNames, endpoint });
    if (advice) appendToMessage(error, `${/[.?!]$/.test(error.message) ? "" : "."} ${advice.words}`);
    return error;
  }

  /** Host and port, if known. */
  get #endpointName(): string | undefined {
    return this.#endpoint && endpointName(this.#endpoint);
  }

  #requestFacts(operation: string, input: object) {
    return { operation, endpoint: endpointName(this.#endpoint), subject: subjectOf(operation, input) };
  }

  #load(): Promise<LoadedSdk> {
    this.#loaded ??= this.#connect();
    return this.#loaded;
  }

  async #connect(): Promise<LoadedSdk> {
    const sdk = await this.#options.load();
    if ("config" in this.#source) {
      return { ...cachedClient(sdk, this.#source.config, (request) => this.#noteRequest(request)), sdk };
    }
    const { client } = this.#source;
    return { client, sdk, send: this.#sendByClientOf(client) };
  }
}

interface ServiceFault extends Error {
  readonly $metadata?: object;
}

function noHost(protocol: string): DynatwinError {
  return new DynatwinError(
    `The endpoint is not a URL with http:// or https:// (it begins with "${protocol}"). Nothing was sent. Write the ` +
      `endpoint of the client, or AWS_ENDPOINT_URL, as "http://127.0.0.1:8000".`,
  );
}
