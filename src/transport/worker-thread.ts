import { workerData } from "node:worker_threads";
import { importConfig } from "./config-module.js";
import { packError } from "./crossing.js";
import { loadSdkNow } from "./sdk.js";
import { SdkTransport } from "./sdk-transport.js";
import type { Call } from "./transport.js";
import {
  ENDED,
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
  const { id, calls, ...options } = request;
  transport ??= connect();
  const connected = await transport;
  Atomics.store(state, STAGE, Stage.preparing);
  Atomics.store(state, SENT, id);
  // The SDK has a command for each of these names, or says that it has none.
  const results = await connected.sendAll(calls as readonly Call[], options);
  return results.map((result) =>
    result.status === "fulfilled" ? result : { status: "rejected", reason: packError(result.reason) },
  );
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

function rejectAll({ calls }: WorkerRequest, error: unknown): PackedResult[] {
  return calls.map(() => ({ status: "rejected", reason: packError(error) }));
}

let lastRequest = 0;
let underWay = 0;

/** Ends the thread, unless a request is under way or has been posted meanwhile. */
function endIfIdle(): void {
  const isIdle = underWay === 0 && Atomics.compareExchange(state, POSTED, lastRequest, ENDED) === lastRequest;
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
