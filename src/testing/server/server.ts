import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import { AwsError } from "../control-plane/aws-error.js";
import type { EmulatorOptions, EmulatorRequest, Fault } from "../options.js";
import { EmulatorClock } from "./clock.js";
import { Emulator } from "./emulator.js";
import { errorOf, Faults, merge } from "./fault-injection.js";
import { requireKnownHost } from "./host-names.js";
import type { Answer } from "./item-store.js";
import { recordOf } from "./recorded-request.js";
import { type Incoming, readRequest } from "./request-body.js";

const LOAD_BALANCERS_PAGE = "<html><head><title>502 Bad Gateway</title></head></html>";
/** The longest that a timer of Node can be. */
const NEVER_MS = 2 ** 31 - 1;

/** How long a connection may say nothing, in milliseconds. Node asks for answers of its own on those that are broken. */
export interface ConnectionLimits {
  /** Until the headers of a request are there. */
  readonly headersTimeout: number;
  /** Until all of a request is there. */
  readonly requestTimeout: number;
  /** From an answer to the next request. */
  readonly keepAliveTimeout: number;
  /** How often the first two are looked at. */
  readonly connectionsCheckingInterval: number;
}

const CONNECTION_LIMITS: ConnectionLimits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // A client that is halted in a debugger for longer finds its connection cut, and makes another one.
  keepAliveTimeout: 60_000,
  connectionsCheckingInterval: 2_000,
};

/** The emulator on a port. */
export class EmulatorServer {
  emulator: Emulator;
  readonly faults: Faults;
  requests: EmulatorRequest[] = [];
  /** Hears of every request that arrived, and what it will be answered on. */
  onRequest: (request: EmulatorRequest, response: ServerResponse) => void = (request) => this.requests.push(request);
  /** Names by which it may be called beside those of this machine. */
  readonly allowedHosts = new Set<string>();
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
    this.faults = new Faults(() => clock.now());
    this.faults.add(options.faults ?? []);
    this.#server = createServer({ ...limits, keepAlive: true }, (request, response) => {
      void this.#serve(request, response);
    });
  }

  /** Listens on a loopback port. With 0, the system picks one. */
  listen(port: number, host = "127.0.0.1"): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  /** Starts over without tables, requests and scripted faults, at the time of day, with other options where given. */
  restart(options: EmulatorOptions): void {
    const renewed = { ...this.#options, ...options };
    this.#clock.restart();
    this.emulator = new Emulator(renewed, () => this.#clock.now());
    this.faults.clear();
    this.faults.add(renewed.faults ?? []);
    this.requests = [];
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      // Behind it: a connection that came in between would stay.
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { region = "us-east-1" } = this.#options;
    try {
      requireKnownHost(request.headers.host, this.allowedHosts);
      if (request.method === "GET")
        reply(response, { status: 200, body: `healthy: dynamodb.${region}.amazonaws.com ` });
      else await this.#play(await readRequest(request), request, response);
    } catch (error) {
      reply(response, answerOf(error instanceof AwsError ? error : internal(error)));
    }
  }

  async #play(incoming: Incoming, { headers }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { operation, input } = incoming;
    // What is on its way when the emulator starts over ends where it began.
    const { emulator } = this;
    this.onRequest(recordOf(operation, input, headers, this.#clock.now()), response);
    const fault = this.faults.next(operation, input);
    if (fault) await playFault(fault, incoming, emulator, response);
    else reply(response, await emulator.answer(operation, input));
  }
}

async function playFault(fault: Fault, { operation, input }: Incoming, emulator: Emulator, response: ServerResponse) {
  const { kind, commit = kind === "answer", delayMs = 1_000 } = fault;
  const carryOut = () => emulator.answer(operation, input);
  const answer = commit ? await carryOut() : undefined;
  const error = errorOf(fault, operation, input);
  if (error) reply(response, mergeInto(answerOf(error), fault.answer));
  else if (kind === "dropped") response.destroy();
  else if (kind === "badGateway") reply(response, { status: 502, body: LOAD_BALANCERS_PAGE }, "text/html");
  else if (kind === "answer") reply(response, mergeInto(answer?.status === 200 ? answer : EMPTY, fault.answer));
  else if (delayMs <= NEVER_MS) {
    // A server that is closed meanwhile does not wait.
    await setTimeout(delayMs, undefined, { ref: false });
    reply(response, answer ?? (await carryOut()));
  }
}

const EMPTY: Answer = { status: 200, body: "{}" };

function mergeInto({ status, body }: Answer, over: object | undefined): Answer {
  return { status, body: JSON.stringify(merge(JSON.parse(body), over ?? {})) };
}

function answerOf(error: AwsError): Answer {
  return { status: error.status, body: JSON.stringify(error) };
}

/** What went wrong here, and not in the request. */
function internal(error: unknown): AwsError {
  return new AwsError("InternalServerError", `dynatwin's emulator failed: ${error}`, 500);
}

function reply(response: ServerResponse, { status, body }: Answer, type = "application/x-amz-json-1.0"): void {
  // A client that went away needs no answer.
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": type,
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": randomUUID(),
  });
  response.end(body);
}
