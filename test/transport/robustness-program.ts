// The scenarios of robustness.test.ts, each run in a separate process to observe its end, its threads and its memory.
import { existsSync, readdirSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import threads from "node:worker_threads";
import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { DynamoClient } from "../../src/index.js";
import { connectBlocking } from "../../src/transport/choose-engine.js";

const config: DynamoDBClientConfig = {
  endpoint: process.env["ENDPOINT"] ?? "",
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
};

const CALLS = 10_000;
/** After this many calls, code and caches have their final size in memory. */
const WARM_UP = 1_000;
const CLIENTS = 200;
const IDLE_CLIENTS = 10;
const RACING_CALLS = 100;
/** The number of clients with different configurations that start a thread, which takes a tenth of a second each. */
const OWN_THREADS = 20;

const workers: threads.Worker[] = [];
let living = 0;

/** The idle time of a thread, shorter than the default in some scenarios. */
let idleMs: number | undefined;

/** Counts the threads that the library has started, and those that still run. */
function watchWorkers(): void {
  const { Worker } = threads;
  class Watched extends Worker {
    constructor(file: string | URL, options: threads.WorkerOptions = {}) {
      super(file, idleMs === undefined ? options : { ...options, workerData: { ...options.workerData, idleMs } });
      workers.push(this);
      living++;
      this.on("exit", () => {
        living--;
      });
    }
  }
  threads.Worker = Watched;
  syncBuiltinESMExports();
}

/** The number of threads reported by the system, if available. */
function systemThreads(): number {
  return existsSync("/proc/self/task") ? readdirSync("/proc/self/task").length : 0;
}

/** The memory in use after garbage collection. */
function memoryMb(): { heap: number; resident: number } {
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: (heapUsed + external) / 1e6, resident: rss / 1e6 };
}

/** Waits until ended threads are detected. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200 && living > 0; turn++) await sleep(10);
  await sleep(50);
}

/** One client from creation to destruction. */
async function useOnce(): Promise<void> {
  const client = new DynamoClient(config);
  client.syncTableExists("users");
  client.destroy();
  await settle();
}

