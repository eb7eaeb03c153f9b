import { types } from "node:util";
import type { Endpoint } from "./endpoint.js";

/** An HTTP answer, read to its end. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Codes of errors on the way to a host: nobody has seen the request. */
const UNREACHED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** One call of the SDK, which may send several requests: what the last of them came to. */
export class Exchange {
  readonly abortSignal: AbortSignal;
  /** The answer to the last request, where there was one. */
  answer: HttpAnswer | undefined;
  /** Why the last request that failed had no answer, or none that could be read. */
  fault: unknown;
  /** Whether every request failed before it reached anybody. */
  neverArrived = true;

  constructor(abortSignal: AbortSignal) {
    this.abortSignal = abortSignal;
  }

  /** Sends one request, and reads the answer's body, for whoever looks at it later. The SDK takes a body that was read. */
  async send<T>(request: () => Promise<T>, collect: (stream: unknown) => Promise<Uint8Array>): Promise<T> {
    this.answer = undefined;
    try {
      const result = await request();
      this.neverArrived = false;
      const { response } = result as { readonly response?: HttpResponse };
      if (response === undefined) return result;
      const { body = new Uint8Array(), headers = {}, statusCode } = response;
      response.body = types.isUint8Array(body) ? body : await collect(body);
      const contentType = headers["content-type"] ?? "";
      this.answer = { status: statusCode, contentType, body: response.body as Uint8Array };
      return result;
    } catch (fault) {
      this.fault = fault;
      if (!UNREACHED.includes(String(Object(fault).code))) this.neverArrived = false;
      throw fault;
    }
  }
}

/** What we read of the SDK's request and response, whose types its client does not export. */
export interface HttpRequest extends Partial<Endpoint> {
  readonly protocol?: string;
}

interface HttpResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  body?: unknown;
}
