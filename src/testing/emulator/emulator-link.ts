import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import { DynatwinError } from "../../errors.js";
import { here } from "../../transport/here.js";
import type { EmulatorOptions } from "../options.js";
import { EmulatorClock } from "./clock.js";
import { requireDynalite } from "./load-dynalite.js";
import type { Command, Question, Reply, Result, ThreadSetup, Values } from "./protocol.js";

/** How the emulator is asked. */
export interface Control {
  ask<C extends Command>(command: C, ...values: Values<C>): Promise<Result<C>>;
  /** Ends the thread, and with it the server, its connections and its tables. */
  end(): Promise<void>;
}

/** The same for a thread that sleeps until the answer. */
export interface BlockingControl {
  ask<C extends Command>(command: C, ...values: Values<C>): Result<C>;
  end(): void;
}

interface Waiting {
  readonly resolve: (value: never) => void;
  readonly reject: (error: Error) => void;
}

const ANSWER_MS = 30_000;

/** The emulator's thread, as the thread sees it that started it. It does not keep the process alive. */
export class EmulatorLink {
  readonly clock: EmulatorClock;
  readonly asyncControl: Control = {
    ask: (command, ...values) => this.#ask(command, ...values),
    end: async () => void (await this.#end()),
  };
  readonly syncControl: BlockingControl = {
    ask: (command, ...values) => this.#askAndSleep(command, ...values),
    end: () => void this.#end(),
  };
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #sleepersPort: MessagePort;
  readonly #answers: Int32Array;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(options: EmulatorOptions) {
    requireDynalite("dynatwin/testing");
    this.clock = new EmulatorClock(options.time !== "manual");
    const [ours, sleepers] = [new MessageChannel(), new MessageChannel()];
    const answered = new SharedArrayBuffer(4);
    this.#answers = new Int32Array(answered);
    this.#port = ours.port1;
    this.#sleepersPort = sleepers.port1;
    const workerData: ThreadSetup = {
      options,
      clock: this.clock.buffer,
      answered,
      port: ours.port2,
      sleepersPort: sleepers.port2,
    };
    const transferList = [ours.port2, sleepers.port2];
    this.#worker = new Worker(threadFile(), { name: "dynatwin emulator", workerData, transferList, execArgv: [] });
    this.#worker.unref();
    this.#worker.on("error", (error) => this.#giveUp(error));
    this.#worker.on("exit", () => this.#giveUp(new DynatwinError("The emulator's thread has ended.")));
    this.#port.on("message", (reply: Reply) => this.#hear(reply));
    this.#port.unref();
  }

  #ask<C extends Command>(command: C, ...values: Values<C>): Promise<Result<C>> {
    const id = ++this.#lastId;
    this.#port.ref();
    this.#port.postMessage({ id, command, values } satisfies Question);
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #hear({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#port.unref();
    if (error) waiting?.reject(errorOf(error));
    else waiting?.resolve(value as never); // what the protocol says of the command that was asked
  }

  #askAndSleep<C extends Command>(command: C, ...values: Values<C>): Result<C> {
    const before = Atomics.load(this.#answers, 0);
    this.#sleepersPort.postMessage({ id: 0, command, values } satisfies Question);
    if (Atomics.wait(this.#answers, 0, before, ANSWER_MS) === "timed-out")
      throw new DynatwinError(`The emulator did not answer within ${ANSWER_MS / 1_000} s (${command}).`);
    const reply = receiveMessageOnPort(this.#sleepersPort)?.message as Reply;
    if (reply.error) throw errorOf(reply.error);
    return reply.value as Result<C>;
  }

  #end(): Promise<number> {
    this.#giveUp(new DynatwinError("The embedded DynamoDB was closed."));
    return this.#worker.terminate();
  }

  #giveUp(error: Error): void {
    this.#port.close();
    this.#sleepersPort.close();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  return new DynatwinError(`The emulator failed: ${name}: ${message}`);
}

/** The thread's file: beside the built package's others, or in the tree that the tests are compiled to. */
function threadFile(): URL {
  const places = ["./emulator-thread.cjs", "../testing/emulator/emulator-thread.js"].map((name) => new URL(name, here));
  const found = places.find((place) => existsSync(fileURLToPath(place)));
  if (found) return found;
  throw new DynatwinError(`dynatwin/testing cannot be bundled: its thread's file is not beside ${here}.`);
}
