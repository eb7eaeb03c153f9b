import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
  type WorkerOptions,
} from "node:worker_threads";
import { DynatwinError } from "../../errors.js";
import { now } from "../../transport/clock.js";
import { waitInterruptibly } from "../../transport/interruptible-wait.js";
import { findThreadFile, ownModuleUrl } from "../../transport/own-files.js";
import { startFailureReason, startThread, tryPost } from "../../transport/thread.js";
import type { EmulatorOptions } from "../options.js";
import { EmulatorClock } from "./clock.js";
import type { Command, CommandMessage, Ping, Reply, Result, ThreadEvent, ThreadSetup, Values } from "./protocol.js";

/** Sends commands to the emulator's thread. */
export interface Control {
  ask<C extends Command>(command: C, ...values: Values<C>): Promise<Result<C>>;
  /** Ends the thread, and with it the server, its connections and its tables. */
  end(): Promise<void>;
}

/** Sends commands, and blocks the calling thread until the answer. */
export interface BlockingControl {
  ask<C extends Command>(command: C, ...values: Values<C>): Result<C>;
  end(): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

/** How long a blocked caller waits before it checks whether the emulator's thread is alive. */
const LIVENESS_CHECK_MS = 250;
const ENDED = "The embedded DynamoDB's thread has ended.";
/** The connection to the emulator's thread, in the thread that started it. It does not keep the process alive. */
export class EmulatorLink {
  readonly clock: EmulatorClock;
  readonly asyncControl: Control = {
    ask: (command, ...values) => this.#ask(command, ...values),
    end: async () => void (await this.#end()),
  };
  readonly syncControl: BlockingControl = {
    ask: (command, ...values) => this.#askBlocking(command, ...values),
    end: () => void this.#end(),
  };
  /** Called with messages of the thread that are no answers. */
  onEvent: (event: ThreadEvent) => void = () => {};
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #blockingPort: MessagePort;
  readonly #answers: Int32Array;
  readonly #ending = new SharedArrayBuffer(4);
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  /** Why the thread no longer accepts commands. */
  #endReason: string | undefined;

  /** @param answerMs - How long a blocked caller waits for an answer. */
  constructor(
    options: EmulatorOptions,
    private readonly answerMs = 30_000,
  ) {
    this.clock = new EmulatorClock(options.time !== "manual");
    const [ours, blocking] = [new MessageChannel(), new MessageChannel()];
    const answered = new SharedArrayBuffer(4);
    this.#answers = new Int32Array(answered);
    this.#port = ours.port1;
    this.#blockingPort = blocking.port1;
    const workerData: ThreadSetup = {
      options,
      clock: this.clock.buffer,
      answered,
      ending: this.#ending,
      port: ours.port2,
      blockingPort: blocking.port2,
    };
    const transferList = [ours.port2, blocking.port2];
    const file = threadFile();
    const start = (settings: WorkerOptions) => new Worker(file, settings);
    this.#worker = startThread(start, { name: "dynatwin emulator", workerData, transferList }, noThread);
    this.#worker.on("error", (error) => this.#giveUp("The embedded DynamoDB's thread has failed.", error));
    this.#worker.on("exit", () => this.#giveUp(ENDED));
    this.#port.on("message", (message: Reply | ThreadEvent) => {
      if ("id" in message) this.#receive(message);
      else this.onEvent(message);
    });
    this.#port.unref();
  }

  /** Makes the server execute no further request. It observes this also while it is busy with requests. */
  refuseRequests(): void {
    Atomics.store(new Int32Array(this.#ending), 0, 1);
  }

  #ask<C extends Command>(command: C, ...values: Values<C>): Promise<Result<C>> {
    return new Promise((resolve, reject) => {
      if (this.#endReason !== undefined) throw new DynatwinError(this.#endReason);
      const id = ++this.#lastId;
      this.#port.postMessage({ id, command, values } satisfies CommandMessage); // first, because it throws if a value cannot be sent
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref(); // keeps the process alive until the answer, or until the thread ends
    });
  }

  #receive({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    // An answer that arrives while the thread is being ended: the process has to stay alive until it has ended.
    if (waiting === undefined) return;
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined)
      waiting.resolve(value as never); // the type that the protocol defines for the command
    else waiting.reject(new DynatwinError(error));
  }

  #askBlocking<C extends Command>(command: C, ...values: Values<C>): Result<C> {
    if (this.#endReason !== undefined) throw new DynatwinError(this.#endReason);
    const before = Atomics.load(this.#answers, 0);
    const isAlive = tryPost(this.#blockingPort, { id: 0, command, values } satisfies CommandMessage);
    const reply = isAlive ? this.#waitForReply(before, command) : endedEarly();
    if (reply.isLast) {
      this.#giveUp(reply.error ?? ENDED);
      void this.#worker.terminate(); // its further messages are not read
    }
    if (reply.error !== undefined) throw new DynatwinError(reply.error);
    return reply.value as Result<C>;
  }

  #waitForReply(before: number, command: Command): Omit<Reply, "id"> {
    const deadline = now() + this.answerMs;
    for (let left = this.answerMs; left > 0; left = deadline - now()) {
      const waitResult = waitInterruptibly(this.#answers, 0, before, Math.min(left, LIVENESS_CHECK_MS));
      const reply = receiveMessageOnPort(this.#blockingPort)?.message as Reply | undefined; // what the thread sends
      if (reply !== undefined) return reply;
      if (waitResult === "ok" || waitResult === "not-equal") return { isLast: true, error: ENDED };
      // A thread that failed to start sends no notification.
      if (!tryPost(this.#blockingPort, { ping: true } satisfies Ping)) return endedEarly();
    }
    const error = `The embedded DynamoDB did not answer within ${this.answerMs / 1_000} s (${command}).`;
    return { isLast: true, error };
  }

  #end(): Promise<number> {
    this.#giveUp("This embedded DynamoDB is closed. Start another one, or close it later.");
    return this.#worker.terminate();
  }

  #giveUp(reason: string, cause?: unknown): void {
    this.#endReason ??= reason;
    this.#port.close();
    this.#blockingPort.close();
    for (const { reject } of this.#waiting.values()) reject(new DynatwinError(reason, { cause }));
    this.#waiting.clear();
  }
}

function endedEarly(): Omit<Reply, "id"> {
  return { isLast: true, error: `The embedded DynamoDB's thread has ended without a reason. ${startFailureReason()}` };
}

function noThread(reason: string, cause: unknown): DynatwinError {
  return new DynatwinError(`The embedded DynamoDB's thread cannot be started: ${reason}`, { cause });
}

function threadFile(): URL {
  // The second is its place in the tree that the tests are compiled to.
  const found = findThreadFile("./emulator-thread.cjs", "../testing/server/emulator-thread.js");
  if (found) return found;
  throw new DynatwinError(
    `dynatwin/testing needs its thread's file, but it is not beside ${ownModuleUrl}. Keep dynatwin out of the bundle ` +
      "(esbuild: --external:dynatwin), or copy node_modules/dynatwin/dist/emulator-thread.cjs beside the bundle.",
  );
}
