import type { MessagePort } from "node:worker_threads";
import type { Json } from "../control-plane/wire.js";
import type { EmulatorOptions, EmulatorRequest, Fault } from "../options.js";

/** What the items of all tables are, by table, in DynamoDB's JSON. */
export type Contents = Readonly<Record<string, readonly Json[]>>;

/** What the emulator's thread can be asked for. */
export interface Commands {
  /**
   * Carries out requests that nobody sent, with no time passing and no faults, and fails with the first that fails; then
   * listens, and says on which port.
   */
  start(requests: readonly PreparedRequest[]): number;
  /** Starts over on the same port: with other options where given, and after these requests. */
  restart(options: EmulatorOptions, requests: readonly PreparedRequest[]): void;
  clear(): void;
  dump(): Contents;
  restore(contents: Contents): void;
  tables(): string[];
  requests(): EmulatorRequest[];
  clearRequests(): void;
  addFaults(faults: readonly Fault[]): void;
  clearFaults(): void;
}

/** The name of a command. */
export type Command = keyof Commands;
/** What is said with it. */
export type Values<C extends Command> = Parameters<Commands[C]>;
/** What is answered. */
export type Result<C extends Command> = ReturnType<Commands[C]>;

/** A request to the emulator that goes over no connection. */
export interface PreparedRequest {
  readonly operation: string;
  readonly input: Json;
}

/** What is asked, on one of the two ports. */
export interface Question {
  readonly id: number;
  readonly command: Command;
  readonly values: readonly unknown[];
}

/** Asks nothing: whether it can be delivered is what the sender wants to know. */
export interface Ping {
  readonly ping: true;
}

/** What is answered there. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  /** Why there is no value. */
  readonly error?: string;
  /** Whether the thread has ended. */
  readonly isLast?: boolean;
}

/** What the thread is started with. */
export interface ThreadSetup {
  readonly options: EmulatorOptions;
  /** The clock's state. */
  readonly clock: SharedArrayBuffer;
  /** How often the thread has answered on the port of those who sleep meanwhile. */
  readonly answered: SharedArrayBuffer;
  /** For questions whose answer is awaited. */
  readonly port: MessagePort;
  /** For questions whose answer is slept for. */
  readonly sleepersPort: MessagePort;
}
