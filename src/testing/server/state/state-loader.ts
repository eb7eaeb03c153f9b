import { join, type Member, setReplicas } from "../../control-plane/global-tables.js";
import { finishReplica, startReplica } from "../../control-plane/new-replica.js";
import { loadTable, type SavedTable } from "../../control-plane/saved-table.js";
import { secondsAt, type Table } from "../../control-plane/tables.js";
import type { ItemTable } from "../../items/operations/item-tables.js";
import { schemaOf } from "../../items/operations/table-schema.js";
import { loadItem } from "../../items/snapshot.js";
import { definitionOf } from "../../items/store/definition.js";
import { TableStore } from "../../items/store/table-store.js";
import type { Region } from "../region.js";
import type { SavedBackup, StateTarget } from "./emulator-state.js";

/** A table that was loaded, and its region. */
interface LoadedTable {
  readonly region: Region;
  readonly table: Table;
}

/** Loads a saved state into an emulator that is empty. */
export class StateLoader implements StateTarget {
  readonly region: string;
  readonly #regionOf: (name: string) => Region;
  #region: Region;
  #tables: LoadedTable[] = [];
  #current: Pick<ItemTable, "schema" | "store"> | undefined;

  /**
   * @param region - The emulator's own region.
   * @param regionOf - Returns a region.
   */
  constructor(region: string, regionOf: (name: string) => Region) {
    this.region = region;
    this.#regionOf = regionOf;
    this.#region = regionOf(region);
  }

  setRegion(region: string): void {
    this.#region = this.#regionOf(region);
    this.#current = undefined;
  }

  addTable(saved: SavedTable): void {
    const table = loadTable(saved);
    const { controlPlane, items } = this.#region;
    if (controlPlane.tables.has(table.name)) throw new Error(`the table "${table.name}" occurs twice`);
    controlPlane.tables.set(table.name, table);
    items.change({ kind: "create", keys: table.description });
    this.#current = items.tables.get(table.name);
    this.#tables.push({ region: this.#region, table });
  }

  addItem(json: unknown): void {
    if (!this.#current) throw new Error("an item is not of a table");
    loadItem(this.#current, json);
  }

  addBackup(backup: SavedBackup): void {
    const { details, table, timeToLive } = backup;
    this.#current = undefined;
    if (!table) return; // it has no items, and cannot be restored
    const { BackupArn: arn = "", BackupExpiryDateTime: expiry } = details;
    const { backups, timeline } = this.#region.controlPlane;
    const kept = new TableStore(definitionOf(table));
    this.#current = { schema: schemaOf(String(table.TableName), kept.definition), store: kept };
    backups.set(arn, { details, table, timeToLive, kept, restores: 0 });
    if (expiry !== undefined) timeline.after(expiry * 1_000 - timeline.time, () => backups.delete(arn));
  }

  setSequenceNumber(last: number): void {
    this.#region.items.streamContext.streams.skipTo(last);
  }

  /** Starts the streams, without records, time to live, and point-in-time recovery, which begins anew. */
  complete(): void {
    for (const { region, table } of this.#tables) {
      const { name, description, separateSettings } = table;
      const { events, streamTimes } = region.controlPlane;
      const { LatestStreamLabel: label, StreamSpecification } = description;
      if (label !== undefined) streamTimes.set(name, Date.parse(`${label}Z`));
      if (StreamSpecification?.StreamEnabled) {
        events?.onStreamStatus(description, "ENABLING");
        events?.onStreamStatus(description, "ENABLED");
      }
      if (separateSettings.recovery) {
        separateSettings.recovery = { ...separateSettings.recovery, since: secondsAt(region.controlPlane) };
        events?.onRecovery(name, true);
      }
      if (separateSettings.timeToLive) events?.onTimeToLive(name, separateSettings.timeToLive.attributeName);
    }
    for (const { region, table } of this.#tables) createMissingReplicas({ controlPlane: region.controlPlane, table });
    this.#tables = [];
  }
}

/** Creates the tables of replicas, which version 1 of a file only describes. */
function createMissingReplicas(source: Member): void {
  const { Replicas = [], TableName } = source.table.description;
  const planes = Replicas.map((entry) => ({ entry, other: source.controlPlane.inRegion(String(entry.RegionName)) }));
  if (planes.every(({ other }) => other.tables.has(String(TableName)))) return;
  setReplicas(source.table.description, []);
  for (const { entry, other } of planes) {
    const { RegionName, ReplicaTableClassSummary } = entry;
    const replica = startReplica(source, other, {
      RegionName,
      TableClassOverride: ReplicaTableClassSummary?.TableClass,
    });
    join(source, replica, entry);
    finishReplica(source, replica);
  }
}
