import type { Attributes } from "../attribute.js";
import type { Schema } from "../schema.js";
import { Condition } from "./clause.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./fields.js";
import type { Placeholders } from "./placeholders.js";
import { Scope } from "./scope.js";

/** A condition or a filter, made of an item's fields: `(item) => item.age.gte(18).and(item.email.exists())`. */
export type ConditionOf<A extends Attributes> = (item: Fields<A>) => Condition;

/** The ConditionExpression of a write, or the FilterExpression of a read. */
export function compileCondition<A extends Attributes>(
  schema: Schema,
  condition: ConditionOf<A>,
  into: Placeholders,
): string {
  const scope = new Scope(schema, into);
  const made: unknown = condition(fieldsOf<A>(schema));
  if (made instanceof Condition) return scope.finish(made.write(scope));
  scope.report("condition", "the function returned no condition.", "return one that the item's fields made.");
  return scope.finish("");
}
