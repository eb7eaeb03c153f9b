import { type Item, pickAttributes } from "../values/attribute-value.js";
import { type CapacityDetail, isWanted, TableCapacity } from "./capacity.js";
import type { PlannedWrite } from "./writes.js";

const BYTES_PER_GB = 2 ** 30;

/** The member ConsumedCapacity of a write of one item, if it was asked for. */
export function writeCapacity({ table, before, after }: PlannedWrite, detail: CapacityDetail): object {
  if (!isWanted(detail)) return {};
  const capacity = new TableCapacity(table.schema.name);
  capacity.addWrite(table.store, before, after);
  return { ConsumedCapacity: capacity.answer(detail) };
}

/** The member Attributes of an answer: DynamoDB sends none that is empty. */
export function attributes(item: Item | undefined): object {
  return item && Object.keys(item).length > 0 ? { Attributes: item } : {};
}

/** The member ItemCollectionMetrics of the answer to a write of one item, if it was asked for. */
export function writeMetrics(write: PlannedWrite, asked: string | undefined): object {
  const ItemCollectionMetrics = asked === "SIZE" ? metricsOf(write) : undefined;
  return ItemCollectionMetrics ? { ItemCollectionMetrics } : {};
}

/** The same by table, for requests that write several items. */
export function metricsByTable(writes: readonly PlannedWrite[], asked: string | undefined): object {
  if (asked !== "SIZE") return {};
  const byTable = new Map<string, Map<string, object>>();
  for (const write of writes) {
    const metrics = metricsOf(write);
    if (!metrics) continue;
    const { name } = write.table.schema;
    const collections = byTable.get(name) ?? new Map<string, object>();
    byTable.set(name, collections.set(JSON.stringify(metrics.ItemCollectionKey), metrics));
  }
  if (byTable.size === 0) return {};
  return {
    ItemCollectionMetrics: Object.fromEntries([...byTable].map(([name, all]) => [name, [...all.values()]])),
  };
}

/** The metrics of an item's collection. Only tables with local secondary indexes have collections. */
function metricsOf({ table: { schema, store }, write }: PlannedWrite) {
  if (schema.indexes.every(({ isGlobal }) => isGlobal)) return undefined;
  const ItemCollectionKey = pickAttributes(
    write.target,
    schema.partition.map(({ name }) => name),
  );
  const [value] = Object.values(ItemCollectionKey);
  const low = value ? Math.floor(store.collectionBytes(value) / BYTES_PER_GB) : 0;
  return { ItemCollectionKey, SizeEstimateRangeGB: [low, low + 1] };
}
