import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { WorkerLink } from "./worker-link.js";
import type { WorkerSource } from "./worker-protocol.js";

/** A worker that all clients with equal configuration share. */
export class SharedWorker {
  static readonly #byConfig = new Map<string, SharedWorker>();
  /** Releases the worker for users that were garbage-collected without `release`. */
  static readonly #abandoned = new FinalizationRegistry<SharedWorker>((worker) => worker.#drop());

  readonly #key: string;
  readonly #start: () => WorkerLink;
  #link: WorkerLink | undefined;
  #users = 0;

  private constructor(key: string, start: () => WorkerLink) {
    this.#key = key;
    this.#start = start;
  }

  /**
   * The worker for a configuration. It is started on first use, and ends when the last of its users has released it or
   * was garbage-collected.
   */
  static acquire(source: WorkerSource, user: object): SharedWorker {
    // A hash, so that credentials do not stay in memory as a map key.
    const key = createHash("sha256")
      .update(serialize([source, sdkEnvironment()]))
      .digest("hex");
    const known = SharedWorker.#byConfig.get(key);
    const worker = known ?? new SharedWorker(key, () => new WorkerLink(source));
    SharedWorker.#byConfig.set(key, worker);
    worker.#users++;
    SharedWorker.#abandoned.register(user, worker, user);
    return worker;
  }

  /** The thread, started if there is none or the last one has ended. */
  get link(): WorkerLink {
    if (this.#link?.hasEnded) this.#link = undefined;
    this.#link ??= this.#start();
    return this.#link;
  }

  release(user: object): void {
    SharedWorker.#abandoned.unregister(user);
    this.#drop();
  }

  /** Ends the thread after its last user. */
  #drop(): void {
    if (--this.#users > 0) return;
    SharedWorker.#byConfig.delete(this.#key);
    this.#link?.end();
    this.#link = undefined;
  }
}

/**
 * The environment variables that the SDK reads when its client is created: clients from before and after a change do
 * not share a worker.
 */
function sdkEnvironment(): [string, string | undefined][] {
  return Object.entries(process.env)
    .filter(([name]) => /^(AWS_.*|HOME|USERPROFILE)$/i.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
