// The scenarios of mock-process.test.ts, each run in a separate process to observe its end, threads and sockets.
import { setTimeout as sleep } from "node:timers/promises";
import { isMainThread, Worker } from "node:worker_threads";
import { attr, defineModel } from "../../src/index.js";
import { mockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";

class User extends defineModel({
  table: "users",
  attributes: { id: attr.string().partitionKey(), name: attr.string() },
}) {}

/** The open resources of the process, and its threads. */
function inUse(): string[] {
  const { report } = process;
  // Without a DNS lookup of host names, which takes seconds.
  if (report) Object.assign(report, { excludeNetwork: true });
  const { workers = [] } = (report?.getReport() ?? {}) as { workers?: unknown[] }; // part of Node's documented report
  return [...process.getActiveResourcesInfo(), ...workers.map(() => "thread")].toSorted();
}

/** Ended threads are detected within a few rounds of the event loop; those that still run after a second stay. */
async function settled(before: readonly string[]): Promise<{ before: readonly string[]; after: readonly string[] }> {
  for (let turn = 0; turn < 100 && inUse().length > before.length; turn++) await sleep(10);
  return { before, after: inUse() };
}

async function useAsync(): Promise<void> {
  const db = await mockDynamoDB(User);
  await db.put(new User({ id: "u1", name: "Alice" }));
  await db.close();
}

function useBlocking(): void {
  const db = syncMockDynamoDB(User);
  db.syncPut(new User({ id: "u1", name: "Alice" }));
  db.syncClose();
}

const scenarios: Readonly<Record<string, () => unknown>> = {
  "ends-with-the-mock-open": async () => {
    const db = await mockDynamoDB(User);
    await db.put(new User({ id: "u1", name: "Alice" }));
    return db.tables;
  },

  "ends-with-a-blocking-mock-open": () => {
    const db = syncMockDynamoDB(User);
    db.syncPut(new User({ id: "u1", name: "Alice" }));
    return db.tables;
  },

  // Only the awaits keep the process alive.
  "stays-for-what-is-awaited": async () => {
    const db = await mockDynamoDB(User);
    await db.reset();
    const snapshot = await db.snapshot();
    await db.restore(snapshot);
    await db.close();
    return "done";
  },

  "leaves-nothing": async () => {
    await useAsync(); // the first time opens resources that stay open, such as the pipes of the process's output
    const before = inUse();
    for (let count = 0; count < 3; count++) await useAsync();
    return settled(before);
  },

  "leaves-nothing-when-it-blocks": async () => {
    useBlocking();
    await sleep(100);
    const before = inUse();
    for (let count = 0; count < 3; count++) useBlocking();
    return settled(before);
  },

  "leaves-nothing-when-the-start-fails": async () => {
    await useAsync();
    const before = inUse();
    class Refused extends defineModel({
      table: "refused",
      attributes: { id: attr.string().partitionKey() },
      tableOptions: { input: { TableName: "users" } },
    }) {}
    await mockDynamoDB(User, Refused).catch(() => {});
    return settled(before);
  },

  "gives-up-what-is-awaited-when-it-is-closed": async () => {
    const db = await mockDynamoDB(User);
    const reset = db.reset().catch((error: Error) => error.message);
    await db.close();
    return reset;
  },

  "ends-after-what-could-not-be-asked": async () => {
    const db = await mockDynamoDB();
    const faults = [{ kind: "answer", answer: { what: () => "a function cannot be sent to a thread" } }] as const;
    return db.restart({ faults }).catch((error: Error) => error.name);
  },

  "in-a-worker-thread": () =>
    new Promise((resolve) => {
      const worker = new Worker(new URL(import.meta.url), { argv: ["both"] });
      worker.on("message", resolve);
    }),

  both: async () => {
    await using db = await mockDynamoDB(User);
    await db.put(new User({ id: "u1", name: "Alice" }));
    using blocking = syncMockDynamoDB(User);
    blocking.syncPut(new User({ id: "u2", name: "Bob" }));
    return [User.syncGet({ id: "u2" })?.name, User.syncGet({ id: "u1" })?.name ?? "none"];
  },
};

const result = await scenarios[process.argv[2] ?? ""]?.();
if (isMainThread) process.stdout.write(JSON.stringify(result));
else (await import("node:worker_threads")).parentPort?.postMessage(result);
