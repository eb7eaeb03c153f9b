// The program of signals.test.ts, run in a separate process that receives real signals. It runs in CommonJS, in an ES
// module and in a worker thread, and prints what happens.
import { writeSync } from "node:fs";
import { DynamoClient, type DynamoClientConfig } from "../../src/index.js";

function say(what: string): void {
  writeSync(1, `${what}\n`);
}

const { ENDPOINT = "", ENGINE = "worker", CALL = "answer", HANDLER = "none", SIGNAL = "SIGINT" } = process.env;

const stop = new AbortController();
const config = {
  endpoint: ENDPOINT,
  region: "us-east-1",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
  maxAttempts: 1,
  sync: { engine: ENGINE, timeoutSeconds: 6 },
} as DynamoClientConfig;

const handlers: Readonly<Record<string, () => void>> = {
  continues: () => {},
  aborts: () => stop.abort(new Error("stopped by the handler")),
  throws: () => {
    throw new Error("thrown by the handler");
  },
  exits: () => process.exit(5),
  // A handler that sends requests to clean up.
  calls: () => say(`nested: ${new DynamoClient(config).syncTableExists("other")}`),
};

const calls: Readonly<Record<string, (client: DynamoClient) => unknown>> = {
  answer: (client) => client.syncDescribeTable("silent", { signal: stop.signal }),
  sleep: (client) => client.syncWaitForTableActive("creating", { signal: stop.signal, timeoutSeconds: 60 }),
};

/** Listens for the signal on the main thread: other threads receive none. */
export function listen(): void {
  const handler = handlers[HANDLER];
  if (handler === undefined) return;
  process.on(SIGNAL as NodeJS.Signals, (...args) => {
    say(`handler: ${args.join(" ")}`);
    handler();
  });
}

/** Blocks in a call that ends only at its limit. */
export function block(): void {
  const client = new DynamoClient(config);
  say(`exists: ${client.syncTableExists("other")}`);
  try {
    calls[CALL]?.(client);
  } catch (error) {
    say(`error: ${error instanceof Error ? `${error.name}: ${error.message}` : error}`);
  }
  say(`after: ${client.syncTableExists("other")}`);
  client.destroy();
  // Node calls the handler of a pending signal in a later round of the event loop, not always in the next one.
  setTimeout(() => say("end"), 200);
}
