import type { Attributes } from "../attribute.js";
import type { IndexSchema, Schema } from "../schema.js";
import { Condition } from "./clause.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./fields.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, Scope } from "./scope.js";

/** A condition or a filter, made of an item's fields: `(item) => item.age.gte(18).and(item.email.exists())`. */
export type ConditionOf<A extends Attributes> = (item: Fields<A>) => Condition;

/** The ConditionExpression of a write, or the FilterExpression of a scan. */
export function compileCondition<A extends Attributes>(
  schema: Schema,
  condition: ConditionOf<A>,
  into: Placeholders,
): string {
  return compile(new Scope(schema, into), condition);
}

/** The FilterExpression of a query, in which DynamoDB refuses the key that is queried. */
export function compileQueryFilter<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  filter: ConditionOf<A>,
  into: Placeholders,
): string {
  const reason = `is in the key of ${holderText(index)}, and a query's filter cannot test that.`;
  return compile(new Scope(schema, into, { barred: { names: schema.keyNamesOf(index), reason } }), filter);
}

function compile<A extends Attributes>(scope: Scope, condition: ConditionOf<A>): string {
  const made: unknown = condition(fieldsOf<A>(scope.schema));
  if (made instanceof Condition) return scope.finish(made.write(scope));
  scope.report("condition", "the function returned no condition.", "return one that the item's fields made.");
  return scope.finish("");
}
