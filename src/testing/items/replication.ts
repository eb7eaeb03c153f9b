import type { Latency } from "../control-plane/durations.js";
import type { TableStore } from "./store/table-store.js";
import type { ItemChange } from "./streams/stream-record.js";
import type { Item } from "./values/attribute-value.js";

/** "Usually within a second or less". */
const REPLICATION_DELAY_MS = 1_000;

/** The default delay for a latency: none for an instant one, and a factor scales it. */
export function replicationDelayOf(latency: Latency): number {
  if (latency === "realistic") return REPLICATION_DELAY_MS;
  return typeof latency === "number" ? REPLICATION_DELAY_MS * latency : 0;
}

/** A region's items, as far as replication needs them. */
export interface ReplicatedItems {
  /** The regions that have a replica of a table. */
  replicaRegions(tableName: string): readonly string[];
  /** Whether the replicas of a table are strongly consistent. */
  isStrong(tableName: string): boolean;
  /** A text for an item of a table that is the same for items with the same key. */
  identityOf(tableName: string, item: Item): string | undefined;
  /** Stores what another region has written. */
  receive(tableName: string, change: ReplicatedWrite, now: number): void;
}

/** A write, as the other regions receive it. */
export interface ReplicatedWrite {
  /** An item with the key that was written. */
  readonly key: Item;
  /** The item after the write; `undefined` if it was deleted. */
  readonly after: Item | undefined;
}

/** A write that the other regions have not received yet. */
interface PendingWrite extends ReplicatedWrite {
  readonly tableName: string;
  readonly region: string;
  readonly identity: string;
  /** In milliseconds. */
  readonly dueAt: number;
}

/**
 * Copies the writes of items to the other regions of global tables, all after the same delay. The last writer wins, for each item: the
 * one whose request the emulator has executed last, which also decides between writes of the same millisecond. A write that arrives in
 * a region is discarded if that region has itself written the item later, and that write is not delivered yet. So the writes are
 * delivered in the order in which they were made, and nothing has to be stored with the items.
 */
export class Replication {
  readonly #delayMs: number;
  readonly #regions: (name: string) => ReplicatedItems;
  /** In the order of the writes, which is that of the times at which they are due. */
  #pending: PendingWrite[] = [];
  /** The last pending write of each item by each region. */
  readonly #latest = new Map<string, PendingWrite>();

  /**
   * @param delayMs - From a write until the other regions have it.
   * @param regions - Returns the items of a region.
   */
  constructor(delayMs: number, regions: (name: string) => ReplicatedItems) {
    this.#delayMs = delayMs;
    this.#regions = regions;
  }

  /** Copies a write to the other regions: at once without a delay, and for strongly consistent replicas. */
  send(region: string, tableName: string, { before, after }: ItemChange, now: number): void {
    const origin = this.#regions(region);
    const key = after ?? before;
    const identity = key && origin.identityOf(tableName, key);
    if (key === undefined || identity === undefined) return;
    const write = { tableName, region, key, after, identity, dueAt: now + this.#delayMs };
    if (this.#delayMs === 0 || origin.isStrong(tableName)) this.#deliver(write, now);
    else {
      this.#pending.push(write);
      this.#latest.set(latestKey(region, write), write);
    }
  }

  /** Delivers the writes that are due. */
  settle(now: number): void {
    if (this.#pending.length === 0) return;
    const firstLater = this.#pending.findIndex(({ dueAt }) => dueAt > now);
    const due = this.#pending.splice(0, firstLater < 0 ? this.#pending.length : firstLater);
    for (const write of due) this.#deliver(write, write.dueAt);
  }

  /** Delivers all writes of a table, before a region leaves it. */
  flush(tableName: string, now: number): void {
    const writes = this.#pending.filter((write) => write.tableName === tableName);
    if (writes.length === 0) return;
    this.#pending = this.#pending.filter((write) => write.tableName !== tableName);
    for (const write of writes) this.#deliver(write, now);
  }

  /**
   * Makes the writes that are not delivered yet in copies of the items, which are the same in all regions then.
   *
   * @param storeIn - Returns the copy of a table in a region.
   */
  completeIn(storeIn: (region: string, tableName: string) => TableStore | undefined): void {
    for (const { region, tableName, key, after } of this.#pending) {
      for (const each of [region, ...this.#regions(region).replicaRegions(tableName)]) {
        if (after) storeIn(each, tableName)?.put(after);
        else storeIn(each, tableName)?.delete(key);
      }
    }
  }

  /** Forgets the writes that are not delivered yet: all items were replaced. */
  clear(): void {
    this.#pending = [];
    this.#latest.clear();
  }

  #deliver(write: PendingWrite, now: number): void {
    const { region: origin, tableName } = write;
    if (this.#latest.get(latestKey(origin, write)) === write) this.#latest.delete(latestKey(origin, write));
    for (const region of this.#regions(origin).replicaRegions(tableName)) {
      // A region's own write that is pending was made after this one, which is delivered first.
      if (!this.#latest.has(latestKey(region, write))) this.#regions(region).receive(tableName, write, now);
    }
  }
}

function latestKey(region: string, { tableName, identity }: PendingWrite): string {
  return `${region}/${tableName}/${identity}`;
}
