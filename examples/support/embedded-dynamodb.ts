import { Worker } from "node:worker_threads";

/** How long the embedded tables take, in milliseconds. */
export interface EmbeddedOptions {
  readonly createTableMs?: number;
  readonly deleteTableMs?: number;
  readonly updateTableMs?: number;
}

/** What the server's thread is started with. */
export interface ThreadData extends EmbeddedOptions {
  readonly shared: SharedArrayBuffer;
}

/** A DynamoDB on a thread of its own, on a free loopback port. */
export interface EmbeddedDynamoDB {
  readonly endpoint: string;
  /** What a client needs to reach it; the credentials are made up, as dynalite takes any. */
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** How many requests it was sent so far. */
  requests(): number;
  stop(): void;
}

/** The places of the shared integers. */
export const PORT = 0;
export const REQUESTS = 1;

const START_MS = 10_000;

/** Starts dynalite. Not on the calling thread: that one may block, and a server that shares it could not answer. */
export function startEmbeddedDynamoDB(options: EmbeddedOptions = {}): EmbeddedDynamoDB {
  const shared = new SharedArrayBuffer(8);
  const state = new Int32Array(shared);
  const workerData: ThreadData = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...options, shared };
  const worker = new Worker(new URL("./dynalite-thread.js", import.meta.url), { workerData });
  worker.unref();
  if (Atomics.wait(state, PORT, 0, START_MS) === "timed-out") throw new Error("dynalite did not start.");
  const endpoint = `http://127.0.0.1:${Atomics.load(state, PORT)}`;
  return {
    endpoint,
    config: { endpoint, region: "us-east-1", credentials: { accessKeyId: "embedded", secretAccessKey: "embedded" } },
    requests: () => Atomics.load(state, REQUESTS),
    stop: () => void worker.terminate(),
  };
}
