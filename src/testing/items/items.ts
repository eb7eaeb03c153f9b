import { isError } from "../../errors/is-error.js";
import type {
  ControlPlane,
  Description,
  ItemTotals,
  KeptItems,
  StoreChange,
  StreamStatus,
  TableEvents,
  TableKeys,
} from "../control-plane/tables.js";
import { ClientTokens } from "./operations/client-tokens.js";
import type { ItemService, ItemTable } from "./operations/item-tables.js";
import { schemaOf } from "./operations/table-schema.js";
import type { ReplicatedItems, ReplicatedWrite, Replication } from "./replication.js";
import { RestorePoints } from "./restore-points.js";
import { haveSameKeys, type ItemsSnapshot, itemsOf, loadItem } from "./snapshot.js";
import { definitionOf } from "./store/definition.js";
import { TableStore } from "./store/table-store.js";
import type { StreamContext } from "./streams/operations/stream-operation.js";
import type { ItemChange } from "./streams/stream-record.js";
import { Streams } from "./streams/streams.js";
import { changeStream } from "./table-streams.js";
import { TimeToLive } from "./time-to-live.js";
import type { Item } from "./values/attribute-value.js";
import { sizeOf } from "./values/size.js";

/** What the items of all regions share. */
export interface ItemsContext {
  /** How long after its expiry an item is deleted. */
  readonly timeToLiveDelayMs: number;
  readonly replication: Replication;
  readonly inRegion: (region: string) => Items;
}

/** The items of the tables of a region. */
export class Items implements ItemService, TableEvents, ReplicatedItems {
  readonly tokens = new ClientTokens();
  readonly controlPlane: ControlPlane;
  readonly #streams = new Streams();
  readonly #timeToLive: TimeToLive;
  readonly #replication: Replication;
  readonly #inRegion: (region: string) => Items;
  /** Of the tables with point-in-time recovery, by name. */
  readonly #restorePoints = new Map<string, RestorePoints>();
  #tables = new Map<string, ItemTable>();

  /** @param controlPlane - The tables. */
  constructor(controlPlane: Omit<ControlPlane, "events">, { timeToLiveDelayMs, replication, inRegion }: ItemsContext) {
    this.controlPlane = { ...controlPlane, events: this };
    this.#timeToLive = new TimeToLive(timeToLiveDelayMs);
    this.#replication = replication;
    this.#inRegion = inRegion;
  }

  get tables(): ReadonlyMap<string, ItemTable> {
    return this.#tables;
  }

