import type { MessagePort } from "node:worker_threads";

/** How a request fails. With none of these but `times`, it does not. */
export interface Fault {
  readonly operation: string;
  /** How many requests fail, from the first that is not skipped. @defaultValue 1 */
  readonly times?: number;
  /** How many requests of the operation are answered properly first. @defaultValue 0 */
  readonly skip?: number;
  /** DynamoDB's own error. */
  readonly error?: { readonly name: string; readonly message?: string; readonly status?: number };
  /** What happens on the wire instead of an answer. */
  readonly wire?: "drop" | "hang" | "html";
  /** The request does its work first: what is lost is the answer. @defaultValue false */
  readonly commit?: boolean;
}

/** A table's description from some second of the scenario on. */
export interface Phase {
  readonly fromSecond: number;
  readonly table: Readonly<Record<string, unknown>>;
}

/** A scripted control plane. Seconds are those of the fake clock. */
export interface Scenario {
  /** From CreateTable until the table is ACTIVE. @defaultValue 0 */
  readonly createSeconds?: number;
  /** From CreateTable until its indexes are ACTIVE. @defaultValue `createSeconds` */
  readonly indexSeconds?: number;
  /** From CreateTable until DescribeTable finds it. @defaultValue 0 */
  readonly appearSeconds?: number;
  /** From DeleteTable until the table is not found. @defaultValue 0 */
  readonly deleteSeconds?: number;
  /** Tables that are there from the start, with what their description says. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Merged into every description while they last. */
  readonly phases?: readonly Phase[];
  readonly faults?: readonly Fault[];
  /** What operations on items answer, by operation: one answer after the other, the last one for ever. */
  readonly answers?: Readonly<Record<string, readonly object[]>>;
}

/** A request as it arrived. */
export interface RecordedRequest {
  readonly operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: the wire's JSON, asserted on member by member
  readonly input: Record<string, any>;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The fake clock's second of its arrival. */
  readonly second: number;
}

/** What the stub's thread is started with. */
export interface StubThreadData {
  /** The fake clock: milliseconds, as one 64-bit integer. */
  readonly clock: SharedArrayBuffer;
  /** Rises with every answer to a command, so that the test's thread can wait for it. */
  readonly answered: SharedArrayBuffer;
  /** Takes commands and gives answers. */
  readonly port: MessagePort;
}

/** What the test's thread asks of the stub's. */
export type StubCommand = { readonly command: "reset"; readonly scenario: Scenario } | { readonly command: "requests" };
