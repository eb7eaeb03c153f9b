import type { DynamoDBClient, DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import { type CommandSender, cachedClient } from "./cached-client.js";
import type { SdkModule } from "./command-classes.js";
import { type Endpoint, endpointName } from "./endpoint.js";
import { hideRefusal, REFUSALS } from "./refusals.js";
import { regionalClient } from "./regional-client.js";
import type { HttpRequest } from "./sdk-call.js";

/** The configuration for an SDK client of our own, or the user's SDK client. */
export type SdkSource = { readonly client: DynamoDBClient } | { readonly config: DynamoDBClientConfig };

/** The SDK, and a client of it. */
export interface LoadedSdk extends CommandSender {
  readonly sdk: SdkModule;
}

/** How a client is connected. */
export interface SdkClientOptions {
  readonly load: () => SdkModule | Promise<SdkModule>;
  /** Called before every request, including retries. The first one is not sent if it throws. */
  readonly onRequest: (endpoint: Endpoint) => void;
}

/** The SDK client of one region, which is created by its first request. */
export class SdkClient {
  /** The region; `undefined` for that of the configuration. */
  readonly region: string | undefined;
  readonly #source: SdkSource;
  readonly #options: SdkClientOptions;
  readonly #main: SdkClient | undefined;
  #loaded: Promise<LoadedSdk> | undefined;
  #endpoint: Endpoint | undefined;

  /**
   * @param other - The region, where it is not that of the configuration, and the client of the configuration, which sends for
   * its own region.
   */
  constructor(
    source: SdkSource,
    options: SdkClientOptions,
    other?: { readonly region: string; readonly main: SdkClient },
  ) {
    this.#source = source;
    this.#options = options;
    this.region = other?.region;
    this.#main = other?.main;
  }

  /** The endpoint of the requests, known after the first request was sent. */
  get endpoint(): Endpoint | undefined {
    return this.#endpoint;
  }

  /** Host and port, if known. */
  get endpointName(): string | undefined {
    return this.#endpoint && endpointName(this.#endpoint);
  }

  load(): Promise<LoadedSdk> {
    this.#loaded ??= this.#connect();
    return this.#loaded;
  }

  /** Closes the sockets. A client of the user is not destroyed, nor one that shares its sockets. */
  destroy(): void {
    if ("client" in this.#source) return;
    this.#loaded?.then(({ client }) => client.destroy()).catch(() => {});
  }

  async #connect(): Promise<LoadedSdk> {
    const sdk = await this.#options.load();
    const { region } = this;
    if (region !== undefined) {
      const main = await this.#main?.load();
      if (main && (await regionOf(main.client)) === region) return { ...main, send: this.#noting(main.send) };
    }
    if ("config" in this.#source) {
      const { config } = this.#source;
      const own = region === undefined ? config : inAnother(region, config);
      return { ...cachedClient(sdk, own, (request) => this.#noteRequest(request)), sdk };
    }
    const client = region === undefined ? this.#source.client : await regionalClient(sdk, this.#source.client, region);
    return { client, sdk, send: this.#sendByClientOf(client) };
  }

  /** Sends with the client of the configuration, and knows its endpoint afterwards. */
  #noting(send: CommandSender["send"]): CommandSender["send"] {
    return (...args) =>
      send(...args).finally(() => {
        this.#endpoint = this.#main?.endpoint;
      });
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

  /** Reads the endpoint from a request, because it can come from the environment or the shared files. */
  #noteRequest({ hostname = "", port, protocol = "" }: HttpRequest): void {
    if (this.#endpoint === undefined) {
      if (hostname === "" || !/^https?:$/.test(protocol)) throw noHost(protocol);
      this.#endpoint = { hostname, port };
    }
    this.#options.onRequest(this.#endpoint);
  }
}

/** A configuration for another region. A region that requests are signed for whatever their endpoint is stays behind. */
function inAnother(region: string, { signingRegion: _, ...config }: DynamoDBClientConfig): DynamoDBClientConfig {
  return { ...config, region };
}

/** The region of a client; `undefined` where none is configured, as its requests say. */
async function regionOf({ config }: DynamoDBClient): Promise<string | undefined> {
  try {
    return await config.region();
  } catch {
    return undefined;
  }
}

function noHost(protocol: string): DynatwinError {
  return new DynatwinError(
    `The endpoint is not a URL with http:// or https:// (it begins with "${protocol}"). Nothing was sent. Write the ` +
      `endpoint of the client, or AWS_ENDPOINT_URL, as "http://127.0.0.1:8000".`,
  );
}
