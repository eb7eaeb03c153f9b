import type { ItemsSnapshot } from "../items/snapshot.js";

/** The snapshots that the emulator's thread keeps, by number. */
export class Snapshots {
  readonly #kept = new Map<number, ItemsSnapshot>();
  #last = 0;

  /** Keeps a snapshot. Returns its number. */
  add(snapshot: ItemsSnapshot): number {
    this.#last += 1;
    this.#kept.set(this.#last, snapshot);
    return this.#last;
  }

  get(id: number): ItemsSnapshot {
    const snapshot = this.#kept.get(id);
    if (snapshot) return snapshot;
    throw new Error("This snapshot is no longer kept.");
  }

  drop(id: number): void {
    this.#kept.delete(id);
  }
}
