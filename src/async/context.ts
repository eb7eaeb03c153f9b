import type { TableContext } from "../table/context.js";
import type { BlockingTransport, Clock, Transport } from "../transport/transport.js";

/** How long DynamoDB can answer "not found" for a table that this client has just created. */
const GRACE_MS = 30_000;

/** The context of the async functions. */
export type AsyncContext = ClientContext<Transport>;

/** The context of their blocking twins. */
export type SyncContext = ClientContext<BlockingTransport>;

/** The state shared by the functions of this folder: the transport, and what the client records. */
export class ClientContext<T extends Clock> implements TableContext {
  readonly transport: T;
  /** The advice for a wait that timed out, if the client has a better one than to wait longer. */
  waitAdvice: string | undefined;
  /** When this client created a table that no description has returned yet, by name. */
  readonly #unseen: Map<string, number>;

  readonly isOneOfMany: boolean;

  constructor(transport: T, unseen = new Map<string, number>(), isOneOfMany = false) {
    this.transport = transport;
    this.#unseen = unseen;
    this.isOneOfMany = isOneOfMany;
  }

  /** The context of the same client with another transport. */
  over<U extends Clock>(transport: U): ClientContext<U> {
    return this.#with(transport, this.isOneOfMany);
  }

  /** The context of the same client for each of many calls at the same time. */
  amongMany(): ClientContext<T> {
    return this.#with(this.transport, true);
  }

  #with<U extends Clock>(transport: U, isOneOfMany: boolean): ClientContext<U> {
    const context = new ClientContext(transport, this.#unseen, isOneOfMany);
    context.waitAdvice = this.waitAdvice;
    return context;
  }

  now(): number {
    return this.transport.now();
  }

  timeOfDay(): number {
    return this.transport.timeOfDay();
  }

  get isLoopback(): boolean {
    return this.transport.isLoopback;
  }

  allowFor(ms: number): void {
    this.transport.allowFor(ms);
  }

  noteCreated(tableName: string): void {
    const now = this.transport.now();
    for (const [name, createdAt] of this.#unseen) if (now - createdAt > GRACE_MS) this.#unseen.delete(name);
    this.#unseen.set(tableName, now);
  }

  noteKnown(tableName: string): void {
    this.#unseen.delete(tableName);
  }

  mayAppear(tableName: string): boolean {
    const createdAt = this.#unseen.get(tableName);
    return createdAt !== undefined && this.transport.now() - createdAt <= GRACE_MS;
  }
}
