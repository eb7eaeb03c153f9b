import { type MessagePort, workerData } from "node:worker_threads";
import { contentsOf } from "../items/snapshot.js";
import { EmulatorClock } from "./clock.js";
import type { Command, CommandMessage, Ping, Reply, Result, ThreadSetup, Values } from "./protocol.js";

import { ServedEmulator } from "./served-emulator.js";
import { Snapshots } from "./snapshots.js";

type Answers = { readonly [C in Command]: (...values: Values<C>) => Result<C> | Promise<Result<C>> };

/** Loads the server on the first command, so that an error while loading reaches a caller. */
async function load({ options, clock, ending, port }: ThreadSetup): Promise<Answers> {
  const { EmulatorServer } = await import("./server.js");
  const server = new EmulatorServer(options, new EmulatorClock(options.time !== "manual", clock));
  const state = new Int32Array(ending);
  server.isEnding = () => Atomics.load(state, 0) === 1;
  const snapshots = new Snapshots();
  const served = new ServedEmulator(server, (event) => port.postMessage(event));
  return {
    start: (requests) => {
      server.emulator.prepare(requests);
      return server.listen(0);
    },
    serve: (settings) => served.start(settings),
    finish: () => served.finish(),
    untilEnd: () => new Promise<void>(() => {}),
    restart: (options, requests) => {
      server.restart(options);
      server.emulator.prepare(requests);
    },
    clear: () => server.emulator.clear(),
    snapshot: () => snapshots.add(server.emulator.snapshot()),
    contents: (snapshot) => contentsOf(snapshots.get(snapshot)),
    dropSnapshot: (snapshot) => snapshots.drop(snapshot),
    restore: (contents) => server.emulator.restore(typeof contents === "number" ? snapshots.get(contents) : contents),
    tables: () => server.emulator.tableNames(),
    requests: () => server.requests(),
    clearRequests: () => server.clearRequests(),
    addFaults: (faults) => server.faults.add(faults),
    clearFaults: () => server.faults.clear(),
  };
}

function runThread(setup: ThreadSetup): void {
  const { answered, port, blockingPort } = setup;
  const answers = new Int32Array(answered);
  let loading: Promise<Answers> | undefined;

  async function reply({ id, command, values }: CommandMessage): Promise<Reply> {
    try {
      loading ??= load(setup);
      const answer = (await loading)[command] as (...values: readonly unknown[]) => unknown;
      // The protocol defines the arguments of each command.
      return { id, value: await answer(...values) };
    } catch (error) {
      const { name, message } = error as Error;
      return { id, error: name === "Error" ? message : `${name}: ${message}` };
    }
  }

  function serve(port: MessagePort, onReply: () => void): void {
    port.on("message", (question: CommandMessage | Ping) => {
      if ("ping" in question) return;
      void reply(question).then((answer) => {
        port.postMessage(answer);
        onReply();
      });
    });
  }

  function wakeBlockedThreads(): void {
    Atomics.add(answers, 0, 1);
    Atomics.notify(answers, 0);
  }

  serve(port, () => {});
  serve(blockingPort, wakeBlockedThreads);
  // A blocked thread receives no events: the end of this thread is sent as a message, with the error that caused it.
  let fatal: unknown;
  process.on("uncaughtExceptionMonitor", (error) => {
    fatal = error;
  });
  process.on("exit", (code) => {
    const reason = fatal === undefined ? `with code ${code}` : `of ${fatal}`;
    blockingPort.postMessage({ id: 0, isLast: true, error: `The embedded DynamoDB's thread has ended ${reason}.` });
    wakeBlockedThreads();
  });
}

runThread(workerData as ThreadSetup);
