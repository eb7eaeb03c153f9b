import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import type { EmulatorOptions, EmulatorRequest, Fault } from "../options.js";
import { unknownOperation, unreadable } from "../plane/aws-error.js";
import { EmulatorClock } from "./clock.js";
import { Emulator } from "./emulator.js";
import { errorOf, Faults, isObject, merge } from "./faults.js";
import { recordOf } from "./record.js";
import type { Answer } from "./store.js";

const TARGET = "DynamoDB_20120810.";

/** The emulator on a port. */
export class EmulatorServer {
  readonly emulator: Emulator;
  readonly faults: Faults;
  requests: EmulatorRequest[] = [];
  /** Hears of every request that arrived, and what it will be answered on. */
  onRequest: (request: EmulatorRequest, response: ServerResponse) => void = (request) => this.requests.push(request);
  readonly #clock: EmulatorClock;
  readonly #server: Server;

  constructor(options: EmulatorOptions, clock = new EmulatorClock(options.time !== "manual")) {
    this.#clock = clock;
    this.emulator = new Emulator(options, () => clock.now());
    this.faults = new Faults(options.faults);
    this.#server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => response.destroy(error as Error));
    });
  }

  /** Listens on a loopback port. With 0, the system picks one. */
  listen(port: number, host = "127.0.0.1"): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, () => resolve((this.#server.address() as AddressInfo).port));
    });
  }

  close(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const target = String(request.headers["x-amz-target"]);
    if (!target.startsWith(TARGET)) return reply(response, answerOf(unknownOperation(`${target} is not DynamoDB's.`)));
    const operation = target.slice(TARGET.length);
    const input = objectIn(body);
    if (!input) return reply(response, answerOf(unreadable("The request is no JSON object.")));
    this.onRequest(recordOf(operation, input, request.headers, this.#clock.now()), response);

    const fault = this.faults.next(operation, input["TableName"]);
    if (!fault) return reply(response, await this.emulator.answer(operation, input));
    await this.#playFault(fault, operation, input, response);
  }

  async #playFault(fault: Fault, operation: string, input: Record<string, unknown>, response: ServerResponse) {
    if (fault.kind === "slow" && fault.delayMs === Number.POSITIVE_INFINITY) return;
    if (fault.kind === "slow") await setTimeout(fault.delayMs ?? 1_000, undefined, { ref: false });
    const isCarriedOut = fault.commit === true || fault.kind === "slow" || fault.kind === "answer";
    const answer = isCarriedOut ? await this.emulator.answer(operation, input) : undefined;
    const error = errorOf(fault, operation, input["TableName"]);
    if (fault.kind === "dropped") response.destroy();
    else if (error) reply(response, answerOf(error));
    else if (answer) reply(response, fault.kind === "answer" ? mergeInto(answer, fault.answer) : answer);
  }
}

function objectIn(body: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body || "{}");
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function answerOf(error: { readonly status: number }): Answer {
  return { status: error.status, body: JSON.stringify(error) };
}

function mergeInto({ status, body }: Answer, over: object | undefined): Answer {
  return { status, body: JSON.stringify(merge(JSON.parse(body), over ?? {})) };
}

function reply(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "content-length": Buffer.byteLength(body),
    "x-amzn-requestid": randomUUID(),
  });
  response.end(body);
}
