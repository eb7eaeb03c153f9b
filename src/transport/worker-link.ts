import { existsSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, SHARE_ENV, Worker } from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { SyncUnavailableError } from "../errors.js";
import type { Endpoint } from "./endpoint.js";
import { here, requireHere } from "./here.js";
import {
  ANSWERED,
  HEARTBEAT,
  type PackedResult,
  SHARED_BYTES,
  TAKEN,
  type WorkerCancellation,
  type WorkerMessage,
  type WorkerRequest,
  type WorkerSetup,
} from "./worker-protocol.js";

/** How long a busy worker may go without a heartbeat: far longer than a loaded machine keeps a thread waiting. */
const SILENCE_MS = 15_000;

/** How a wait for an answer went. */
export type Outcome = readonly PackedResult[] | "waiting" | "dead";

/** One worker thread, and the talk with it while this thread sleeps. */
export class WorkerLink {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #state: Int32Array;
  readonly #answers = new Map<number, readonly PackedResult[]>();
  #lastId = 0;
  #hasEnded = false;
  #beat = 0;
  #beatAt = 0;
  /** Where the worker sends to, known when its first request goes out. */
  endpoint: Endpoint | undefined;

  constructor(config: DynamoDBClientConfig, configModule: string | undefined) {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    const { port1, port2 } = new MessageChannel();
    const workerData: WorkerSetup = { config, configModule, shared, port: port2 };
    this.#state = new Int32Array(shared);
    this.#port = port1;
    this.#worker = new Worker(workerFile(), {
      name: "dynatwin",
      workerData,
      transferList: [port2],
      env: SHARE_ENV,
      execArgv: [],
    });
    this.#worker.unref();
    const end = () => {
      this.#hasEnded = true;
    };
    // Heard only while the event loop turns; for a sleeping thread there is the heartbeat.
    this.#worker.on("exit", end).on("error", end);
  }

  /** Whether the worker is known to be gone. */
  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** Hands a request over and returns its number. */
  post(request: Omit<WorkerRequest, "id">): number {
    const id = ++this.#lastId;
    this.#port.postMessage({ id, ...request } satisfies WorkerRequest);
    this.#beatAt = performance.now();
    return id;
  }

  /** Gives a request up. */
  cancel(id: number): void {
    this.#port.postMessage({ cancel: id } satisfies WorkerCancellation);
  }

  /** Whether the worker has begun with a request. */
  hasTaken(id: number): boolean {
    return Atomics.load(this.#state, TAKEN) >= id;
  }

  /** Sleeps until there is an answer, something else to look at, or `ms` are over. */
  wait(id: number, ms: number): Outcome {
    const answered = Atomics.load(this.#state, ANSWERED);
    const outcome = this.poll(id);
    if (outcome !== "waiting") return outcome;
    Atomics.wait(this.#state, ANSWERED, answered, ms);
    return this.poll(id);
  }

  /** Looks for an answer without sleeping. */
  poll(id: number): Outcome {
    for (let next = receiveMessageOnPort(this.#port); next; next = receiveMessageOnPort(this.#port)) {
      const message = next.message as WorkerMessage;
      if (message.type === "endpoint") this.endpoint = message.endpoint;
      else this.#answers.set(message.id, message.results);
    }
    const results = this.#answers.get(id);
    this.#answers.delete(id);
    return results ?? (this.#isSilent() ? "dead" : "waiting");
  }

  /** Ends the worker. */
  end(): void {
    this.#hasEnded = true;
    this.#port.close();
    void this.#worker.terminate();
  }

  #isSilent(): boolean {
    const beat = Atomics.load(this.#state, HEARTBEAT);
    const now = performance.now();
    if (beat !== this.#beat) {
      this.#beat = beat;
      this.#beatAt = now;
    }
    return this.#hasEnded || now - this.#beatAt > SILENCE_MS;
  }
}

/** The worker's file stands beside this one; in a bundled program, in the installed package. */
function workerFile(): URL {
  const places = ["./worker-thread.cjs", "./worker-thread.js"].map((name) => new URL(name, here));
  try {
    places.push(new URL("./dist/worker-thread.cjs", pathToFileURL(requireHere.resolve("dynatwin/package.json"))));
  } catch {
    // Not installed where the bundle runs; the message below says what to do.
  }
  const found = places.find((place) => existsSync(fileURLToPath(place)));
  if (found) return found;
  throw new SyncUnavailableError(
    `Blocking calls need dynatwin's worker file, and it is not beside ${here}. Keep dynatwin out of the bundle ` +
      "(esbuild: --external:dynatwin), or copy node_modules/dynatwin/dist/worker-thread.cjs beside the bundle.",
  );
}
