import type {
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBClientConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import type { Call, OperationInput, OperationName, OperationOutput } from "../dynamodb/operations.js";
import { clientDestroyed, DynatwinError, isDynatwinError, isError, RequestTimeoutError } from "../errors.js";
import { adviceFor } from "./advice.js";
import { strangeAnswer, strangeError, unexpectedAnswer } from "./answers.js";
import { cachedClient, type Outlet } from "./cached-client.js";
import { now, timeOfDay } from "./clock.js";
import { type Endpoint, endpointName, isLoopback } from "./endpoint.js";
import { Exchange, type HttpRequest } from "./exchange.js";
import { areTicksFaked } from "./faked-ticks.js";
import { sleep, withLimits } from "./limits.js";
import { type CommandClass, commandClass, itemOperations, type SdkModule } from "./operations.js";
import { SdkRequestQueue } from "./request-queue.js";
import { readCommand, type SdkCommand } from "./sdk-command.js";
import type {
  BlockingConnection,
  BlockingTransport,
  CallOptions,
  CallResult,
  SendOptions,
  Transport,
} from "./transport.js";
import { type KeyNames, locate, say, subjectOf } from "./whereabouts.js";

/** Where the requests go: the configuration of an SDK client of our own, or one that the user brought. */
export type SdkSource = { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };

interface LoadedSdk extends Outlet {
  readonly sdk: SdkModule;
}

/** A request, and how it becomes a command of the SDK. */
interface SdkRequest {
  readonly operation: string;
  readonly input: object;
  readonly makeCommand: (sdk: SdkModule) => DescribeTableCommand;
  /** Sends the same over another thread. */
  readonly sendAside: (aside: BlockingTransport) => unknown;
  /** Whether it is sent in the fast way, see {@link SdkTransportOptions.isFrequent}. */
  readonly isFrequent: boolean;
}

/** What a thread that blocks, or works for one, does differently. */
export interface SdkTransportOptions {
  /** How the SDK is loaded. The worker has one way only, or bundlers would put the SDK into its file twice. */
  readonly load: () => SdkModule | Promise<SdkModule>;
  /**
   * Which operations are sent in the fast way, in which a pause before a retry does not hear that the request was given
   * up. @defaultValue those on items: on tables requests are few, and pauses long
   */
  readonly isFrequent?: (operation: OperationName) => boolean;
  /**
   * Sends from another thread where fake timers have stopped HTTP on this one. Throws where that cannot be.
   * @defaultValue sent from here, as in a thread that no fakes reach
   */
  readonly connectAside?: () => BlockingConnection;
  /** Told the endpoint before the first request goes out. */
  readonly onEndpoint?: (endpoint: Endpoint) => void;
  /** Told of every request that goes out, again for every retry. */
  readonly onRequest?: () => void;
}

/** Sends over the AWS SDK, which is loaded, and given a client, on the first request. */
export class SdkTransport implements Transport {
  readonly #source: SdkSource;
  readonly #options: SdkTransportOptions;
  readonly #isFrequent: (operation: OperationName) => boolean;
  readonly #destroyed = new AbortController();
  #loaded: Promise<LoadedSdk> | undefined;
  #endpoint: Endpoint | undefined;
  #aside: BlockingConnection | undefined;

  constructor(source: SdkSource, options: SdkTransportOptions) {
    this.#source = source;
    this.#options = options;
    this.#isFrequent = options.isFrequent ?? ((operation) => itemOperations.has(operation));
  }

  /** Where the requests go, known once the first was sent. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  get isLoopback(): boolean {
    return isLoopback(this.#endpoint);
  }

  send<O extends OperationName>(
    operation: O,
    input: OperationInput<O>,
    { signal, timeoutMs, keyNames }: SendOptions = {},
  ): Promise<OperationOutput<O>> {
    // A copy of the input, so that the command's is this request's alone.
    const makeCommand = (sdk: SdkModule) => new (commandClass(sdk, operation))({ ...input });
    const sendAside = (aside: BlockingTransport) => aside.send(operation, input, { signal, timeoutMs, keyNames });
    const request = { operation, input, makeCommand, sendAside, isFrequent: this.#isFrequent(operation) };
    // The registry pairs each operation with its types; TypeScript cannot follow that through a type parameter.
    return this.#request(request, { signal, timeoutMs, keyNames }) as Promise<OperationOutput<O>>;
  }

  sendCommand<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    given: SdkCommand<I, O>,
    options: SendOptions = {},
  ): Promise<O> {
    const { operation, input, middleware } = readCommand(given);
    const makeCommand = (sdk: SdkModule) => {
      // A client of the program's own belongs to the same copy of the SDK as its commands; ours belongs to ours.
      const Command = "client" in this.#source ? (given.constructor as CommandClass) : commandClass(sdk, operation);
      const command = new Command({ ...input });
      middleware.applyToStack(command.middlewareStack);
      return command;
    };
    const sendAside = (aside: BlockingTransport) => aside.sendCommand(given, options);
    const request = { operation, input, makeCommand, sendAside, isFrequent: false };
    return this.#request(request, options) as Promise<O>; // what the command's type says
  }

  async sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }> {
    const results: PromiseSettledResult<unknown>[] = [];
    const queue = calls.entries();
    const lane = async () => {
      for (const [index, { operation, input }] of queue) {
        try {
          results[index] = { status: "fulfilled", value: await this.send(operation, input, options) };
        } catch (reason) {
          results[index] = { status: "rejected", reason };
        }
      }
    };
    // One call is what the worker is asked for most of the time.
    if (calls.length === 1) await lane();
    else await Promise.all(Array.from({ length: Math.min(concurrency, calls.length) }, lane));
    // Filled by index above, one result per call.
    return results as { [I in keyof C]: CallResult<C[I]> };
  }

  openQueue(options: CallOptions = {}): SdkRequestQueue {
    return new SdkRequestQueue(this, options, this.#destroyed.signal);
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
    // An async call has no limit but its own.
  }

  renew(): void {
    // As above.
  }

  destroy(): void {
    if (this.#destroyed.signal.aborted) return;
    this.#destroyed.abort(clientDestroyed());
    this.#aside?.destroy();
    // A client that the user brought stays the user's to destroy.
    if (this.#loaded && "config" in this.#source) this.#loaded.then(({ client }) => client.destroy()).catch(() => {});
  }

  #request(
    { operation, input, makeCommand, sendAside, isFrequent }: SdkRequest,
    options: SendOptions,
  ): Promise<unknown> {
    const { signal, timeoutMs, keyNames } = options;
    let exchange: Exchange | undefined;
    const request = async (abortSignal: AbortSignal): Promise<unknown> => {
      if (this.#options.connectAside && areTicksFaked()) {
        this.#aside ??= this.#options.connectAside();
        return sendAside(this.#aside.startCall());
      }
      exchange = new Exchange(abortSignal);
      try {
        const { sdk, send } = await this.#load();
        const output = await send(makeCommand(sdk), exchange, isFrequent);
        this.#checkAnswer(operation, input, output, exchange);
        return output;
      } catch (error) {
        throw this.#explain(error, operation, input, exchange, keyNames);
      }
    };
    const late = (ms: number) =>
      RequestTimeoutError.after(ms, subjectOf(operation, input, keyNames), this.#endpointName, exchange?.fault);
    return withLimits(request, { signals: [signal, this.#destroyed.signal], timeoutMs, late });
  }

  /** Sends over a client of the user's, which keeps its middleware: what we add goes to the command. */
  #sendOver(client: DynamoDBClient): Outlet["send"] {
    return (command, exchange) => {
      command.middlewareStack.add(
        (next) => (args) => {
          this.#noteRequest(args.request as HttpRequest);
          return exchange.send(() => next(args), client.config.streamCollector);
        },
        { step: "deserialize", priority: "low", name: "dynatwinExchange" },
      );
      return client.send(command, { abortSignal: exchange.abortSignal });
    };
  }

  #noteRequest(request: HttpRequest): void {
    this.#noteEndpoint(request);
    this.#options.onRequest?.();
  }

  /** Reads the host off a request: only there is an endpoint that comes from the environment or the shared files. */
  #noteEndpoint({ hostname = "", port, protocol = "" }: HttpRequest): void {
    if (this.#endpoint !== undefined) return;
    if (hostname === "" || !/^https?:$/.test(protocol)) throw noHost(protocol);
    this.#endpoint = { hostname, port };
    this.#options.onEndpoint?.(this.#endpoint);
  }

  /** Takes nothing for an answer of DynamoDB that is none. What a stub in the SDK's place says is not looked at. */
  #checkAnswer(operation: string, input: object, output: unknown, { answer }: Exchange): void {
    const problem = answer && strangeAnswer(operation, output, answer);
    if (answer && problem) throw unexpectedAnswer(problem, this.#asked(operation, input), answer);
  }

  /** Says in the SDK's own error what it leaves out. What is no answer of DynamoDB is an error of ours. */
  #explain(
    error: unknown,
    operation: string,
    input: object,
    { answer, fault, neverArrived }: Exchange,
    keyNames?: KeyNames,
  ): unknown {
    if (!isError(error) || isDynatwinError(error)) return error;
    // Who sends again needs to know whether the first request may have been carried out. It crosses from the worker so.
    if (fault !== undefined && neverArrived) Object.assign(Object((error as ServiceFault).$metadata), { neverArrived });
    const problem = answer && strangeError(error, answer);
    if (answer && problem) return unexpectedAnswer(problem, this.#asked(operation, input), answer, error);
    const endpoint = answer === undefined ? this.#endpointName : undefined;
    const advice = adviceFor(error);
    if (!advice?.isOfClient) locate(error, operation, input, { keyNames, endpoint });
    if (advice) say(error, `${/[.?!]$/.test(error.message) ? "" : "."} ${advice.words}`);
    return error;
  }

  /** Host and port, once known. */
  get #endpointName(): string | undefined {
    return this.#endpoint && endpointName(this.#endpoint);
  }

  #asked(operation: string, input: object) {
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
    return { client, sdk, send: this.#sendOver(client) };
  }
}

interface ServiceFault extends Error {
  readonly $metadata?: object;
}

function noHost(protocol: string): DynatwinError {
  return new DynatwinError(
    `The endpoint is no URL with http:// or https:// (it begins with "${protocol}"). Nothing was sent. Write the endpoint of ` +
      'the client, or AWS_ENDPOINT_URL, as "http://127.0.0.1:8000".',
  );
}
