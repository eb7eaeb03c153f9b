import type { DescribeTableCommand, DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import { type Endpoint, isLoopback } from "./endpoint.js";
import { sleep, withLimits } from "./limits.js";
import {
  commandsOf,
  type OperationInput,
  type OperationName,
  type OperationOutput,
  type SdkModule,
} from "./operations.js";
import { loadSdk } from "./sdk.js";
import type { Call, CallOptions, CallResult, SendOptions, Transport } from "./transport.js";

/** Where the requests go: the configuration of an SDK client of our own, or one that the user brought. */
export type SdkSource = { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };

interface LoadedSdk {
  readonly client: DynamoDBClient;
  readonly commands: ReturnType<typeof commandsOf>;
}

/** What a thread that blocks, or works for one, does differently. */
export interface SdkTransportOptions {
  /** How the SDK is loaded. @defaultValue by a dynamic import */
  readonly load?: () => SdkModule | Promise<SdkModule>;
  /** Told the endpoint before the first request goes out. */
  readonly onEndpoint?: (endpoint: Endpoint) => void;
}

/** Sends over the AWS SDK, which is loaded, and given a client, on the first request. */
export class SdkTransport implements Transport {
  readonly #source: SdkSource;
  readonly #options: SdkTransportOptions;
  readonly #destroyed = new AbortController();
  #loaded: Promise<LoadedSdk> | undefined;
  #endpoint: Endpoint | undefined;

  constructor(source: SdkSource, options: SdkTransportOptions = {}) {
    this.#source = source;
    this.#options = options;
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
    const request = async (abortSignal: AbortSignal): Promise<OperationOutput<O>> => {
      const { client, commands } = await this.#load();
      const command = new commands[operation](input);
      // Every command has the same stack of middleware, but for the types of its input and output.
      if (this.#endpoint === undefined) this.#watchEndpoint(command as DescribeTableCommand);
      // The registry pairs each command with its types; TypeScript cannot follow that through a type parameter.
      return (await client.send(command as never, { abortSignal })) as OperationOutput<O>;
    };
    return withLimits(request, { signals: [signal, this.#destroyed.signal], timeoutMs, label: operation });
  }

  async sendAll<const C extends readonly Call[]>(
    calls: C,
    { concurrency, ...options }: SendOptions & { readonly concurrency: number },
  ): Promise<{ [I in keyof C]: CallResult<C[I]> }> {
    const results: PromiseSettledResult<unknown>[] = [];
    const queue = calls.entries();
    const lane = async () => {
      for (const [index, { operation, input }] of queue) {
        const [result] = await Promise.allSettled([this.send(operation, input, options)]);
        results[index] = result;
      }
    };
    await Promise.all(Array.from({ length: Math.min(concurrency, calls.length) }, lane));
    // Filled by index above, one result per call.
    return results as { [I in keyof C]: CallResult<C[I]> };
  }

  sleep(ms: number, { signal }: CallOptions = {}): Promise<void> {
    return sleep(ms, [signal, this.#destroyed.signal]);
  }

  now(): number {
    return performance.now();
  }

  destroy(): void {
    if (this.#destroyed.signal.aborted) return;
    this.#destroyed.abort(new DynatwinError("This DynamoClient was destroyed. Make a new one to send requests."));
    // A client that the user brought stays the user's to destroy.
    if (this.#loaded && "config" in this.#source) this.#loaded.then(({ client }) => client.destroy()).catch(() => {});
  }

  /** Reads the host off a request: only there is an endpoint that comes from the environment or the shared files. */
  #watchEndpoint(command: DescribeTableCommand): void {
    command.middlewareStack.add(
      (next) => (args) => {
        const { hostname = "", port } = args.request as Partial<Endpoint>;
        this.#endpoint = { hostname, port };
        this.#options.onEndpoint?.(this.#endpoint);
        return next(args);
      },
      { step: "finalizeRequest", name: "dynatwinEndpoint" },
    );
  }

  #load(): Promise<LoadedSdk> {
    this.#loaded ??= this.#connect();
    return this.#loaded;
  }

  async #connect(): Promise<LoadedSdk> {
    const sdk = await (this.#options.load ?? loadSdk)();
    const client = "client" in this.#source ? this.#source.client : new sdk.DynamoDBClient(this.#source.config);
    return { client, commands: commandsOf(sdk) };
  }
}
