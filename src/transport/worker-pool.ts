import { createHash } from "node:crypto";
import { serialize } from "node:v8";
import { WorkerLink } from "./worker-link.js";
import type { WorkerSource } from "./worker-protocol.js";

/** A worker that all clients with equal configuration share. */
export class SharedWorker {
  static readonly #byConfig = new Map<string, SharedWorker>();
  /** Releases for the users that went without a word. */
  static readonly #gone = new FinalizationRegistry<SharedWorker>((worker) => worker.#drop());

  readonly #key: string;
  readonly #start: () => WorkerLink;
  #link: WorkerLink | undefined;
  #users = 0;

  private constructor(key: string, start: () => WorkerLink) {
    this.#key = key;
    this.#start = start;
  }

  /**
   * The worker for a configuration. It is started on first use, and ends when the last of its users has released it or is
   * no longer there.
   */
  static acquire(source: WorkerSource, user: object): SharedWorker {
    // A hash, so that credentials are not kept as the key of a map.
    const key = createHash("sha256")
      .update(serialize([source, sdkEnvironment()]))
      .digest("hex");
    const known = SharedWorker.#byConfig.get(key);
    const worker = known ?? new SharedWorker(key, () => new WorkerLink(source));
    SharedWorker.#byConfig.set(key, worker);
    worker.#users++;
    SharedWorker.#gone.register(user, worker, user);
    return worker;
  }

  /** The thread, started when there is none or the last one has ended. */
  get link(): WorkerLink {
    if (this.#link?.hasEnded) this.#link = undefined;
    this.#link ??= this.#start();
    return this.#link;
  }

  release(user: object): void {
    SharedWorker.#gone.unregister(user);
    this.#drop();
  }

  /** Ends the thread when nobody is left who uses it. */
  #drop(): void {
    if (--this.#users > 0) return;
    SharedWorker.#byConfig.delete(this.#key);
    this.#link?.end();
    this.#link = undefined;
  }
}

/** What the SDK reads of the environment when its client is made: clients from before and after a change do not share. */
function sdkEnvironment(): [string, string | undefined][] {
  return Object.entries(process.env)
    .filter(([name]) => /^(AWS_.*|HOME|USERPROFILE)$/i.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
