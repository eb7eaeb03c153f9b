import type { MessagePort } from "node:worker_threads";
import { workerData } from "node:worker_threads";
import { EmulatorClock } from "./clock.js";
import type { Command, Ping, Question, Reply, Result, ThreadSetup, Values } from "./protocol.js";

type Answers = { readonly [C in Command]: (...values: Values<C>) => Result<C> | Promise<Result<C>> };

const { options, clock, answered, port, sleepersPort } = workerData as ThreadSetup;
const answers = new Int32Array(answered);
let loading: Promise<Answers> | undefined;

/** Loads what may fail to load only when somebody waits to hear of it. */
async function load(): Promise<Answers> {
  const [{ EmulatorServer }, { outliveDynalite }] = await Promise.all([
    import("./server.js"),
    import("./item-store.js"),
  ]);
  // What is thrown there leaves out the "exit" below.
  outliveDynalite(wakeSleepers);
  const server = new EmulatorServer(options, new EmulatorClock(options.time !== "manual", clock));
  return {
    start: async (requests) => {
      await server.emulator.prepare(requests);
      return server.listen(0);
    },
    restart: (options, requests) => {
      server.restart(options);
      return server.emulator.prepare(requests);
    },
    clear: () => server.emulator.clear(),
    dump: () => server.emulator.dump(),
    restore: (contents) => server.emulator.restore(contents),
    tables: () => server.emulator.tableNames(),
    requests: () => server.requests,
    clearRequests: () => {
      server.requests = [];
    },
    addFaults: (faults) => server.faults.add(faults),
    clearFaults: () => server.faults.clear(),
  };
}

async function reply({ id, command, values }: Question): Promise<Reply> {
  try {
    loading ??= load();
    const answer = (await loading)[command] as (...values: readonly unknown[]) => unknown;
    // Each command gets what its own entry of the protocol says.
    return { id, value: await answer(...values) };
  } catch (error) {
    const { name, message } = error as Error;
    return { id, error: name === "Error" ? message : `${name}: ${message}` };
  }
}

function serve(port: MessagePort, onReply: () => void): void {
  port.on("message", (question: Question | Ping) => {
    if ("ping" in question) return;
    void reply(question).then((answer) => {
      port.postMessage(answer);
      onReply();
    });
  });
}

function wakeSleepers(): void {
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
}

serve(port, () => {});
serve(sleepersPort, wakeSleepers);
// A sleeper hears no event of the thread's end: it is told, with the error that ended it, if one did.
let fatal: unknown;
process.on("uncaughtExceptionMonitor", (error) => {
  fatal = error;
});
process.on("exit", (code) => {
  const reason = fatal === undefined ? `with code ${code}` : `of ${fatal}`;
  sleepersPort.postMessage({ id: 0, isLast: true, error: `The embedded DynamoDB's thread has ended ${reason}.` });
  wakeSleepers();
});
