import type { Snapshot } from "./mock-types.js";
import type { EmulatorLink } from "./server/emulator-link.js";
import type { Contents } from "./server/protocol.js";

/** A snapshot whose items are in the emulator's thread only. */
interface Unread {
  readonly id: number;
  /** Sets its items. */
  readonly fill: (contents: Contents) => void;
}

/**
 * The snapshots of an emulator. Their items stay in the emulator's thread, where a snapshot costs the same for any number of items,
 * until `contents` is read. The thread drops a snapshot when nothing refers to it any longer.
 */
export class LazySnapshots {
  readonly #link: EmulatorLink;
  readonly #unread = new Map<number, WeakRef<Snapshot>>();
  readonly #registry = new FinalizationRegistry<number>((id) => this.#drop(id));

  constructor(link: EmulatorLink) {
    this.#link = link;
  }

  /** Creates the snapshot that has a number in the thread. */
  create(id: number): Snapshot {
    const snapshot = Object.defineProperty({}, "contents", {
      enumerable: true,
      configurable: true,
      get: () => this.#fill(snapshot, id, this.#link.syncControl.ask("contents", id)),
    }) as Snapshot;
    this.#unread.set(id, new WeakRef(snapshot));
    this.#registry.register(snapshot, id, snapshot);
    return snapshot;
  }

  /** The number of a snapshot of this emulator whose items were not read. Those that were read can have been changed. */
  find(snapshot: Snapshot): number | undefined {
    for (const [id, reference] of this.#unread) if (reference.deref() === snapshot) return id;
    return undefined;
  }

  /** The snapshots whose items have to be read before the emulator ends. */
  get unread(): readonly Unread[] {
    return [...this.#unread].flatMap(([id, reference]) => {
      const snapshot = reference.deref();
      return snapshot ? [{ id, fill: (contents) => void this.#fill(snapshot, id, contents) }] : [];
    });
  }

  #fill(snapshot: Snapshot, id: number, contents: Contents): Contents {
    Object.defineProperty(snapshot, "contents", {
      value: contents,
      enumerable: true,
      configurable: true,
      writable: true,
    });
    this.#registry.unregister(snapshot);
    this.#drop(id);
    return contents;
  }

  #drop(id: number): void {
    this.#unread.delete(id);
    // An emulator that has ended has no snapshots.
    this.#link.asyncControl.ask("dropSnapshot", id).catch(() => {});
  }
}