function messageOf(action: () => unknown): string {
  try {
    return `no error, but ${action()}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

const scenarios: Readonly<Record<string, () => unknown>> = {
  "ends-by-itself": () => new DynamoClient(config).syncTableExists("users"),

  "ends-by-itself-with-deasync": () =>
    new DynamoClient({ ...config, sync: { engine: "deasync" } }).syncTableExists("users"),

  "ends-while-a-call-hangs": () =>
    messageOf(() => new DynamoClient({ ...config, sync: { timeoutSeconds: 0.3 } }).syncTableExists("hang")),

  "killed-before-a-call": () => {
    const client = new DynamoClient(config);
    const answers = [client.syncTableExists("users")];
    void workers[0]?.terminate();
    const startedAt = performance.now();
    answers.push(client.syncTableExists("users"));
    return { answers, started: workers.length, seconds: (performance.now() - startedAt) / 1000 };
  },

  "killed-between-calls": async () => {
    const client = new DynamoClient(config);
    const answers = [client.syncTableExists("users")];
    await workers[0]?.terminate();
    await settle();
    answers.push(client.syncTableExists("users"));
    return { answers, started: workers.length };
  },

  "out-of-memory-during-a-call": () => {
    const hungry = `data:text/javascript,export default {};
      setTimeout(() => { const all = []; for (;;) all.push(new Array(100000).fill({})) }, 50);`;
    const client = new DynamoClient({ ...config, sync: { configModule: hungry } });
    const startedAt = performance.now();
    return { message: messageOf(() => client.syncTableExists("hang")), ms: performance.now() - startedAt };
  },

  "many-calls": () => {
    const client = new DynamoClient(config);
    const call = () => client.syncTableExists("users");
    for (let count = 0; count < WARM_UP; count++) call();
    const before = memoryMb();
    const threadsBefore = systemThreads();
    const startedAt = performance.now();
    for (let count = WARM_UP; count < CALLS; count++) call();
    const seconds = (performance.now() - startedAt) / 1000;
    const after = memoryMb();
    client.destroy();
    return {
      heapMb: after.heap - before.heap,
      residentMb: after.resident - before.resident,
      threads: systemThreads() - threadsBefore,
      started: workers.length,
      seconds,
    };
  },

  "clients-of-equal-configuration": async () => {
    // The first thread opens resources that stay open, such as the pipes of the process's output.
    await useOnce();
    const base = { threads: systemThreads(), resources: process.getActiveResourcesInfo() };
    const clients = Array.from({ length: CLIENTS }, () => new DynamoClient(config));
    const answers = new Set<unknown>(clients.map((client) => client.syncTableExists("users")));
    const started = workers.length - 1;
    const last = clients.pop();
    for (const client of clients) client.destroy();
    answers.add(last?.syncTableExists("users"));
    last?.destroy();
    await settle();
    return {
      answers: [...answers],
      started: [started, workers.length - 1],
      living,
      threads: systemThreads() - base.threads,
      resources: [base.resources, process.getActiveResourcesInfo()],
    };
  },

  "clients-of-different-configuration": async () => {
    await useOnce();
    const base = { threads: systemThreads(), memory: memoryMb() };
    let mostThreads = 0;
    for (let count = 1; count <= CLIENTS; count++) {
      const client = new DynamoClient({ ...config, maxAttempts: count });
      if (count <= OWN_THREADS) client.syncTableExists("users");
      mostThreads = Math.max(mostThreads, systemThreads() - base.threads);
      client.destroy();
    }
    await settle();
    const { heap, resident } = memoryMb();
    return {
      started: workers.length - 1,
      living,
      mostThreads,
      threads: systemThreads() - base.threads,
      heapMb: heap - base.memory.heap,
      residentMb: resident - base.memory.resident,
    };
  },

  "used-after-destroy": async () => {
    const client = new DynamoClient(config);
    const names = client.syncListTables({ pageSize: 1 });
    const { value } = names.next();
    client.destroy();
    client.destroy();
    const messages = [messageOf(() => client.syncTableExists("users")), messageOf(() => names.next())];
    await settle();
    return { value, messages, started: workers.length, living };
  },

  "engine-after-destroy": async () => {
    const connection = connectBlocking({ config }, {});
    const call = connection.startCall();
    call.send("ListTables", {});
    connection.destroy();
    const messages = [() => call.send("ListTables", {}), () => call.sleep(1)].map(messageOf);
    const { isLoopback } = call;
    await settle();
    return { messages, isLoopback, started: workers.length, living };
  },

  "idle-clients": async () => {
    idleMs = 50;
    const clients = Array.from(
      { length: IDLE_CLIENTS },
      (_, place) => new DynamoClient({ ...config, maxAttempts: place + 1 }),
    );
    const answers = new Set<unknown>(clients.map((client) => client.syncTableExists("users")));
    await settle();
    const afterwards = living;
    // The next call starts a new one.
    answers.add(clients[0]?.syncTableExists("users"));
    return { answers: [...answers], living: afterwards, started: workers.length };
  },

  "clients-that-are-gone": async () => {
    const useAndForget = (place: number) =>
      new DynamoClient({ ...config, maxAttempts: place + 1 }).syncTableExists("users");
    for (let place = 0; place < IDLE_CLIENTS; place++) useAndForget(place);
    const kept = new DynamoClient({ ...config, maxAttempts: 1 });
    kept.syncTableExists("users");
    const before = workers.length;
    for (let turn = 0; turn < 500 && living > 1; turn++) {
      globalThis.gc?.();
      await sleep(10);
    }
    return { started: before, living, answer: kept.syncTableExists("users"), startedAfterwards: workers.length };
  },

  "calls-while-the-worker-ends": () => {
    // The same length as the pauses between the calls, so that the worker ends before some calls and at the same moment
    // as others are posted.
    idleMs = 1;
    const client = new DynamoClient(config);
    const answers = new Set<boolean>();
    for (let count = 0; count < RACING_CALLS; count++) {
      answers.add(client.syncTableExists("users"));
      const until = performance.now() + (count % 20) / 8;
      while (performance.now() < until);
    }
    return { answers: [...answers], hasEndedOften: workers.length > 10 };
  },

  "without-a-worker-file-that-runs": () => {
    const { Worker } = threads;
    threads.Worker = class extends Worker {
      constructor(_file: string | URL, options?: threads.WorkerOptions) {
        super("throw new Error('broken file')", { ...options, eval: true });
      }
    };
    syncBuiltinESMExports();
    return messageOf(() => new DynamoClient(config).syncTableExists("users"));
  },
};

async function main(): Promise<void> {
  watchWorkers();
  const result = await scenarios[process.argv[2] ?? ""]?.();
  process.stdout.write(JSON.stringify(result));
}

// Not at the top level of the module, where deasync cannot run.
setImmediate(() => void main());
