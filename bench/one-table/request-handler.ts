import { DynamoDB } from "@aws-sdk/client-dynamodb";

/** A request and a response of the SDK, as far as they are read here. */
interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}
interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  body?: unknown;
}
/** A handler of the SDK, whose client package does not export these types. */
interface SdkHandler {
  handle(request: Request): Promise<{ readonly response: Response & { readonly body: AsyncIterable<Uint8Array> } }>;
  destroy(): void;
}

/**
 * Sends the SDK's requests to the emulator and keeps the responses, or returns the kept responses without sending: then
 * the CPU time of this process is that of the libraries and the SDK only.
 */
export class RequestHandler {
  readonly metadata = { handlerProtocol: "http/1.1" };
  /** The number of requests. */
  count = 0;
  readonly #http = new DynamoDB({ region: "us-east-1" }).config.requestHandler as unknown as SdkHandler;
  readonly #kept = new Map<string, Response[]>();
  #recorded: Response[] | undefined;
  #replayed: readonly Response[] = [];
  #next = 0;

  /** Sends the requests of what follows, and keeps the responses by a name. */
  record(name: string): void {
    this.#recorded = [];
    this.#kept.set(name, this.#recorded);
  }

  /** Answers the requests of what follows with the kept responses, again and again. */
  replay(name: string): void {
    this.#recorded = undefined;
    this.#replayed = this.#kept.get(name) ?? [];
    this.#next = 0;
  }

  async handle(request: Request): Promise<{ readonly response: Response }> {
    this.count++;
    if (this.#recorded === undefined) {
      const kept = this.#replayed[this.#next++ % this.#replayed.length];
      if (kept === undefined) throw new Error("There is no response to the request.");
      // The SDK changes the response that it receives.
      return { response: { statusCode: kept.statusCode, headers: kept.headers, body: kept.body } };
    }
    const { response } = await this.#http.handle(request);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body) chunks.push(chunk);
    const kept = { statusCode: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) };
    this.#recorded.push(kept);
    return { response: { ...kept } };
  }

  destroy(): void {
    this.#http.destroy();
  }
}
