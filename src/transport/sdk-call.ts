import { types } from "node:util";
import type { Endpoint } from "./endpoint.js";

/** An HTTP answer, read completely. */
export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

/** Codes of connection errors: the host has not received the request. */
const CONNECT_FAILURES = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/** One call of the SDK, which can send several requests, and the outcome of the last of them. */
export class SdkCall {
  readonly abortSignal: AbortSignal;
  /** The answer to the last request, if there was one. */
  answer: HttpAnswer | undefined;
  /** The error of the last request that failed. */
  fault: unknown;
  /** Whether every request failed before a connection was made. */
  neverArrived = true;

  constructor(abortSignal: AbortSignal) {
    this.abortSignal = abortSignal;
  }

  /** Sends one request, and reads the answer's body for later checks. The SDK accepts a body that was already read. */
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
      if (!CONNECT_FAILURES.includes(String(Object(fault).code))) this.neverArrived = false;
      throw fault;
    }
  }
}

/** The members of the SDK's request and response that we read. The client package does not export their types. */
export interface HttpRequest extends Partial<Endpoint> {
  readonly protocol?: string;
}

interface HttpResponse {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string>>;
  body?: unknown;
}