  /** What the operations on streams read. */
  get streamContext(): StreamContext {
    return { streams: this.#streams, region: this.controlPlane.region, now: this.#now };
  }

  totals(tableName: string, indexName?: string): ItemTotals | undefined {
    const store = this.#tables.get(tableName)?.store;
    if (indexName === undefined) return store?.items;
    return store?.indexes.get(indexName)?.items ?? store?.vectorIndexes.get(indexName);
  }

  onStreamStatus(table: Description, status: StreamStatus): void {
    changeStream(this.#streams, table, status, this.#now);
  }

  onTimeToLive(tableName: string, attributeName: string | undefined): void {
    const table = this.#tables.get(tableName);
    if (table && attributeName !== undefined) this.#timeToLive.enable(table, attributeName, this.#now);
    else this.#timeToLive.disable(tableName);
  }

  keep(tableName: string): KeptItems | undefined {
    return this.#tables.get(tableName)?.store.copy();
  }

  keptAt(tableName: string, second: number): KeptItems | undefined {
    const store = this.#tables.get(tableName)?.store;
    return store && this.#restorePoints.get(tableName)?.at(second, store);
  }

  restorableSince(tableName: string): number | undefined {
    return this.#restorePoints.get(tableName)?.since;
  }

  onRecovery(tableName: string, isEnabled: boolean): void {
    const store = this.#tables.get(tableName)?.store;
    if (isEnabled && store) this.#restorePoints.set(tableName, new RestorePoints(store, secondOf(this.#now)));
    else this.#restorePoints.delete(tableName);
  }

  /** Makes a change that a request on a table needs. */
  change(change: StoreChange): void {
    if (change.kind === "drop") this.#drop(change.tableName);
    else if (change.kind === "create") this.#add(newStore(change.keys, change.kept), change.keys);
    else if (change.kind === "copy") this.#copy(change.keys, change.region);
    else this.#define(change.keys);
  }

  /** Deletes the items whose time to live is over. In a global table, one region does it, and the others follow. */
  deleteExpired(): void {
    for (const [tableName, items] of this.#timeToLive.takeDue(this.#now, (name) => this.#deletesExpired(name))) {
      const store = this.#tables.get(tableName)?.store;
      for (const before of items) {
        store?.delete(before);
        this.#record(tableName, { before, isExpiry: true });
        this.#replicate(tableName, { before });
      }
    }
  }

  replicaRegions(tableName: string): readonly string[] {
    const { Replicas = [] } = this.controlPlane.tables.get(tableName)?.description ?? {};
    return Replicas.map(({ RegionName }) => String(RegionName));
  }

  isStrong(tableName: string): boolean {
    return this.controlPlane.tables.get(tableName)?.description.MultiRegionConsistency === "STRONG";
  }

  identityOf(tableName: string, item: Item): string | undefined {
    return this.#tables.get(tableName)?.store.items.placeOf(item)?.text;
  }

  receive(tableName: string, { key, after }: ReplicatedWrite, now: number): void {
    const store = this.#tables.get(tableName)?.store;
    const before = store?.get(key);
    if (!store || (before === undefined && after === undefined)) return;
    store.replace(before, after && { item: after, size: sizeOf(after) });
    const change = { before: before?.item, after };
    this.#record(tableName, change, now);
    this.#timeToLive.follow(tableName, change, now);
  }

  /** A snapshot of all tables. It costs the same for any number of items. */
  snapshot(): ItemsSnapshot {
    return new Map([...this.#tables].map(([name, { store }]) => [name, store.copy()]));
  }

  /**
   * Prepares to replace the items of all tables, and to drop the records of all streams, which continue. Throws if an item does not go
   * into its table.
   *
   * @param contents - By table, plain items, or those of a snapshot, which stays as it is and costs the same for any number of items.
   * @returns Replaces the items.
   */
  replacement(contents: ReadonlyMap<string, TableStore | readonly unknown[]>): () => void {
    const gone = [...contents].find(([name, items]) => hasItems(items) && !this.#tables.has(name))?.[0];
    if (gone !== undefined) throw new Error(`The table "${gone}" of the snapshot no longer exists. Create it first.`);
    const tables = new Map([...this.#tables].map(([name, table]) => [name, refilled(table, contents.get(name) ?? [])]));
    return () => {
      for (const [name, points] of this.#restorePoints) {
        const store = this.#tables.get(name)?.store;
        if (store) points.replace(store, secondOf(this.#now));
      }
      this.#tables = tables;
      this.tokens.clear();
      this.#streams.clear();
      for (const table of tables.values()) this.#timeToLive.restart(table, this.#now);
    };
  }

  get #now(): number {
    return this.controlPlane.timeline.time;
  }

  /** Notes a write of an item. */
  #follow(tableName: string, change: ItemChange): void {
    this.#record(tableName, change);
    this.#timeToLive.follow(tableName, change, this.#now);
    this.#replicate(tableName, change);
  }

  #replicate(tableName: string, change: ItemChange): void {
    const { region, tables } = this.controlPlane;
    if (tables.get(tableName)?.description.Replicas) this.#replication.send(region, tableName, change, this.#now);
  }

  /** The first region by name, so that it does not depend on the order of requests. */
  #deletesExpired(tableName: string): boolean {
    const { region } = this.controlPlane;
    return this.replicaRegions(tableName).every((other) => region < other);
  }

  #copy(keys: TableKeys, region: string): void {
    const source = this.#inRegion(region).tables.get(String(keys.TableName));
    this.#add(source?.store.copy() ?? new TableStore(definitionOf(keys)), keys);
  }

  /** Records a change in the stream of its table, and for point-in-time recovery. */
  #record(tableName: string, change: ItemChange, now = this.#now): void {
    this.#streams.record(tableName, change, now);
    const points = this.#restorePoints.get(tableName);
    const store = points && this.#tables.get(tableName)?.store;
    if (store) points.follow(store, change, secondOf(now));
  }

  #drop(tableName: string): void {
    this.#replication.flush(tableName, this.#now);
    this.#tables.delete(tableName);
    this.#timeToLive.disable(tableName);
    this.#restorePoints.delete(tableName);
  }

  #add(store: TableStore, keys: TableKeys): void {
    const name = String(keys.TableName);
    const onWrite = (change: ItemChange) => this.#follow(name, change);
    this.#tables.set(name, { store, schema: schemaOf(name, store.definition), onWrite });
  }

  /** Adds the indexes that the table does not have, and removes those that it should not have. */
  #define(keys: TableKeys): void {
    const store = this.#tables.get(String(keys.TableName))?.store;
    if (!store) return;
    const { indexes, vectorIndexes = [] } = definitionOf(keys);
    for (const index of indexes) if (!store.indexes.has(index.name)) store.addIndex(index);
    for (const index of vectorIndexes) if (!store.vectorIndexes.has(index.name)) store.addVectorIndex(index);
    const names = new Set([...indexes, ...vectorIndexes].map(({ name }) => name));
    for (const name of [...store.indexes.keys(), ...store.vectorIndexes.keys()])
      if (!names.has(name)) store.removeIndex(name);
    this.#add(store, keys);
  }
}

function secondOf(ms: number): number {
  return Math.floor(ms / 1_000);
}

/** The store of a new table, empty or with the items of another one that has the same key. */
function newStore(keys: TableKeys, kept: KeptItems | undefined): TableStore {
  const store = new TableStore(definitionOf(keys));
  if (!(kept instanceof TableStore)) return store;
  if (haveSameKeys(kept, store)) return kept.copy();
  for (const { item, size } of kept.items.all()) store.put(item, size);
  return store;
}

function hasItems(items: TableStore | readonly unknown[]): boolean {
  return items instanceof TableStore ? items.items.count > 0 : items.length > 0;
}

function refilled(table: ItemTable, items: TableStore | readonly unknown[]): ItemTable {
  if (!(items instanceof TableStore)) return filled(table, items);
  return haveSameKeys(items, table.store) ? { ...table, store: items.copy() } : filled(table, itemsOf(items));
}

function filled(table: ItemTable, items: Iterable<unknown>): ItemTable {
  const { schema, store } = table;
  const empty = new TableStore(store.definition);
  try {
    for (const json of items) loadItem({ schema, store: empty }, json);
  } catch (cause) {
    const why = isError(cause) ? cause.message : String(cause);
    throw new Error(`The table "${schema.name}" cannot store these items: ${why}. Nothing has changed.`, { cause });
  }
  return { ...table, store: empty };
}
