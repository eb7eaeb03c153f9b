import type { Call } from "../dynamodb/operations.js";
import { now } from "./clock.js";
import type { BlockingRequestQueue, Completion } from "./transport.js";

/** A request of a queue to its engine. */
export interface QueueRequest {
  /** The number of the queue, unique in this thread. */
  readonly number: number;
  /** Whether the queue is new to the engine. */
  readonly isNew: boolean;
  readonly posts: readonly QueuePost[];
  /** Milliseconds to wait; 0 for the requests that have ended already. @defaultValue until a request has ended */
  readonly waitMs: number | undefined;
}

/** A request that was posted to a queue. */
export interface QueuePost {
  readonly id: number;
  readonly call: Call;
  readonly timeoutMs: number | undefined;
}

/** The engine's methods that a queue uses, for one blocking call. */
interface QueueEngine {
  /** Sends the posted requests, and waits until a request of the queue has ended, or for `waitMs`. */
  awaitQueue(request: QueueRequest): readonly Completion[];
  closeQueue(number: number): void;
  sleep(ms: number): void;
}

let lastNumber = 0;

/** The concurrent requests of one blocking call. Posted requests are sent by the next wait. */
export class EngineQueue implements BlockingRequestQueue {
  readonly #engine: QueueEngine;
  readonly #number = ++lastNumber;
  readonly #over: Completion[] = [];
  #posts: QueuePost[] = [];
  #lastId = 0;
  #underWay = 0;
  #isNew = true;

  constructor(engine: QueueEngine) {
    this.#engine = engine;
  }

  post(call: Call, timeoutMs: number | undefined): number {
    const id = ++this.#lastId;
    this.#posts.push({ id, call, timeoutMs });
    return id;
  }

  next(until?: number): Completion | undefined {
    if (this.#over.length === 0) this.#wait(until === undefined ? undefined : Math.max(0, until - now()));
    return this.#over.shift();
  }

  poll(): Completion | undefined {
    if (this.#over.length === 0 && this.#posts.length > 0) this.#wait(0);
    return this.#over.shift();
  }

  close(): void {
    if (this.#isNew) return;
    this.#engine.closeQueue(this.#number);
  }

  #wait(waitMs: number | undefined): void {
    const posts = this.#posts;
    if (this.#underWay + posts.length === 0) {
      if (waitMs !== undefined) this.#engine.sleep(waitMs);
      return;
    }
    const request = { number: this.#number, isNew: this.#isNew, posts, waitMs };
    this.#posts = [];
    this.#underWay += posts.length;
    this.#isNew = false;
    const over = this.#engine.awaitQueue(request);
    this.#underWay -= over.length;
    this.#over.push(...over);
  }
}
