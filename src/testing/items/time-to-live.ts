import type { Latency } from "../control-plane/durations.js";
import { Expiries, type ExpirySettings } from "./expiries.js";
import type { ItemTable } from "./operations/item-tables.js";
import type { ItemChange } from "./streams/stream-record.js";
import type { Item } from "./values/attribute-value.js";

/** How long after its expiry an item is deleted on AWS, where there is no guarantee but "within a few days". */
export const TIME_TO_LIVE_DELAY_MS = 600_000;

/** The default delay for a latency: a factor scales it. It is never 0, so that a test can read an item that has just expired. */
export function timeToLiveDelayOf(latency: Latency): number {
  return typeof latency === "number" && latency > 0 ? TIME_TO_LIVE_DELAY_MS * latency : TIME_TO_LIVE_DELAY_MS;
}

/** The tables whose time to live is enabled. Times are in milliseconds. */
export class TimeToLive {
  readonly #delayMs: number;
  readonly #tables = new Map<string, { readonly attributeName: string; readonly expiries: Expiries }>();

  /** @param delayMs - How long after its expiry an item is deleted. */
  constructor(delayMs: number) {
    this.#delayMs = delayMs;
  }

  /** Starts to follow the items of a table, those that are there included. */
  enable({ schema, store }: ItemTable, attributeName: string, now: number): void {
    const settings: ExpirySettings = { attributeName, delayMs: this.#delayMs };
    this.#tables.set(schema.name, { attributeName, expiries: new Expiries(settings, store.items, now) });
  }

  disable(tableName: string): void {
    this.#tables.delete(tableName);
  }

  /** Reads the items of a table again, if its time to live is enabled: they were replaced. */
  restart(table: ItemTable, now: number): void {
    const enabled = this.#tables.get(table.schema.name);
    if (enabled) this.enable(table, enabled.attributeName, now);
  }

  /** Notes a write of an item. */
  follow(tableName: string, change: ItemChange, now: number): void {
    this.#tables.get(tableName)?.expiries.follow(change, now);
  }

  /** Takes out the items of some tables that are due, by the name of the table. */
  *takeDue(
    now: number,
    isWanted: (tableName: string) => boolean,
  ): Generator<readonly [tableName: string, items: readonly Item[]]> {
    for (const [name, { expiries }] of this.#tables) if (isWanted(name)) yield [name, expiries.takeDue(now)];
  }
}
