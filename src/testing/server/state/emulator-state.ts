import type { SavedTable } from "../../control-plane/saved-table.js";
import type { Backup } from "../../control-plane/tables.js";
import { type ItemsSnapshot, itemsOf, storeOf } from "../../items/snapshot.js";

/** All that is saved of an emulator, of one moment. */
export interface EmulatorState {
  /** The emulator's own region. */
  readonly region: string;
  readonly regions: readonly RegionState[];
}

/** All that is saved of a region. */
export interface RegionState {
  readonly region: string;
  readonly tables: readonly SavedTable[];
  readonly items: ItemsSnapshot;
  readonly backups: readonly Backup[];
  /** The last sequence number of streams. */
  readonly sequenceNumber: number;
}

/** A backup as it is saved, without its items, which follow it. */
export type SavedBackup = Pick<Backup, "details" | "timeToLive"> & {
  /** Absent in the first two versions of the format. */
  readonly table?: Backup["table"];
};

/** Accepts the parts of a saved state. They are of the region before them, and each item is of the table or the backup before it. */
export interface StateTarget {
  /** The emulator's own region. The first parts are of it. */
  readonly region: string;
  setRegion(region: string): void;
  addTable(table: SavedTable): void;
  addItem(item: unknown): void;
  addBackup(backup: SavedBackup): void;
  setSequenceNumber(last: number): void;
  /** Called after all parts. */
  complete(): void;
}

/** A part of a state: a line of the file. */
export type StatePart =
  | { readonly region: string }
  | { readonly table: SavedTable }
  | { readonly item: unknown }
  | { readonly backup: SavedBackup }
  | { readonly sequenceNumber: number };

/** The parts of a state, in the order in which they are loaded. */
export function* partsOf({ regions }: EmulatorState): Generator<StatePart> {
  for (const region of regions) {
    yield { region: region.region };
    yield* partsOfRegion(region);
  }
}

function* partsOfRegion({ tables, items, backups, sequenceNumber }: RegionState): Generator<StatePart> {
  yield { sequenceNumber };
  for (const { kept, restores: _, details, ...saved } of backups) {
    // A backup that is being created is AVAILABLE when it is loaded.
    yield { backup: { ...saved, details: { ...details, BackupStatus: "AVAILABLE" } } };
    for (const item of itemsOf(storeOf(kept))) yield { item };
  }
  for (const table of tables) {
    yield { table };
    const store = items.get(String(table.description.TableName));
    if (store) for (const item of itemsOf(store)) yield { item };
  }
}
