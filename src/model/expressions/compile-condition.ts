import type { Attributes } from "../attribute.js";
import type { Schema } from "../schema.js";
import type { IndexSchema } from "../table-keys.js";
import { Condition } from "./condition.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./field-types.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, type Restriction, Scope } from "./scope.js";

/**
 * A function that returns a condition or a filter, from an item's fields:
 * `(item) => item.age.gte(18).and(item.email.exists())`.
 */
export type ConditionOf<A extends Attributes> = (item: Fields<A>) => Condition;

/** The ConditionExpression of a write. */
export function compileCondition<A extends Attributes>(
  schema: Schema,
  condition: ConditionOf<A>,
  placeholders: Placeholders,
): string {
  return compile(new Scope(schema, placeholders), condition);
}

/** The FilterExpression of a scan, which can use the projected attributes of an index. */
export function compileScanFilter<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  filter: ConditionOf<A>,
  placeholders: Placeholders,
): string {
  return compile(new Scope(schema, placeholders, { restrictionOf: notProjected(schema, index) }), filter);
}

/** The FilterExpression of a query, which cannot use the key that is queried. */
export function compileQueryFilter<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  filter: ConditionOf<A>,
  placeholders: Placeholders,
): string {
  const names = schema.keyNamesOf(index);
  const reason = `is in the key of ${holderText(index)}, and a query's filter cannot test that.`;
  const notProjectedReason = notProjected(schema, index);
  const restrictionOf = (name: string): Restriction | undefined =>
    names.includes(name)
      ? { reason, fix: `use the key condition instead: query({ …, ${name}: … }).` }
      : notProjectedReason?.(name);
  return compile(new Scope(schema, placeholders, { restrictionOf }), filter);
}

/** Why a filter cannot use attributes that are not projected into an index: for the filter, no item has them. */
function notProjected(
  schema: Schema,
  index: IndexSchema | undefined,
): ((name: string) => Restriction | undefined) | undefined {
  const projected = schema.projectedBy(index);
  if (projected === undefined) return undefined;
  const fix = `it has ${[...projected].join(", ")}; add the attribute to its projection, or read the table.`;
  return (name) => (projected.has(name) ? undefined : { reason: `is not projected into ${holderText(index)}.`, fix });
}

function compile<A extends Attributes>(scope: Scope, condition: ConditionOf<A>): string {
  const made: unknown = condition(fieldsOf<A>(scope.schema));
  if (made instanceof Condition) return scope.finish(made.write(scope));
  scope.report("condition", "the function returned no condition.", "return one that was created by the item's fields.");
  return scope.finish("");
}
