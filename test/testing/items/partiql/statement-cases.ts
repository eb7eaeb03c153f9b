import { applyUpdate } from "../../../../src/testing/items/expressions/apply-update.js";
import type { Condition } from "../../../../src/testing/items/expressions/condition.js";
import { evaluate } from "../../../../src/testing/items/expressions/evaluate.js";
import type { KeyAttributes } from "../../../../src/testing/items/expressions/key-range.js";
import { parseStatement } from "../../../../src/testing/items/partiql/parse-statement.js";
import { type Plan, type PlanOptions, planStatement } from "../../../../src/testing/items/partiql/plan-statement.js";
import type { SelectStatement } from "../../../../src/testing/items/partiql/statement.js";
import type { TableKeys } from "../../../../src/testing/items/partiql/table-keys.js";
import type { Item } from "../../../../src/testing/items/values/attribute-value.js";
import { readItem } from "../../../../src/testing/items/values/read-value.js";
import type { WireItem, WireValue } from "../../../../src/testing/items/values/wire-value.js";
import { errorOf } from "../expressions/expression-cases.js";

function key(partition: string, sort?: string): KeyAttributes {
  const attributes = (names: string | undefined) =>
    (names ?? "")
      .split(" ")
      .flatMap((name) => (name === "" ? [] : [{ name, type: name === "sk" ? "N" : "S" } as const]));
  return { partition: attributes(partition), sort: attributes(sort) };
}

/** A table with the keys `pk` (a text) and `sk` (a number), and three indexes. */
export const TABLE: TableKeys = {
  key: key("pk", "sk"),
  indexes: new Map([
    ["byName", { key: key("name"), isGlobal: true, projected: new Set(["pk", "sk", "name"]) }],
    ["byDate", { key: key("pk", "date"), isGlobal: false, projected: new Set(["pk", "sk", "date"]) }],
    ["byPlace", { key: key("country city", "street house"), isGlobal: true, projected: "ALL" }],
  ]),
};

function parameters(...values: readonly WireValue[]) {
  return values.flatMap((value) => Object.values(readItem({ value })));
}

export function plan(text: string, options: PlanOptions = {}, ...values: readonly WireValue[]): Plan {
  return planStatement(parseStatement(text, parameters(...values)), TABLE, options);
}

export function planError(text: string, options: PlanOptions = {}, ...values: readonly WireValue[]): string {
  return errorOf(() => plan(text, options, ...values));
}

export function syntaxError(text: string, ...values: readonly WireValue[]): string {
  return errorOf(() => parseStatement(text, parameters(...values))).replace(
    "Statement wasn't well formed, can't be processed: ",
    "Malformed: ",
  );
}

export function select(text: string, ...values: readonly WireValue[]): SelectStatement {
  const statement = parseStatement(text, parameters(...values));
  if (statement.type !== "select") throw new Error("It is another statement.");
  return statement;
}

export function where(text: string, ...values: readonly WireValue[]): Condition {
  const condition = select(`SELECT * FROM t WHERE ${text}`, ...values).where;
  if (!condition) throw new Error("It has no condition.");
  return condition;
}

export function matches(text: string, item: WireItem, ...values: readonly WireValue[]): boolean {
  return evaluate(where(text, ...values), readItem(item));
}

export function inserted(text: string, ...values: readonly WireValue[]): Item {
  const statement = parseStatement(`INSERT INTO t VALUE ${text}`, parameters(...values));
  if (statement.type !== "insert") throw new Error("It is another statement.");
  return statement.item;
}

export function updated(text: string, item: WireItem, ...values: readonly WireValue[]): Item {
  const statement = parseStatement(`UPDATE t ${text} WHERE pk = 'a'`, parameters(...values));
  if (statement.type !== "update") throw new Error("It is another statement.");
  return applyUpdate(statement.update, readItem(item)).item;
}
