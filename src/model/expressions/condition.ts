import type { Attributes } from "../attribute.js";
import type { Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
export interface Condition {
  and(other: Condition): Condition;
}
export type ConditionOf<A extends Attributes> = (item: { [K in keyof A]: { gt(v: unknown): Condition } }) => Condition;
export function compileCondition<A extends Attributes>(
  _schema: Schema,
  _condition: ConditionOf<A>,
  _into: Placeholders,
): string {
  return "";
}
