import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { MessageChannel, type MessagePort, receiveMessageOnPort, type Worker } from "node:worker_threads";
import { DynatwinError } from "../../errors.js";
import { here } from "../../transport/here.js";
import { waitInterruptibly } from "../../transport/interruptible.js";
import { startThread, tell, whyNoStart } from "../../transport/thread.js";
import type { EmulatorOptions } from "../options.js";
import { EmulatorClock } from "./clock.js";
import { requireDynalite } from "./load-dynalite.js";
import type { Command, Ping, Question, Reply, Result, ThreadSetup, Values } from "./protocol.js";

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

/** How long a sleeper sleeps before it looks whether the thread lives. */
const SLICE_MS = 250;
const ENDED = "The embedded DynamoDB's thread has ended.";
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
  /** Why nothing can be asked any more. */
  #over: string | undefined;

  /** @param answerMs - How long whoever sleeps for an answer waits for it. */
  constructor(
    options: EmulatorOptions,
    private readonly answerMs = 30_000,
  ) {
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
    this.#worker = startThread(threadFile(), { name: "dynatwin emulator", workerData, transferList }, noThread);
    this.#worker.on("error", (error) => this.#giveUp("The embedded DynamoDB's thread has failed.", error));
    this.#worker.on("exit", () => this.#giveUp(ENDED));
    this.#port.on("message", (reply: Reply) => this.#hear(reply));
    this.#port.unref();
  }

  #ask<C extends Command>(command: C, ...values: Values<C>): Promise<Result<C>> {
    return new Promise((resolve, reject) => {
      if (this.#over !== undefined) throw new DynatwinError(this.#over);
      const id = ++this.#lastId;
      this.#port.postMessage({ id, command, values } satisfies Question); // first: it throws what cannot be sent
      this.#waiting.set(id, { resolve, reject });
      this.#worker.ref(); // whoever awaits this has the process stay, also until the thread's early end is known
    });
  }

  #hear({ id, value, error }: Reply): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined)
      waiting?.resolve(value as never); // what the protocol says of the command that was asked
    else waiting?.reject(new DynatwinError(error));
  }

  #askAndSleep<C extends Command>(command: C, ...values: Values<C>): Result<C> {
    if (this.#over !== undefined) throw new DynatwinError(this.#over);
    const before = Atomics.load(this.#answers, 0);
    const isThere = tell(this.#sleepersPort, { id: 0, command, values } satisfies Question);
    const reply = isThere ? this.#sleepUntilReply(before, command) : died();
    if (reply.isLast) {
      this.#giveUp(reply.error ?? ENDED);
      void this.#worker.terminate(); // nobody will hear what it still says
    }
    if (reply.error !== undefined) throw new DynatwinError(reply.error);
    return reply.value as Result<C>;
  }

  #sleepUntilReply(before: number, command: Command): Omit<Reply, "id"> {
    const deadline = performance.now() + this.answerMs;
    for (let left = this.answerMs; left > 0; left = deadline - performance.now()) {
      const awakening = waitInterruptibly(this.#answers, 0, before, Math.min(left, SLICE_MS));
      const reply = receiveMessageOnPort(this.#sleepersPort)?.message as Reply | undefined; // what the thread sends
      if (reply !== undefined) return reply;
      if (awakening === "ok" || awakening === "not-equal") return { isLast: true, error: ENDED };
      // A thread that did not survive its start wakes nobody.
      if (!tell(this.#sleepersPort, { ping: true } satisfies Ping)) return died();
    }
    const error = `The embedded DynamoDB did not answer within ${this.answerMs / 1_000} s (${command}).`;
    return { isLast: true, error };
  }

  #end(): Promise<number> {
    this.#giveUp("This embedded DynamoDB is closed. Start another one, or close it later.");
    return this.#worker.terminate();
  }

  #giveUp(reason: string, cause?: unknown): void {
    this.#over ??= reason;
    this.#port.close();
    this.#sleepersPort.close();
    for (const { reject } of this.#waiting.values()) reject(new DynatwinError(reason, { cause }));
    this.#waiting.clear();
  }
}

function died(): Omit<Reply, "id"> {
  return { isLast: true, error: `The embedded DynamoDB's thread has ended before it could say why. ${whyNoStart()}` };
}

function noThread(reason: string, cause: unknown): DynatwinError {
  return new DynatwinError(`The embedded DynamoDB's thread cannot be started: ${reason}`, { cause });
}

/** The thread's file: beside the built package's others, or in the tree that the tests are compiled to. */
function threadFile(): URL {
  const places = ["./emulator-thread.cjs", "../testing/server/emulator-thread.js"].map((name) => new URL(name, here));
  const found = places.find((place) => existsSync(fileURLToPath(place)));
  if (found) return found;
  throw new DynatwinError(`dynatwin/testing cannot be bundled: its thread's file is not beside ${here}.`);
}
