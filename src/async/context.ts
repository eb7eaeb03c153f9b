import type { TableContext } from "../table/context.js";
import type { BlockingTransport, Clock, Transport } from "../transport/transport.js";

/** How long DynamoDB may answer "not found" for a table that this client has just created. */
const GRACE_MS = 30_000;

/** The context of the async functions. */
export type AsyncContext = ClientContext<Transport>;

/** The context of their blocking twins. */
export type SyncContext = ClientContext<BlockingTransport>;

/** What the functions of this folder share: the way out, and what the client remembers. */
export class ClientContext<T extends Clock> implements TableContext {
  readonly transport: T;
  /** What to do about a wait that ran out of time, where the client knows better than that it takes longer. */
  waitAdvice: string | undefined;
  /** When this client created a table that no description has shown yet, by name. */
  readonly #unseen: Map<string, number>;

  constructor(transport: T, unseen = new Map<string, number>()) {
    this.transport = transport;
    this.#unseen = unseen;
  }

  /** The same client's context, over another transport. */
  over<U extends Clock>(transport: U): ClientContext<U> {
    const context = new ClientContext(transport, this.#unseen);
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
