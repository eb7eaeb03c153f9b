import type { Attributes } from "../attribute.js";
import type { IndexSchema, Schema } from "../schema.js";
import { Condition } from "./clause.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./fields.js";
import type { Placeholders } from "./placeholders.js";
import { type Bar, holderText, Scope } from "./scope.js";

/** A condition or a filter, made of an item's fields: `(item) => item.age.gte(18).and(item.email.exists())`. */
export type ConditionOf<A extends Attributes> = (item: Fields<A>) => Condition;

/** The ConditionExpression of a write. */
export function compileCondition<A extends Attributes>(
  schema: Schema,
  condition: ConditionOf<A>,
  into: Placeholders,
): string {
  return compile(new Scope(schema, into), condition);
}

/** The FilterExpression of a scan, which sees what an index holds. */
export function compileScanFilter<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  filter: ConditionOf<A>,
  into: Placeholders,
): string {
  return compile(new Scope(schema, into, { barred: unheld(schema, index) }), filter);
}

/** The FilterExpression of a query, in which DynamoDB refuses the key that is queried. */
export function compileQueryFilter<A extends Attributes>(
  schema: Schema,
  index: IndexSchema | undefined,
  filter: ConditionOf<A>,
  into: Placeholders,
): string {
  const names = schema.keyNamesOf(index);
  const reason = `is in the key of ${holderText(index)}, and a query's filter cannot test that.`;
  const isUnheld = unheld(schema, index);
  const barred = (name: string): Bar | undefined =>
    names.includes(name)
      ? { reason, fix: `use the key condition instead: query({ …, ${name}: … }).` }
      : isUnheld?.(name);
  return compile(new Scope(schema, into, { barred }), filter);
}

/** An attribute that an index does not hold is missing from all that a filter sees, as if no item had it. */
function unheld(schema: Schema, index: IndexSchema | undefined): ((name: string) => Bar | undefined) | undefined {
  const held = schema.heldBy(index);
  if (held === undefined) return undefined;
  const fix = `it holds ${[...held].join(", ")}; add the attribute to its projection, or read the table.`;
  return (name) => (held.has(name) ? undefined : { reason: `${holderText(index)} does not hold it.`, fix });
}

function compile<A extends Attributes>(scope: Scope, condition: ConditionOf<A>): string {
  const made: unknown = condition(fieldsOf<A>(scope.schema));
  if (made instanceof Condition) return scope.finish(made.write(scope));
  scope.report("condition", "the function returned no condition.", "return one that the item's fields made.");
  return scope.finish("");
}
