import { tableNameOf } from "../../../control-plane/table-names.js";
import { type Plan, type PlanOptions, planStatement } from "../../partiql/plan-statement.js";
import type { Statement } from "../../partiql/statement.js";
import type { TableKeys } from "../../partiql/table-keys.js";
import type { AttributeValue } from "../../values/attribute-value.js";
import { normaliseValue } from "../../values/read-value.js";
import type { WireValue } from "../../values/wire-value.js";
import { findItemTable, type ItemService, type ItemTable } from "../item-tables.js";
import type { TableSchema } from "../table-schema.js";

/** A statement with its parameters, in a request or a part of one. */
export interface StatementMembers {
  readonly Statement: string;
  readonly Parameters?: readonly WireValue[];
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** What a statement does, and the table to which it does it. */
export interface TablePlan<P extends Plan = Plan> {
  readonly table: ItemTable;
  readonly plan: P;
  /** Whether the error for a condition that fails has the existing item. */
  readonly returnsExisting: boolean;
}

/** Checks the parameters of a statement. */
export function readParameters({ Parameters = [] }: StatementMembers): readonly AttributeValue[] {
  return Parameters.map((value) => normaliseValue(value));
}

/** Whether a statement writes, or checks what a transaction needs to write. */
export function isWrite({ type }: Statement): boolean {
  return type !== "select";
}

/** Finds the table of a statement, and plans what the statement does to it. */
export function planOn(
  service: ItemService,
  statement: Statement,
  { ReturnValuesOnConditionCheckFailure: onFailure }: StatementMembers,
  options?: PlanOptions,
): TablePlan {
  const table = findItemTable(service, tableNameOf(service.controlPlane, statement.tableName));
  const plan = planStatement(statement, keysOf(table.schema), options);
  return { table, plan, returnsExisting: onFailure === "ALL_OLD" };
}

function keysOf(schema: TableSchema): TableKeys {
  const indexes = schema.indexes.map(
    (index) => [index.name, { key: index, isGlobal: index.isGlobal, projected: index.projection }] as const,
  );
  const vectorIndexes = new Set(schema.vectorIndexes.map(({ name }) => name));
  return { key: schema, indexes: new Map(indexes), vectorIndexes };
}
