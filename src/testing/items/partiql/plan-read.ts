import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { type Condition, pathsIn } from "../expressions/condition.js";
import type { KeyCondition } from "../expressions/key-condition.js";
import type { KeyAttributes, KeyRange } from "../expressions/key-range.js";
import type { AttributeValue, Item } from "../values/attribute-value.js";
import { compareValues, isEqual } from "../values/compare.js";
import { type Branch, branchesOf, checkKeyTypes } from "./branches.js";
import { overlap } from "./range-overlap.js";
import type { Column, SelectStatement } from "./statement.js";
import { type IndexKeys, indexOf, type TableKeys } from "./table-keys.js";

/** What a SELECT reads. Every item that is read is compared with the filter. */
export interface ReadPlan {
  readonly type: "read";
  readonly tableName: string;
  readonly indexName?: string | undefined;
  /** The key of the only item, in a transaction or a batch. */
  readonly key?: Item | undefined;
  /** The key ranges, in the order in which they are read; `undefined` for a scan. */
  readonly ranges?: readonly KeyRange[] | undefined;
  /** Whether the items of a range are read in ascending order. */
  readonly isForward: boolean;
  readonly filter?: Condition | undefined;
  readonly columns?: readonly Column[] | undefined;
}

export function planRead(statement: SelectStatement, table: TableKeys, isConsistent: boolean): ReadPlan {
  const { tableName, indexName, columns, where, orderBy } = statement;
  const index = indexOf(table, indexName);
  if (index?.isGlobal && isConsistent)
    throw invalid("Strongly consistent read is not supported on Global Secondary Indexes");
  if (index) checkProjected(String(indexName), index, statement);
  const { key } = index ?? table;
  const branches = branchesOf(key, where);
  checkKeyTypes(key, branches);
  const found = branches.map((branch) => rangeOf(key, branch)).filter((range) => range !== undefined);
  const isQuery = found.length === branches.length;
  const ranges = distinct(found);
  if (isQuery) checkOverlap(ranges);
  if (orderBy.length > 0) checkOrder(statement, key, isQuery ? ranges : []);
  const source = { type: "read", tableName, indexName, filter: where, columns } as const;
  if (!isQuery) return { ...source, isForward: true };
  return { ...source, ranges: inOrder(statement, key, ranges), isForward: isForward(statement, key) };
}

/** Throws if a global index does not have what is selected, or an index what the condition compares. */
function checkProjected(name: string, { isGlobal, projected }: IndexKeys, { columns, where }: SelectStatement): void {
  if (projected === "ALL") return;
  const isAbsent = (attribute: string) => !projected.has(attribute);
  const selected = (columns ?? []).map(({ path }) => path[0]).filter(isAbsent);
  if (isGlobal && selected.length > 0)
    throw invalidValues(`Global secondary index ${name} does not project [${selected.join(", ")}]`);
  const filtered = [...new Set(where ? pathsIn(where).map(([attribute]) => attribute) : [])].filter(isAbsent);
  if (filtered.length === 0) return;
  throw invalidValues(
    `Secondary index ${name} does not project one or more filter attributes: [${filtered.join(", ")}]`,
  );
}

/** The range of one branch: `undefined` if it is not in one partition. */
function rangeOf(key: KeyAttributes, branch: Branch): KeyRange | undefined {
  const on = (name: string) => branch.filter((condition) => condition.name === name);
  const partition = key.partition.map(({ name }) => onlyValue(on(name)));
  if (!partition.every((value) => value !== undefined)) return undefined;
  const equal: AttributeValue[] = [];
  for (const { name } of key.sort) {
    const conditions = on(name);
    const equality = conditions.find(({ operator }) => operator === "=");
    const value = equality?.values[0];
    if (value !== undefined) {
      equal.push(value);
      continue;
    }
    const [range] = conditions;
    if (!range || range.operator === "=" || range.operator === "not indexable") break;
    return { partition, equal, range: { operator: range.operator, values: range.values } };
  }
  return { partition, equal };
}

/** The value that all conditions agree on. */
function onlyValue(conditions: readonly KeyCondition[]): AttributeValue | undefined {
  const value = conditions[0]?.values[0];
  const agree = value !== undefined && conditions.every(({ values }) => values[0] && isEqual(values[0], value));
  return agree ? value : undefined;
}

function distinct(ranges: readonly KeyRange[]): readonly KeyRange[] {
  return [...new Map(ranges.map((range) => [JSON.stringify(range), range])).values()];
}

function checkOverlap(ranges: readonly KeyRange[]): void {
  for (const [place, range] of ranges.entries()) {
    if (ranges.some((other, before) => before < place && overlap(other, range)))
      throw invalid("Overlapping conditions with range keys are not supported in where clause");
  }
}

function checkOrder({ where, orderBy }: SelectStatement, key: KeyAttributes, ranges: readonly KeyRange[]): void {
  if (where === undefined) throw invalid("Must have WHERE clause in the statement when using ORDER BY clause.");
  const names = [...key.partition, ...key.sort].map(({ name }) => name);
  const other = orderBy.find(({ name }) => !names.includes(name));
  if (other) throw invalid(`Attribute ${other.name} in ORDER BY clause must be part of the primary key`);
  if (ranges.length === 0)
    throw invalid("Must have at least one non-optional hash key condition in WHERE clause when using ORDER BY clause.");
  const byPartition = orderBy.some(({ name }) => key.partition.some((attribute) => attribute.name === name));
  if (ranges.length > 1 && !byPartition)
    throw invalid(
      "Must have hash key in ORDER BY clause when more than one hash key condition specified in WHERE clause.",
    );
}

/** The ranges by their partition keys, if the statement orders by those. */
function inOrder({ orderBy }: SelectStatement, key: KeyAttributes, ranges: readonly KeyRange[]): readonly KeyRange[] {
  const terms = orderBy.flatMap(({ name, isDescending }) => {
    const place = key.partition.findIndex((attribute) => attribute.name === name);
    return place < 0 ? [] : [{ place, sign: isDescending ? -1 : 1 }];
  });
  return ranges.toSorted((a, b) => {
    for (const { place, sign } of terms) {
      const [one, other] = [a.partition[place], b.partition[place]];
      const order = one && other ? sign * (compareValues(one, other) ?? 0) : 0;
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** An order by the partition key alone has the sort key descend. */
function isForward({ orderBy }: SelectStatement, key: KeyAttributes): boolean {
  if (orderBy.length === 0) return true;
  const term = orderBy.find(({ name }) => key.sort.some((attribute) => attribute.name === name));
  return term !== undefined && !term.isDescending;
}
