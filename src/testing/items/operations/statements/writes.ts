import { AwsError } from "../../../control-plane/aws-error.js";
import type { Condition } from "../../expressions/condition.js";
import { evaluate } from "../../expressions/evaluate.js";
import type { WritePlan } from "../../partiql/plan-statement.js";
import type { Item } from "../../values/attribute-value.js";
import { itemUpdate } from "../expressions.js";
import { checkedSize, returned } from "../single-writes.js";
import { checkKeys, type ItemWrite, type PlannedWrite, planWrite } from "../writes.js";
import type { TablePlan } from "./statements.js";

/** A statement's write of one item. */
export type StatementWrite = TablePlan<WritePlan>;

/** The write of an item that a statement makes. Throws if an INSERT has too large an item. */
export function itemWriteOf({ table, plan, returnsExisting }: StatementWrite): ItemWrite {
  const common = { tableName: table.schema.name, returnsExisting, update: undefined };
  switch (plan.type) {
    case "insert":
      return { ...common, kind: "put", target: plan.item, size: checkedSize(plan.item), condition: undefined };
    case "update":
      return {
        ...common,
        kind: "update",
        target: plan.key,
        condition: testOf(plan.condition),
        update: itemUpdate(plan.update),
      };
    default:
      return { ...common, kind: plan.type, target: plan.key, condition: testOf(plan.condition) };
  }
}

/** Checks the keys of a write, and computes what it does. Throws if an INSERT has the key of an item that exists. */
export function planStatementWrite({ table, plan }: StatementWrite, write: ItemWrite): PlannedWrite {
  checkKeys(table.schema, write);
  if (plan.type === "insert" && table.store.get(plan.item) !== undefined)
    throw new AwsError("DuplicateItemException", "Duplicate primary key exists in table");
  return planWrite(table, write);
}

/** The item that a statement returns after its write, if it has a RETURNING clause and there is something to return. */
export function returnedItem({ plan }: StatementWrite, write: PlannedWrite): Item | undefined {
  const returning = plan.type === "update" || plan.type === "delete" ? plan.returning : undefined;
  const item = returned(write, returning);
  return item && Object.keys(item).length > 0 ? item : undefined;
}

function testOf(condition: Condition | undefined) {
  return condition && ((item: Item) => evaluate(condition, item));
}
