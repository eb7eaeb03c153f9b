import { workerData } from "node:worker_threads";
import { importConfig } from "./config-module.js";
import { packError } from "./crossing.js";
import { loadSdkNow } from "./sdk.js";
import { SdkTransport } from "./sdk-transport.js";
import {
  type PackedResult,
  SENT,
  SPOKEN,
  type WorkerMessage,
  type WorkerPing,
  type WorkerRequest,
  type WorkerSetup,
} from "./worker-protocol.js";

const { config, configModule, missing, shared, port } = workerData as WorkerSetup;
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
process.on("exit", () => say({ type: "end", cause: fatal === undefined ? undefined : packError(fatal) }));

async function connect(): Promise<SdkTransport> {
  const completed = configModule === undefined ? config : { ...config, ...(await importConfig(configModule, missing)) };
  return new SdkTransport(
    { config: completed },
    { load: loadSdkNow, isFrequent: () => true, onEndpoint: (endpoint) => say({ type: "endpoint", endpoint }) },
  );
}

async function perform(request: WorkerRequest): Promise<PackedResult[]> {
  const { id, calls, ...options } = request;
  transport ??= connect();
  const connected = await transport;
  Atomics.store(state, SENT, id);
  const results = await connected.sendAll(calls, options);
  return results.map((result) =>
    result.status === "fulfilled" ? result : { status: "rejected", reason: packError(result.reason) },
  );
}

async function serve(request: WorkerRequest): Promise<void> {
  const results = await perform(request).catch((error: unknown) => {
    // A configuration that could not be read may be readable next time.
    transport = undefined;
    return request.calls.map(() => ({ status: "rejected" as const, reason: packError(error) }));
  });
  say({ type: "answer", id: request.id, results });
}

port.on("message", (message: WorkerRequest | WorkerPing) => {
  if ("id" in message) void serve(message);
});
