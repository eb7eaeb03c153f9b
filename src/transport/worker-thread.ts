import { workerData } from "node:worker_threads";
import type { Call } from "../dynamodb/operations.js";
import { SyncUnavailableError } from "../errors.js";
import { setTimeout } from "./clock.js";
import { importConfig } from "./config-module.js";
import { packError } from "./crossing.js";
import type { QueueRequest } from "./engine-queue.js";
import type { SdkRequestQueue } from "./request-queue.js";
import { loadSdkNow } from "./sdk.js";
import { SdkTransport } from "./sdk-transport.js";
import {
  ENDED,
  type PackedCompletion,
  type PackedResult,
  POSTED,
  SENT,
  SPOKEN,
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

function say(message: WorkerMessage): void {
  port.postMessage(message);
  Atomics.add(state, SPOKEN, 1);
  Atomics.notify(state, SPOKEN);
}

// The sleeping thread hears no event: a worker that ends by its own doing has to tell it.
let fatal: unknown;
process.on("uncaughtExceptionMonitor", (error) => {
  fatal = error;
});
process.on("exit", (code) => say({ type: "end", code, cause: fatal === undefined ? undefined : packError(fatal) }));

async function connect(): Promise<SdkTransport> {
  Atomics.store(state, STAGE, configModule === undefined ? Stage.preparing : Stage.importing);
  const completed = configModule === undefined ? config : { ...config, ...(await importConfig(configModule, missing)) };
  return new SdkTransport(
    { config: completed },
    {
      load: loadSdkNow,
      isFrequent: () => true,
      onEndpoint: (endpoint) => say({ type: "endpoint", endpoint }),
      onRequest: () => Atomics.store(state, STAGE, Stage.sending),
    },
  );
}

async function perform(request: WorkerRequest): Promise<PackedResult[]> {
  transport ??= connect();
  const connected = await transport;
  Atomics.store(state, STAGE, Stage.preparing);
  Atomics.store(state, SENT, request.id);
  if ("queue" in request) return [{ status: "fulfilled", value: await awaitQueue(connected, request.queue) }];
  if ("closedQueue" in request) return closeQueue(request.closedQueue);
  const { calls, ...options } = request;
  // The SDK has a command for each of these names, or says that it has none.
  const results = await connected.sendAll(calls as readonly Call[], options);
  return results.map(pack);
}

function pack(result: PromiseSettledResult<unknown>): PackedResult {
  return result.status === "fulfilled" ? result : { status: "rejected", reason: packError(result.reason) };
}

/** The queues of calls that block other threads, by number. */
const queues = new Map<number, SdkRequestQueue>();

/** Begins what was posted to a queue, and waits until one of its requests is over. */
async function awaitQueue(
  connected: SdkTransport,
  { number, isNew, posts, waitMs }: QueueRequest,
): Promise<PackedCompletion[]> {
  const queue = isNew ? connected.openQueue() : queues.get(number);
  if (queue === undefined) {
    throw new SyncUnavailableError(
      "The worker thread was replaced while it was sending requests: whether DynamoDB has seen them is not known.",
    );
  }
  queues.set(number, queue);
  // The queue's own numbers are given in the order of the posts, as are the caller's.
  for (const { call, timeoutMs } of posts) queue.post(call, timeoutMs);
  const over = await queue.nextAll(waitMs === undefined ? undefined : connected.now() + waitMs);
  return over.map(({ id, result }) => ({ id, result: pack(result) }));
}

function closeQueue(number: number): PackedResult[] {
  queues.get(number)?.close();
  queues.delete(number);
  return [];
}

async function serve(request: WorkerRequest): Promise<void> {
  const results = await perform(request).catch((error: unknown) => {
    // A configuration that could not be read may be readable next time.
    transport = undefined;
    return rejectAll(request, error);
  });
  try {
    say({ type: "answer", id: request.id, results });
  } catch (error) {
    // What cannot cross after all: an error whose members are nested that deep.
    say({ type: "answer", id: request.id, results: rejectAll(request, error) });
  }
}

function rejectAll(request: WorkerRequest, error: unknown): PackedResult[] {
  const rejected: PackedResult = { status: "rejected", reason: packError(error) };
  return "calls" in request ? request.calls.map(() => rejected) : [rejected];
}

let lastRequest = 0;
let underWay = 0;

/** Ends the thread, unless a request is under way or has been posted meanwhile. */
function endIfIdle(): void {
  const isIdle =
    underWay === 0 && queues.size === 0 && Atomics.compareExchange(state, POSTED, lastRequest, ENDED) === lastRequest;
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
