import { invalid } from "../control-plane/aws-error.js";
import { checkKeyConditions, type KeyCondition, meets, readKeyConditions } from "./key-conditions.js";
import { compareKeys, type KeyAttribute } from "./key-order.js";
import type { IndexView, Row, ViewRequest } from "./multi-attribute-index.js";

/**
 * What a request finds through a view among the items of its table: from where the request starts, in the order in which
 * it reads, and no more of each than the index holds.
 */
export function rowsOf(view: IndexView, items: readonly Row[], request: ViewRequest): Row[] {
  const conditions = request.KeyConditionExpression === undefined ? undefined : readKeyConditions(request);
  if (conditions) checkKeyConditions(conditions, view.partitionKey, view.sortKey);
  const start = startOf(view, request, conditions ?? []);
  const direction = request.ScanIndexForward === false ? -1 : 1;
  const order = (a: Row, b: Row) => direction * compareRows(view.key, a, b);
  return items
    .filter((item) => hasKey(view.key, item) && isFound(view.key, item, conditions ?? []))
    .filter((item) => start === undefined || order(item, start) > 0)
    .toSorted(order)
    .map((item) => held(view, item));
}

/** The attributes of a row that say where it stands. */
export function keyOf({ key }: IndexView, row: Row): Row {
  return Object.fromEntries(key.map(({ name }) => [name, row[name] ?? {}]));
}

/** An item that lacks an attribute of the key, or has it in another type, is not in the index. */
function hasKey(key: readonly KeyAttribute[], item: Row): boolean {
  return key.every(({ name, type }) => item[name]?.[type] !== undefined);
}

function isFound(key: readonly KeyAttribute[], item: Row, conditions: readonly KeyCondition[]): boolean {
  return key.every(({ name, type }) => {
    const condition = conditions.find((each) => each.name === name);
    return condition === undefined || meets(type, item[name] ?? {}, condition);
  });
}

function compareRows(key: readonly KeyAttribute[], a: Row, b: Row): number {
  for (const { name, type } of key) {
    const order = compareKeys(type, a[name] ?? {}, b[name] ?? {});
    if (order !== 0) return order;
  }
  return 0;
}

function startOf(view: IndexView, request: ViewRequest, conditions: readonly KeyCondition[]): Row | undefined {
  const start = request.ExclusiveStartKey;
  if (start === undefined) return undefined;
  if (Object.keys(start).length !== view.key.length || !hasKey(view.key, start))
    throw invalid("The provided starting key is invalid");
  if (!isFound(view.partitionKey, start, conditions))
    throw invalid("The provided starting key is outside query boundaries based on provided conditions");
  if (!isFound(view.sortKey, start, conditions))
    throw invalid("The provided starting key does not match the range key predicate");
  return start;
}

function held(view: IndexView, item: Row): Row {
  const { holds, key } = view;
  if (holds === "ALL") return item;
  const names = new Set([...key.map(({ name }) => name), ...holds]);
  return Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name)));
}
