import { setMaxListeners } from "node:events";
import type {
  DescribeTableCommand,
  DynamoDBClient,
  DynamoDBClientConfig,
  ServiceInputTypes,
  ServiceOutputTypes,
} from "@aws-sdk/client-dynamodb";
import { clientDestroyed } from "../errors.js";
import { withRegionAdvice } from "./advice.js";
import { cachedClient, type Outlet } from "./cached-client.js";
import { type Endpoint, isLoopback } from "./endpoint.js";
import { sleep, withLimits } from "./limits.js";
import {
  type CommandClass,
  commandClass,
  itemOperations,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  type SdkModule,
} from "./operations.js";
import { loadSdk } from "./sdk.js";
import { readCommand, type SdkCommand } from "./sdk-command.js";
import type { Call, CallOptions, CallResult, SendOptions, Transport } from "./transport.js";

/** Where the requests go: the configuration of an SDK client of our own, or one that the user brought. */
export type SdkSource = { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };

interface LoadedSdk extends Outlet {
  readonly sdk: SdkModule;
}

/** What a thread that blocks, or works for one, does differently. */
export interface SdkTransportOptions {
  /** How the SDK is loaded. @defaultValue by a dynamic import */
  readonly load?: () => SdkModule | Promise<SdkModule>;
  /**
   * Which operations are sent in the fast way, in which a pause before a retry does not hear that the request was given
   * up. @defaultValue those on items: on tables requests are few, and pauses long
   */
  readonly isFrequent?: (operation: OperationName) => boolean;
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

  constructor(source: SdkSource, options: SdkTransportOptions = {}) {
    this.#source = source;
    this.#options = options;
    this.#isFrequent = options.isFrequent ?? ((operation) => itemOperations.has(operation));
    // Every request under way listens to it, and more than ten are no leak, as Node would warn.
    setMaxListeners(0, this.#destroyed.signal);
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
    { signal, timeoutMs }: SendOptions = {},
  ): Promise<OperationOutput<O>> {
    // A copy of the input, so that the command's is this request's alone.
    const makeCommand = (sdk: SdkModule) => new (commandClass(sdk, operation))({ ...input });
    const answer = this.#request(operation, makeCommand, this.#isFrequent(operation), { signal, timeoutMs });
    // The registry pairs each operation with its types; TypeScript cannot follow that through a type parameter.
    return answer as Promise<OperationOutput<O>>;
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
    return this.#request(operation, makeCommand, false, options) as Promise<O>; // what the command's type says
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

  sleep(ms: number, { signal }: CallOptions = {}): Promise<void> {
    return sleep(ms, [signal, this.#destroyed.signal]);
  }

  now(): number {
    return performance.now();
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
    // A client that the user brought stays the user's to destroy.
    if (this.#loaded && "config" in this.#source) this.#loaded.then(({ client }) => client.destroy()).catch(() => {});
  }

  #request(
    operation: string,
    makeCommand: (sdk: SdkModule) => DescribeTableCommand,
    isFrequent: boolean,
    { signal, timeoutMs }: SendOptions,
  ): Promise<unknown> {
    const request = async (abortSignal: AbortSignal): Promise<unknown> => {
      const { sdk, send } = await this.#load();
      try {
        return await send(makeCommand(sdk), abortSignal, isFrequent);
      } catch (error) {
        throw withRegionAdvice(error);
      }
    };
    return withLimits(request, { signals: [signal, this.#destroyed.signal], timeoutMs, label: operation });
  }

  /** Sends over a client of the user's, which keeps its middleware: what we add goes to the command. */
  #sendOver(client: DynamoDBClient): Outlet["send"] {
    return (command, abortSignal) => {
      if (this.#endpoint === undefined) {
        command.middlewareStack.add(
          (next) => (args) => {
            this.#noteEndpoint(args.request as Partial<Endpoint>); // an HTTP request, with what an endpoint has
            return next(args);
          },
          { step: "finalizeRequest", name: "dynatwinEndpoint" },
        );
      }
      return client.send(command, { abortSignal });
    };
  }

  #noteRequest(request: Partial<Endpoint>): void {
    this.#noteEndpoint(request);
    this.#options.onRequest?.();
  }

  /** Reads the host off a request: only there is an endpoint that comes from the environment or the shared files. */
  #noteEndpoint({ hostname = "", port }: Partial<Endpoint>): void {
    if (this.#endpoint !== undefined) return;
    this.#endpoint = { hostname, port };
    this.#options.onEndpoint?.(this.#endpoint);
  }

  #load(): Promise<LoadedSdk> {
    this.#loaded ??= this.#connect();
    return this.#loaded;
  }

  async #connect(): Promise<LoadedSdk> {
    const sdk = await (this.#options.load ?? loadSdk)();
    if ("config" in this.#source) {
      return { ...cachedClient(sdk, this.#source.config, (request) => this.#noteRequest(request)), sdk };
    }
    const { client } = this.#source;
    return { client, sdk, send: this.#sendOver(client) };
  }
}
