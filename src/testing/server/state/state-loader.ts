import { loadTable, type SavedTable } from "../../control-plane/saved-table.js";
import type { Backup, ControlPlane, Table } from "../../control-plane/tables.js";
import type { Items } from "../../items/items.js";
import type { ItemTable } from "../../items/operations/item-tables.js";
import { checkEmptyItemKeys, checkItemKey } from "../../items/operations/key-checks.js";
import { readItem } from "../../items/values/read-value.js";
import type { StateTarget } from "./emulator-state.js";

/** Loads a saved state into an emulator that is empty. */
export class StateLoader implements StateTarget {
  readonly region: string;
  readonly #controlPlane: ControlPlane;
  readonly #items: Items;
  #tables: Table[] = [];
  #current: ItemTable | undefined;

  constructor(controlPlane: ControlPlane, items: Items) {
    this.region = controlPlane.region;
    this.#controlPlane = controlPlane;
    this.#items = items;
  }

  addTable(saved: SavedTable): void {
    const table = loadTable(saved);
    if (this.#controlPlane.tables.has(table.name)) throw new Error(`the table "${table.name}" occurs twice`);
    this.#controlPlane.tables.set(table.name, table);
    this.#items.change({ kind: "create", keys: table.description });
    this.#current = this.#items.tables.get(table.name);
    this.#tables.push(table);
  }

  addItem(json: unknown): void {
    if (!this.#current) throw new Error("an item is not of a table");
    const { schema, store } = this.#current;
    const item = readItem(json);
    checkEmptyItemKeys(schema, item);
    checkItemKey(schema, item);
    store.put(item);
  }

  addBackup(backup: Backup): void {
    const { BackupArn: arn = "", BackupExpiryDateTime: expiry } = backup.details;
    const { backups, timeline } = this.#controlPlane;
    backups.set(arn, backup);
    if (expiry !== undefined) timeline.after(expiry * 1_000 - timeline.time, () => backups.delete(arn));
  }

  setSequenceNumber(last: number): void {
    this.#items.streamContext.streams.skipTo(last);
  }

  /** Starts the streams, without records, and time to live. */
  complete(): void {
    const { events, streamTimes } = this.#controlPlane;
    for (const { name, description, separateSettings } of this.#tables) {
      const { LatestStreamLabel: label, StreamSpecification } = description;
      if (label !== undefined) streamTimes.set(name, Date.parse(`${label}Z`));
      if (StreamSpecification?.StreamEnabled) {
        events?.onStreamStatus(description, "ENABLING");
        events?.onStreamStatus(description, "ENABLED");
      }
      if (separateSettings.timeToLive) events?.onTimeToLive(name, separateSettings.timeToLive.attributeName);
    }
    this.#tables = [];
  }
}
