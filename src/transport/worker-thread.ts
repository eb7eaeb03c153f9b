import { workerData } from "node:worker_threads";
import type { Call } from "../dynamodb/operations.js";
import { SyncUnavailableError } from "../errors.js";
import { setTimeout } from "./clock.js";
import { importConfig } from "./config-module.js";
import type { QueueRequest } from "./engine-queue.js";
import { packError } from "./error-transfer.js";
import type { SdkRequestQueue } from "./request-queue.js";
import { loadSdkNow } from "./sdk.js";
import { SdkTransport } from "./sdk-transport.js";
import {
  ENDED,
  LAST_POSTED,
  LAST_SENT,
  MESSAGE_COUNT,
  type PackedCompletion,
  type PackedResult,
  STAGE,
  Stage,
  type WorkerMessage,
  type WorkerPing,
  type WorkerRequest,
  type WorkerSetup,
} from "./worker-protocol.js";

const { config, configModule, missing, shared, port, idleMs } = workerData as WorkerSetup;
const state = new Int32Array(shared);
let transport: Promise<SdkTransport> | undefined;

function postMessage(message: WorkerMessage): void {
  port.postMessage(message);
  Atomics.add(state, MESSAGE_COUNT, 1);
  Atomics.notify(state, MESSAGE_COUNT);
}

// A blocked thread receives no events: a worker that ends by itself must send a message.
let fatal: unknown;
process.on("uncaughtExceptionMonitor", (error) => {
  fatal = error;
});
process.on("exit", (code) =>
  postMessage({ type: "end", code, cause: fatal === undefined ? undefined : packError(fatal) }),
);

async function connect(): Promise<SdkTransport> {
  Atomics.store(state, STAGE, configModule === undefined ? Stage.preparing : Stage.importing);
  const completed = configModule === undefined ? config : { ...config, ...(await importConfig(configModule, missing)) };
  return new SdkTransport(
    { config: completed },
    {
      load: loadSdkNow,
      isFrequent: () => true,
      onEndpoint: (endpoint) => postMessage({ type: "endpoint", endpoint }),
      onRequest: () => Atomics.store(state, STAGE, Stage.sending),
    },
  );
}

async function perform(request: WorkerRequest): Promise<PackedResult[]> {
  transport ??= connect();
  const connected = await transport;
  Atomics.store(state, STAGE, Stage.preparing);
  Atomics.store(state, LAST_SENT, request.id);
  if ("queue" in request) return [{ status: "fulfilled", value: await awaitQueue(connected, request.queue) }];
  if ("closedQueue" in request) return closeQueue(request.closedQueue);
  const { calls, ...options } = request;
  // The SDK has a command for each of these names, or commandClass throws.
  const results = await connected.sendAll(calls as readonly Call[], options);
  return results.map(pack);
}

function pack(result: PromiseSettledResult<unknown>): PackedResult {
  return result.status === "fulfilled" ? result : { status: "rejected", reason: packError(result.reason) };
}

/** The queues of calls that block other threads, by number. */
const queues = new Map<number, SdkRequestQueue>();

/** Starts the requests posted to a queue, and waits until one of its requests has ended. */
async function awaitQueue(
  connected: SdkTransport,
  { number, isNew, posts, waitMs }: QueueRequest,
): Promise<PackedCompletion[]> {
  const queue = isNew ? connected.openQueue() : queues.get(number);
  if (queue === undefined) {
    throw new SyncUnavailableError(
      "The worker thread was replaced while it was sending requests: it is unknown whether DynamoDB has received them.",
    );
  }
  queues.set(number, queue);
  // The queue numbers its requests in the order of the posts, as the caller does.
  for (const { call, timeoutMs } of posts) queue.post(call, timeoutMs);
  const until = waitMs === undefined ? undefined : connected.now() + waitMs;
  const over = waitMs === 0 ? queue.takeAll() : await queue.nextAll(until);
  return over.map(({ id, result }) => ({ id, result: pack(result) }));
}

function closeQueue(number: number): PackedResult[] {
  queues.get(number)?.close();
  queues.delete(number);
  return [];
}

async function serve(request: WorkerRequest): Promise<void> {
  const results = await perform(request).catch((error: unknown) => {
    // A configuration that could not be loaded is loaded again by the next request.
    transport = undefined;
    return rejectAll(request, error);
  });
  try {
    postMessage({ type: "answer", id: request.id, results });
  } catch (error) {
    // An error with very deeply nested members cannot be sent.
    postMessage({ type: "answer", id: request.id, results: rejectAll(request, error) });
  }
}

function rejectAll(request: WorkerRequest, error: unknown): PackedResult[] {
  const rejected: PackedResult = { status: "rejected", reason: packError(error) };
  return "calls" in request ? request.calls.map(() => rejected) : [rejected];
}

let lastRequest = 0;
let underWay = 0;

/** Ends the thread, unless a request is in progress or was posted meanwhile. */
function endIfIdle(): void {
  const isIdle =
    underWay === 0 &&
    queues.size === 0 &&
    Atomics.compareExchange(state, LAST_POSTED, lastRequest, ENDED) === lastRequest;
  if (isIdle) process.exit();
  idle.refresh();
}

const idle = setTimeout(endIfIdle, idleMs);

port.on("message", (message: WorkerRequest | WorkerPing) => {
  if (!("id" in message)) return;
  lastRequest = message.id;
  underWay++;
  void serve(message).finally(() => {
    underWay--;
    idle.refresh();
  });
});
