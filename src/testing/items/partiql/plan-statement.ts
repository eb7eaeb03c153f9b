import { invalid } from "../../control-plane/aws-error.js";
import type { Condition } from "../expressions/condition.js";
import type { KeyAttributes } from "../expressions/key-range.js";
import type { Update } from "../expressions/update.js";
import { type AttributeValue, type Item, setMember } from "../values/attribute-value.js";
import { isEqual } from "../values/compare.js";
import { planRead, type ReadPlan } from "./plan-read.js";
import type { DeleteStatement, Returning, SelectStatement, Statement, UpdateStatement } from "./statement.js";
import type { TableKeys } from "./table-keys.js";

/** The write of one item, or a check of one in a transaction. */
export type WritePlan =
  /** Fails with a DuplicateItemException if there is an item with this key. */
  | { readonly type: "insert"; readonly tableName: string; readonly item: Item }
  | {
      readonly type: "update";
      readonly tableName: string;
      readonly key: Item;
      readonly update: Update;
      readonly condition: Condition;
      readonly returning?: Returning | undefined;
    }
  | {
      readonly type: "delete";
      readonly tableName: string;
      readonly key: Item;
      readonly condition?: Condition | undefined;
      readonly returning?: Returning | undefined;
    }
  | { readonly type: "check"; readonly tableName: string; readonly key: Item; readonly condition: Condition };

export type Plan = ReadPlan | WritePlan;

export interface PlanOptions {
  readonly isConsistent?: boolean | undefined;
  readonly isTransaction?: boolean | undefined;
  readonly isBatch?: boolean | undefined;
}

/** What a statement does to its table. Throws if the table does not support it. */
export function planStatement(statement: Statement, table: TableKeys, options: PlanOptions = {}): Plan {
  const { isTransaction = false } = options;
  switch (statement.type) {
    case "select":
      return planSelect(statement, table, options);
    case "insert":
      return { type: "insert", tableName: statement.tableName, item: statement.item };
    case "update":
      return planUpdate(statement, table.key, isTransaction);
    case "delete":
      return planDelete(statement, table.key, isTransaction);
    case "exists":
      if (!isTransaction) throw invalid("EXISTS can only be used in ExecuteTransaction write requests.");
      return planCheck(statement.select, table.key);
  }
}

/** In a transaction or a batch, a SELECT reads one item by its key and has no other condition. */
function planSelect(
  statement: SelectStatement,
  table: TableKeys,
  { isConsistent = false, isTransaction = false, isBatch = false }: PlanOptions,
): ReadPlan {
  const { indexName, where } = statement;
  if (isTransaction && indexName !== undefined)
    throw invalid("Reads on indices are not supported within transactions.");
  if (!isTransaction && !isBatch) return planRead(statement, table, isConsistent);
  const { rest, values } = splitWhere(table.key, where);
  const isOneItem = rest.length === 0 && values.size === namesOf(table.key).length;
  if (!isOneItem || indexName !== undefined) {
    const operation = isTransaction ? "ExecuteTransaction" : "BatchExecuteStatement";
    throw invalid(`Select statements within ${operation} must specify the primary key in the where clause.`);
  }
  return { ...planRead(statement, table, isConsistent), key: keyOf(values) };
}

/** An item that does not exist does not match. */
function planUpdate(statement: UpdateStatement, key: KeyAttributes, isTransaction: boolean): WritePlan {
  const { tableName, update, returning } = statement;
  const { item, rest } = oneItem(statement, key, isTransaction);
  const exists: Condition = { type: "attribute_exists", path: [firstOf(key)] };
  return { type: "update", tableName, key: item, update, condition: allOf([exists, ...rest]), returning };
}

/** An item that does not exist is deleted, whatever the condition. */
function planDelete(statement: DeleteStatement, key: KeyAttributes, isTransaction: boolean): WritePlan {
  const { tableName, returning } = statement;
  const { item, rest } = oneItem(statement, key, isTransaction);
  if (rest.length === 0) return { type: "delete", tableName, key: item, returning };
  const isAbsent: Condition = { type: "attribute_not_exists", path: [firstOf(key)] };
  return {
    type: "delete",
    tableName,
    key: item,
    condition: { type: "or", conditions: [isAbsent, allOf(rest)] },
    returning,
  };
}

function planCheck({ tableName, where }: SelectStatement, key: KeyAttributes): WritePlan {
  const { rest, values } = splitWhere(key, where);
  if (rest.length === 0 || values.size < namesOf(key).length)
    throw invalid("EXISTS() must contain a single item read with additional condition");
  return { type: "check", tableName, key: keyOf(values), condition: allOf(rest) };
}

/** The key of the item that a statement writes, and its other conditions. */
function oneItem(
  { indexName, returning, where }: UpdateStatement | DeleteStatement,
  key: KeyAttributes,
  isTransaction: boolean,
): { readonly item: Item; readonly rest: readonly Condition[] } {
  if (indexName !== undefined) throw invalid("This operation is not supported on an index");
  if (isTransaction && returning) throw invalid("RETURNING clause is not supported in ExecuteTransaction.");
  const { values, rest, repeated } = splitWhere(key, where);
  if (repeated !== undefined)
    throw invalid(`Multiple conditions on same key ${repeated}. Only single item Update/Insert/Delete are supported`);
  if (values.size < namesOf(key).length)
    throw invalid("Where clause does not contain a mandatory equality on all key attributes");
  return { item: keyOf(values), rest };
}

/** The equalities of key attributes that a condition requires, and what else it requires. */
function splitWhere(key: KeyAttributes, where: Condition | undefined) {
  const names = namesOf(key);
  const values = new Map<string, AttributeValue>();
  const rest: Condition[] = [];
  let repeated: string | undefined;
  for (const condition of where ? joinedByAnd(where) : []) {
    const [name, value] = equalityOf(condition) ?? [];
    if (name === undefined || value === undefined || !names.includes(name)) {
      rest.push(condition);
      continue;
    }
    const known = values.get(name);
    if (known && !isEqual(known, value)) repeated ??= name;
    values.set(name, known ?? value);
  }
  return { values, rest, repeated };
}

function joinedByAnd(condition: Condition): readonly Condition[] {
  return condition.type === "and" ? condition.conditions.flatMap(joinedByAnd) : [condition];
}

/** The attribute and the value of an equality; IN with one value is one. */
function equalityOf(condition: Condition): readonly [string, AttributeValue] | undefined {
  if (condition.type === "in" && condition.list.length === 1)
    return equalityBetween(condition.operand, condition.list[0]);
  if (condition.type !== "compare" || condition.comparator !== "=") return undefined;
  return equalityBetween(condition.left, condition.right) ?? equalityBetween(condition.right, condition.left);
}

type AnyOperand = Extract<Condition, { type: "compare" }>["left"];

function equalityBetween(a: AnyOperand, b: AnyOperand | undefined): readonly [string, AttributeValue] | undefined {
  return a.type === "path" && a.path.length === 1 && b?.type === "value" ? [a.path[0], b.value] : undefined;
}

function allOf(conditions: readonly Condition[]): Condition {
  const [first] = conditions;
  return first && conditions.length === 1 ? first : { type: "and", conditions };
}

function namesOf({ partition, sort }: KeyAttributes): string[] {
  return [...partition, ...sort].map(({ name }) => name);
}

function firstOf(key: KeyAttributes): string {
  return namesOf(key)[0] ?? "";
}

function keyOf(values: ReadonlyMap<string, AttributeValue>): Item {
  const key: Record<string, AttributeValue> = {};
  for (const [name, value] of values) setMember(key, name, value);
  return key;
}
