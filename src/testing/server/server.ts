import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { AwsError } from "../control-plane/aws-error.js";
import type { EmulatorOptions, EmulatorRequest, Fault } from "../options.js";
import { EmulatorClock } from "./clock.js";
import { encode, encodingFor } from "./content-encoding.js";
import { crc32 } from "./crc32.js";
import { type Answer, Emulator } from "./emulator.js";
import { FaultInjector, faultError, merge } from "./fault-injection.js";
import { type AllowedHosts, requireKnownHost } from "./host-names.js";
import { answerPreflight, permitPage } from "./origins.js";
import { type ReceivedRequest, recordRequest } from "./recorded-request.js";
import { type ParsedRequest, readRequest } from "./request-body.js";
import { requestId } from "./request-id.js";
import { requireSignature } from "./signature.js";

const LOAD_BALANCERS_PAGE = "<html><head><title>502 Bad Gateway</title></head></html>";
/** The longest that a timer of Node can be. */
const MAX_TIMER_MS = 2 ** 31 - 1;

/** Timeouts of connections, in milliseconds: the options of Node's HTTP server. */
export interface ConnectionLimits {
  /** Until the headers of a request are complete. */
  readonly headersTimeout: number;
  /** Until a request is complete. */
  readonly requestTimeout: number;
  /** From an answer to the next request. */
  readonly keepAliveTimeout: number;
  /** The interval at which the first two are checked. */
  readonly connectionsCheckingInterval: number;
}

const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // A client that is paused in a debugger for longer opens a new connection.
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};

/** The emulator on a port. */
export class EmulatorServer {
  emulator: Emulator;
  readonly faults: FaultInjector;
  /** Called with every request, and its response object. */
  onRequest: (request: ReceivedRequest, response: ServerResponse) => void = (request) => this.#received.push(request);
  #received: ReceivedRequest[] = [];
  /** Whether requests are no longer executed. */
  isEnding: () => boolean = () => false;
  /** Hosts that are accepted in addition to loopback names. */
  allowedHosts: AllowedHosts = { names: new Set(), addresses: false };
  readonly #clock: EmulatorClock;
  readonly #server: Server;
  readonly #options: EmulatorOptions;

  constructor(
    options: EmulatorOptions,
    clock = new EmulatorClock(options.time !== "manual"),
    limits: ConnectionLimits = CONNECTION_LIMITS,
  ) {
    this.#options = options;
    this.#clock = clock;
    this.emulator = new Emulator(options, () => clock.now());
    this.faults = new FaultInjector(() => clock.now());
    this.faults.add(options.faults ?? []);
    this.#server = createServer({ ...limits, keepAlive: true }, (request, response) => {
      void this.#serve(request, response);
    });
  }

  /** Listens on a port. With 0, the system picks one. */
  listen(port: number, host = "127.0.0.1"): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Restarts without tables, requests and added faults, at the current time, with the given options changed. */
  restart(options: EmulatorOptions): void {
    const renewed = { ...this.#options, ...options };
    this.#clock.restart();
    this.emulator = new Emulator(renewed, () => this.#clock.now());
    this.faults.clear();
    this.faults.add(renewed.faults ?? []);
    this.clearRequests();
  }

  /** The requests since the start, or since they were cleared. */
  requests(): EmulatorRequest[] {
    return this.#received.map(recordRequest); // not with each request, because few programs read them
  }

  clearRequests(): void {
    this.#received = [];
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      // After close(): a connection opened in between would stay open.
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { region = "us-east-1" } = this.#options;
    try {
      requireKnownHost(request.headers.host, this.allowedHosts);
      permitPage(request.headers, this.allowedHosts, response);
      if (request.method === "GET")
        await reply(response, { status: 200, body: `healthy: dynamodb.${region}.amazonaws.com ` });
      else if (request.method === "OPTIONS") answerPreflight(request.headers, response);
      else if (request.method === "POST")
        await this.#answer(await readRequest(request, this.isEnding), request, response);
      else await reply(response, { status: 404, body: "<UnknownOperationException/>\n" });
    } catch (error) {
      if (this.isEnding()) response.destroy();
      else await reply(response, answerOf(error instanceof AwsError ? error : internal(error)));
    }
  }

  async #answer(incoming: ParsedRequest, { headers, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { operation, input } = incoming;
    // A request that is pending during a restart completes on the emulator on which it started.
    const { emulator } = this;
    this.onRequest({ operation, input, headers, atMs: this.#clock.now() }, response);
    const region = emulator.supports(operation) ? requireSignature(headers, url) : undefined;
    const fault = this.faults.match(operation, input);
    if (fault) await injectFault(fault, incoming, () => emulator.answer(operation, input, region), response);
    else await reply(response, emulator.answer(operation, input, region));
  }
}

async function injectFault(
  fault: Fault,
  { operation, input }: ParsedRequest,
  execute: () => Answer,
  response: ServerResponse,
) {
  const { kind, commit = kind === "answer", delayMs = 1_000 } = fault;
  const answer = commit ? execute() : undefined;
  const error = faultError(fault, operation, input);
  if (error) await reply(response, mergeInto(answerOf(error), fault.answer));
  else if (kind === "dropped") response.destroy();
  else if (kind === "badGateway") await reply(response, { status: 502, body: LOAD_BALANCERS_PAGE }, "text/html");
  else if (kind === "answer") await reply(response, mergeInto(answer?.status === 200 ? answer : EMPTY, fault.answer));
  else if (delayMs <= MAX_TIMER_MS) {
    // The timer does not keep a closed server's process alive.
    await setTimeout(delayMs, undefined, { ref: false });
    await reply(response, answer ?? execute());
  }
}

const EMPTY: Answer = { status: 200, body: "{}" };

function mergeInto({ status, body }: Answer, over: object | undefined): Answer {
  return { status, body: JSON.stringify(merge(JSON.parse(body || "{}"), over ?? {})) };
}

function answerOf(error: AwsError): Answer {
  return { status: error.status, body: JSON.stringify(error) };
}

/** An error of the emulator itself. */
function internal(error: unknown): AwsError {
  return new AwsError("InternalServerError", `dynatwin's emulator failed: ${error}`, 500);
}

/** Sends an answer. Returns a promise if it is encoded first. */
function reply(
  response: ServerResponse,
  { status, body }: Answer,
  type = "application/x-amz-json-1.0",
): Promise<void> | undefined {
  const bytes = Buffer.from(body);
  const accepted = response.req.headers["accept-encoding"];
  const encoding = status === 200 ? encodingFor(bytes.length, String(accepted ?? "")) : undefined;
  const headers: Record<string, string> = { "content-type": type };
  if (encoding !== undefined) {
    return encode(bytes, encoding).then((encoded) => {
      send(response, status, { ...headers, "content-encoding": encoding }, encoded, encoded);
    });
  }
  // Node sends a text in one piece with the headers, and bytes in a piece of their own, which costs more.
  send(response, status, headers, bytes, body);
  return undefined;
}

function send(
  response: ServerResponse,
  status: number,
  headers: Record<string, string>,
  bytes: Uint8Array,
  content: string | Uint8Array,
): void {
  // The client has disconnected.
  if (response.destroyed) return;
  response.writeHead(status, {
    ...headers,
    "content-length": bytes.length,
    "x-amzn-RequestId": requestId(),
    "x-amz-crc32": crc32(bytes), // of the encoded bytes, as by DynamoDB
  });
  response.end(content);
}
