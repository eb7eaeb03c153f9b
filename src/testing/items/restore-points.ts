import { MAX_RECOVERY_DAYS } from "../../dynamodb/limits.js";
import type { TableStore } from "./store/table-store.js";
import type { ItemChange } from "./streams/stream-record.js";

/** The items at the end of a second. */
interface RestorePoint {
  readonly second: number;
  readonly store: TableStore;
}

/** So many seconds with changes can be restored, as each costs memory: an hour with changes in every second. */
const MAX_POINTS = 3_600;
const MAX_AGE_SECONDS = MAX_RECOVERY_DAYS * 86_400;

/**
 * The items of a table at the end of every second since point-in-time recovery was enabled: a copy for each second in which they were
 * changed. A copy shares with the others what no write has changed between them. Times are in seconds since 1970.
 */
export class RestorePoints {
  /** The oldest first. That of the last second with changes is not among them before the next change. */
  readonly #points: RestorePoint[];
  /** The last second with changes, of which there is no copy. */
  #changedIn: number | undefined;

  constructor(store: TableStore, second: number) {
    this.#points = [{ second, store: store.copy() }];
  }

  /** The first second that can be restored. */
  get since(): number {
    return this.#points[0]?.second ?? 0;
  }

  /** Notes a change of an item that was just made. */
  follow(store: TableStore, { before, after }: ItemChange, second: number): void {
    if (this.#changedIn !== undefined && this.#changedIn < second) {
      const past = store.copy();
      if (before !== undefined) past.put(before);
      else if (after !== undefined) past.delete(after);
      this.#keep(past, this.#changedIn);
    }
    this.#changedIn = second;
  }

  /** Notes that all items are about to be replaced. */
  replace(store: TableStore, second: number): void {
    if (this.#changedIn !== undefined && this.#changedIn < second) this.#keep(store.copy(), this.#changedIn);
    this.#changedIn = second;
  }

  /**
   * The items at the end of a second.
   *
   * @param store - The items as they are now.
   */
  at(second: number, store: TableStore): TableStore {
    if (this.#changedIn !== undefined && this.#changedIn <= second) return store.copy();
    const point = this.#points.findLast((each) => each.second <= second) ?? this.#points[0];
    return (point?.store ?? store).copy();
  }

  #keep(store: TableStore, second: number): void {
    const points = this.#points;
    points.push({ second, store });
    while (points.length > MAX_POINTS || (points[1]?.second ?? second) <= second - MAX_AGE_SECONDS) points.shift();
  }
}
