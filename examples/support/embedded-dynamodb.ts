import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** How long the embedded tables take, in milliseconds. */
export interface EmbeddedOptions {
  readonly createTableMs?: number;
  readonly deleteTableMs?: number;
  readonly updateTableMs?: number;
}

/** What the server's thread is started with. */
export interface ThreadData extends EmbeddedOptions {
  readonly counter: SharedArrayBuffer;
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
  stop(): Promise<void>;
}

/** Starts dynalite. Not on the calling thread: that one may block, and a server that shares it could not answer. */
export async function startEmbeddedDynamoDB(options: EmbeddedOptions = {}): Promise<EmbeddedDynamoDB> {
  const counter = new SharedArrayBuffer(4);
  const requests = new Int32Array(counter);
  const workerData: ThreadData = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...options, counter };
  const worker = new Worker(new URL("./dynalite-thread.js", import.meta.url), { workerData });
  const [port] = (await once(worker, "message")) as [number];
  worker.unref();
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    endpoint,
    config: { endpoint, region: "us-east-1", credentials: { accessKeyId: "embedded", secretAccessKey: "embedded" } },
    requests: () => Atomics.load(requests, 0),
    stop: async () => {
      await worker.terminate();
    },
  };
}
