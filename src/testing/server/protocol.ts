import type { MessagePort } from "node:worker_threads";
import type { Json } from "../control-plane/wire.js";
import type { EmulatorOptions, EmulatorRequest, Fault } from "../options.js";
import type { LoggedRequest } from "./request-log.js";

/** The items of all tables, by table, in DynamoDB's JSON. */
export type Contents = Readonly<Record<string, readonly Json[]>>;

/** The commands of the emulator's thread. */
export interface Commands {
  /**
   * Executes requests with instant durations and without faults, and fails with the first error. Then listens, and returns
   * the port.
   */
  start(requests: readonly PreparedRequest[]): number;
  /** Starts `dynatwin emulator`: loads the state, creates tables as `start` does, and listens. */
  serve(settings: ServeSettings): Served;
  /** Stops the server that `serve` has started, and saves the state. */
  finish(): void;
  /** Is not answered: it fails when the thread ends. */
  untilEnd(): void;
  /** Restarts on the same port with the given options, and executes these requests. */
  restart(options: EmulatorOptions, requests: readonly PreparedRequest[]): void;
  clear(): void;
  /** Takes a snapshot, which stays in the thread until it is dropped. Returns its number. */
  snapshot(): number;
  /** The items of a snapshot. */
  contents(snapshot: number): Contents;
  dropSnapshot(snapshot: number): void;
  /** Replaces the items of all tables by those of a snapshot, by its number, or by plain data. */
  restore(contents: number | Contents): void;
  tables(): string[];
  requests(): EmulatorRequest[];
  clearRequests(): void;
  addFaults(faults: readonly Fault[]): void;
  clearFaults(): void;
}

/** The settings of `dynatwin emulator`. */
export interface ServeSettings {
  readonly port: number;
  readonly host: string;
  readonly allowedHosts: readonly string[];
  /** Whether requests may name any IP address as their host. */
  readonly allowAddresses: boolean;
  /** The file with the state. */
  readonly state: string | undefined;
  /** Whether each request is reported. */
  readonly log: boolean;
  /** The tables to create, except those that the state has. */
  readonly tables: readonly TableToCreate[];
}

/** A table, and the requests that create it. */
export interface TableToCreate {
  readonly tableName: string;
  readonly requests: readonly PreparedRequest[];
}

/** What `serve` has started. */
export interface Served {
  readonly port: number;
  /** The names of tables that the state has, and that were not created. */
  readonly existing: readonly string[];
}

/** A message of the thread that is no answer, sent in order with the answers for async callers. */
export interface ThreadEvent {
  readonly request?: LoggedRequest;
  /** Why something was not possible. */
  readonly problem?: string;
}

/** The name of a command. */
export type Command = keyof Commands;
/** The arguments of a command. */
export type Values<C extends Command> = Parameters<Commands[C]>;
/** The result of a command. */
export type Result<C extends Command> = ReturnType<Commands[C]>;

/** A request to the emulator without a network connection. */
export interface PreparedRequest {
  readonly operation: string;
  readonly input: Json;
}

/** A command, sent on one of the two ports. */
export interface CommandMessage {
  readonly id: number;
  readonly command: Command;
  readonly values: readonly unknown[];
}

/** An empty message, to find out whether the thread is alive. */
export interface Ping {
  readonly ping: true;
}

/** The answer to a command. */
export interface Reply {
  readonly id: number;
  readonly value?: unknown;
  /** The error message, if the command failed. */
  readonly error?: string;
  /** Whether the thread has ended. */
  readonly isLast?: boolean;
}

/** The data that the thread starts with. */
export interface ThreadSetup {
  readonly options: EmulatorOptions;
  /** The clock's state. */
  readonly clock: SharedArrayBuffer;
  /** Its first number is 1 when requests are no longer executed. */
  readonly ending: SharedArrayBuffer;
  /** The number of answers on {@link blockingPort}, on which a blocked caller waits. */
  readonly answered: SharedArrayBuffer;
  /** For commands of async callers. */
  readonly port: MessagePort;
  /** For commands of blocking callers. */
  readonly blockingPort: MessagePort;
}
