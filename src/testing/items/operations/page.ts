import { MAX_PAGE_BYTES } from "../../../dynamodb/limits.js";
import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { evaluate } from "../expressions/evaluate.js";
import type { OrderedItems, Reading, StoredItem } from "../store/ordered-items.js";
import type { Item } from "../values/attribute-value.js";
import { type CapacityDetail, isWanted, readUnits, TableCapacity } from "./capacity.js";
import {
  attributesIn,
  filteredAttributes,
  type ProjectionMembers,
  projected,
  type ReadExpressions,
} from "./expressions.js";
import { findIndex, type ItemService, type ItemTable } from "./item-tables.js";
import type { IndexSchema } from "./table-schema.js";

/** The members that Query and Scan have in common. */
export interface PageMembers extends ProjectionMembers {
  readonly TableName: string;
  readonly IndexName?: string;
  readonly Select?: string;
  readonly Limit?: number;
  readonly ConsistentRead?: boolean;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** The table or index that a request reads. */
export interface Source {
  readonly table: ItemTable;
  readonly index: IndexSchema | undefined;
  readonly items: OrderedItems;
}

/** Finds the table or index of a request. Throws if it does not support the kind of read. */
export function findSource(
  service: ItemService,
  table: ItemTable,
  request: Pick<PageMembers, "IndexName" | "ConsistentRead">,
  operation: "Query" | "Scan",
): Source {
  if (request.IndexName === undefined) return { table, index: undefined, items: table.store.items };
  if (table.store.vectorIndexes.has(request.IndexName)) throw notReadable(operation, request.ConsistentRead);
  const index = findIndex(service, table, request.IndexName);
  if (index.isGlobal && request.ConsistentRead) throw notConsistent();
  const items = table.store.indexes.get(index.name)?.items;
  if (items) return { table, index, items };
  throw invalid(`The table does not have the specified index: ${index.name}`);
}

/** The error for a vector index. The order of the checks and the full stop, or none, are DynamoDB's. */
function notReadable(operation: "Query" | "Scan", isConsistent: boolean | undefined) {
  if (operation === "Scan") return invalid("Scan operation not supported on this index type");
  return isConsistent ? notConsistent() : invalid("Query operation not supported on this index type.");
}

function notConsistent() {
  return invalid("Consistent reads are not supported on global secondary indexes");
}

/**
 * Whether items are fetched from the table, because a local index lacks attributes that the request uses. Throws if a global
 * index lacks them.
 */
export function needsFetch({ index }: Source, request: PageMembers, { filter, projection }: ReadExpressions): boolean {
  if (index === undefined || index.projection === "ALL") return false;
  const held = index.projection;
  const isAll = request.Select === "ALL_ATTRIBUTES";
  const missing = attributesIn(projection?.paths ?? []).filter((name) => !held.has(name));
  const unfiltered = filteredAttributes(filter).filter((name) => !held.has(name));
  if (!index.isGlobal) return isAll || missing.length > 0 || unfiltered.length > 0;
  if (isAll) {
    throw invalidValues(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type ` +
        "is not ALL",
    );
  }
  if (missing.length > 0)
    throw invalidValues(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
  if (unfiltered.length > 0) {
    throw invalidValues(
      `Secondary index ${index.name} does not project one or more filter attributes: [${unfiltered.join(", ")}]`,
    );
  }
  return false;
}

/** Reads a page: items until the limit or 1 MB, of which those are returned that fulfil the filter. */
export function readPage(source: Source, reading: Reading, request: PageMembers, read: ReadExpressions): object {
  const isFetching = needsFetch(source, request, read);
  const { Select, ReturnConsumedCapacity: detail } = request;
  const { filter, projection } = read;
  const { scanned, bytes, last } = scanItems(source.items, [reading], request.Limit);
  const candidates = scanned.map(({ item }) => (isFetching ? item : source.items.project(item)));
  const found = filter ? candidates.filter((item) => evaluate(filter, item)) : candidates;
  return {
    ...(Select !== "COUNT" && { Items: projection ? found.map((item) => projected(projection, item)) : found }),
    Count: found.length,
    ScannedCount: scanned.length,
    ...(last && { LastEvaluatedKey: source.items.keyOf(last.item) }),
    ...(isWanted(detail) && {
      ConsumedCapacity: readCapacity(source, bytes, isFetching ? scanned : [], request.ConsistentRead).answer(detail),
    }),
  };
}

/** What a page has read: the items, their bytes, and if it ended early, the last item and the place of its reading. */
export interface Scanned {
  readonly scanned: readonly StoredItem[];
  readonly bytes: number;
  readonly last: { readonly item: Item; readonly reading: number } | undefined;
}

/** Reads items until the limit or 1 MB, one reading after the other. */
export function scanItems(
  items: OrderedItems,
  readings: readonly Reading[],
  limit = Number.POSITIVE_INFINITY,
): Scanned {
  const scanned: StoredItem[] = [];
  let bytes = 0;
  for (const [place, reading] of readings.entries()) {
    for (const stored of items.read(reading)) {
      scanned.push(stored);
      bytes += items.sizeOf(stored);
      if (scanned.length >= limit || bytes >= MAX_PAGE_BYTES)
        return { scanned, bytes, last: { item: stored.item, reading: place } };
    }
  }
  return { scanned, bytes, last: undefined };
}

/** What a read consumed in the table or index, and in the table for items that it fetched there. */
export function readCapacity(
  { table, index }: Source,
  bytes: number,
  fetched: readonly StoredItem[],
  isConsistent: boolean | undefined,
): TableCapacity {
  const capacity = new TableCapacity(table.schema.name);
  const units = readUnits(bytes, isConsistent);
  if (index) capacity.addIndex(index.name, index.isGlobal, units);
  else capacity.add(units);
  for (const { size } of fetched) capacity.add(readUnits(size, isConsistent));
  return capacity;
}
