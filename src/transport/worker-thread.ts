import { workerData } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { packError } from "./crossing.js";
import { loadSdkNow } from "./sdk.js";
import { SdkTransport } from "./sdk-transport.js";
import {
  ANSWERED,
  HEARTBEAT,
  type PackedResult,
  TAKEN,
  type WorkerCancellation,
  type WorkerMessage,
  type WorkerRequest,
  type WorkerSetup,
} from "./worker-protocol.js";

/** How often a busy worker shows that it lives; the other thread cannot see it end while it sleeps. */
const HEARTBEAT_MS = 250;

const { config, configModule, shared, port } = workerData as WorkerSetup;
const state = new Int32Array(shared);
const underWay = new Map<number, AbortController>();
let transport: Promise<SdkTransport> | undefined;

function say(message: WorkerMessage): void {
  port.postMessage(message);
  Atomics.add(state, ANSWERED, 1);
  Atomics.notify(state, ANSWERED);
}

async function connect(): Promise<SdkTransport> {
  const completed = configModule === undefined ? config : { ...config, ...(await importConfig(configModule)) };
  return new SdkTransport(
    { config: completed },
    { load: loadSdkNow, onEndpoint: (endpoint) => say({ type: "endpoint", endpoint }) },
  );
}

async function importConfig(url: string): Promise<DynamoDBClientConfig> {
  const module = (await import(url)) as { readonly default?: unknown };
  // A CommonJS module that was compiled from an ES module has its default export one level deeper.
  const exported = (module.default as { readonly default?: unknown } | undefined)?.default ?? module.default;
  if (typeof exported === "object" && exported !== null) return exported;
  throw new TypeError(`sync.configModule ${url} has no default export that is a configuration object.`);
}

async function perform(request: WorkerRequest, signal: AbortSignal): Promise<PackedResult[]> {
  const { calls, concurrency, timeoutMs } = request;
  transport ??= connect();
  const results = await (await transport).sendAll(calls, { concurrency, timeoutMs, signal });
  return results.map((result) =>
    result.status === "fulfilled" ? result : { status: "rejected", reason: packError(result.reason) },
  );
}

async function serve(request: WorkerRequest): Promise<void> {
  Atomics.add(state, TAKEN, 1);
  const heartbeat = setInterval(() => Atomics.add(state, HEARTBEAT, 1), HEARTBEAT_MS);
  const controller = new AbortController();
  underWay.set(request.id, controller);
  const results = await perform(request, controller.signal).catch((error: unknown) => {
    // A configuration that could not be read may be readable next time.
    transport = undefined;
    return request.calls.map(() => ({ status: "rejected" as const, reason: packError(error) }));
  });
  clearInterval(heartbeat);
  underWay.delete(request.id);
  say({ type: "answer", id: request.id, results });
}

port.on("message", (message: WorkerRequest | WorkerCancellation) => {
  if ("cancel" in message) underWay.get(message.cancel)?.abort();
  else void serve(message);
});
