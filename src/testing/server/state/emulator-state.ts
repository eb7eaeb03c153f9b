import type { SavedTable } from "../../control-plane/saved-table.js";
import type { Backup } from "../../control-plane/tables.js";
import { type ItemsSnapshot, itemsOf } from "../../items/snapshot.js";

/** All that is saved of an emulator, of one moment. */
export interface EmulatorState {
  readonly region: string;
  readonly tables: readonly SavedTable[];
  readonly items: ItemsSnapshot;
  readonly backups: readonly Backup[];
  /** The last sequence number of streams. */
  readonly sequenceNumber: number;
}

/** Accepts the parts of a saved state. Each item is of the table before it. */
export interface StateTarget {
  readonly region: string;
  addTable(table: SavedTable): void;
  addItem(item: unknown): void;
  addBackup(backup: Backup): void;
  setSequenceNumber(last: number): void;
  /** Called after all parts. */
  complete(): void;
}

/** A part of a state: a line of the file. */
export type StatePart =
  | { readonly table: SavedTable }
  | { readonly item: unknown }
  | { readonly backup: Backup }
  | { readonly sequenceNumber: number };

/** The parts of a state, in the order in which they are loaded. */
export function* partsOf({ tables, items, backups, sequenceNumber }: EmulatorState): Generator<StatePart> {
  yield { sequenceNumber };
  for (const backup of backups) yield { backup };
  for (const table of tables) {
    yield { table };
    const store = items.get(String(table.description.TableName));
    if (store) for (const item of itemsOf(store)) yield { item };
  }
}
