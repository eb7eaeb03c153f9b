import { invalid } from "../control-plane/aws-error.js";
import { checkKeyConditions, type KeyCondition, matches, readKeyConditions } from "./key-conditions.js";
import { compareKeys, type KeyAttribute } from "./key-order.js";
import type { IndexEntry, IndexReadRequest, MultiAttributeIndex } from "./multi-attribute-index.js";

/**
 * The entries of an index that a request reads: those after its start key that match its key conditions, in read order,
 * with the projected attributes.
 */
export function entriesOf(
  index: MultiAttributeIndex,
  items: readonly IndexEntry[],
  request: IndexReadRequest,
): IndexEntry[] {
  const conditions = request.KeyConditionExpression === undefined ? undefined : readKeyConditions(request);
  if (conditions) checkKeyConditions(conditions, index.partitionKey, index.sortKey);
  const start = startOf(index, request, conditions ?? []);
  const direction = request.ScanIndexForward === false ? -1 : 1;
  const order = (a: IndexEntry, b: IndexEntry) => direction * compareRows(index.key, a, b);
  return items
    .filter((item) => hasKey(index.key, item) && isFound(index.key, item, conditions ?? []))
    .filter((item) => start === undefined || order(item, start) > 0)
    .toSorted(order)
    .map((item) => projected(index, item));
}

/** The key attributes of an entry, in the index and the table. */
export function keyOf({ key }: MultiAttributeIndex, row: IndexEntry): IndexEntry {
  return Object.fromEntries(key.map(({ name }) => [name, row[name] ?? {}]));
}

/** An item without an attribute of the key, or with another type of it, is not in the index. */
function hasKey(key: readonly KeyAttribute[], item: IndexEntry): boolean {
  return key.every(({ name, type }) => item[name]?.[type] !== undefined);
}

function isFound(key: readonly KeyAttribute[], item: IndexEntry, conditions: readonly KeyCondition[]): boolean {
  return key.every(({ name, type }) => {
    const condition = conditions.find((each) => each.name === name);
    return condition === undefined || matches(type, item[name] ?? {}, condition);
  });
}

function compareRows(key: readonly KeyAttribute[], a: IndexEntry, b: IndexEntry): number {
  for (const { name, type } of key) {
    const order = compareKeys(type, a[name] ?? {}, b[name] ?? {});
    if (order !== 0) return order;
  }
  return 0;
}

function startOf(
  index: MultiAttributeIndex,
  request: IndexReadRequest,
  conditions: readonly KeyCondition[],
): IndexEntry | undefined {
  const start = request.ExclusiveStartKey;
  if (start === undefined) return undefined;
  if (Object.keys(start).length !== index.key.length || !hasKey(index.key, start))
    throw invalid("The provided starting key is invalid");
  if (!isFound(index.partitionKey, start, conditions))
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  if (!isFound(index.sortKey, start, conditions))
    throw invalid("The provided starting key does not match the range key predicate");
  return start;
}

function projected(index: MultiAttributeIndex, item: IndexEntry): IndexEntry {
  const { holds, key } = index;
  if (holds === "ALL") return item;
  const names = new Set([...key.map(({ name }) => name), ...holds]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
