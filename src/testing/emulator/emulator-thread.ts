import type { MessagePort } from "node:worker_threads";
import { workerData } from "node:worker_threads";
import { EmulatorClock } from "./clock.js";
import type { Command, Question, Reply, Result, ThreadSetup, Values } from "./protocol.js";
import { EmulatorServer } from "./server.js";
import { failWaiting } from "./store.js";

type Answers = { readonly [C in Command]: (...values: Values<C>) => Result<C> | Promise<Result<C>> };

const { options, clock, answered, port, sleepersPort } = workerData as ThreadSetup;
const server = new EmulatorServer(options, new EmulatorClock(options.time !== "manual", clock));
const answers = new Int32Array(answered);

// dynalite throws what it did not expect where nobody can catch it.
process.on("uncaughtException", (error) => {
  if (!failWaiting(error)) throw error;
});

const commands: Answers = {
  start: () => server.listen(0),
  restart: (options) => server.restart(options),
  prepare: (requests) => server.emulator.prepare(requests),
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

async function reply({ id, command, values }: Question): Promise<Reply> {
  try {
    // Each command gets what its own entry of the protocol says.
    return { id, value: await (commands[command] as (...values: readonly unknown[]) => unknown)(...values) };
  } catch (error) {
    const { name, message } = error as Error;
    return { id, error: { name, message } };
  }
}

function serve(port: MessagePort, onReply: () => void): void {
  port.on("message", (question: Question) => {
    void reply(question).then((answer) => {
      port.postMessage(answer);
      onReply();
    });
  });
}

serve(port, () => {});
serve(sleepersPort, () => {
  Atomics.add(answers, 0, 1);
  Atomics.notify(answers, 0);
});
