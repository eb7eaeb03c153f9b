import { type DefinitionIssue, ItemValidationError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import type { Expectation } from "./expectation.js";
import { type ConditionOf, compileCondition } from "./expressions/condition.js";
import type { Placeholders } from "./expressions/placeholders.js";
import { operatorsOf, reportSize } from "./expressions/sizes.js";
import { type Clauses, changedNames, type MadeChanges } from "./expressions/update.js";
import { defaultOf } from "./members.js";
import type { Mistakes } from "./mistakes.js";
import type { Schema } from "./schema.js";

/**
 * What a condition adds to a request: also that its failure brings the item that is there, which costs nothing and says
 * why. To be spread first: what a spread comes after, it is slow to add to.
 */
export function conditioned(condition: string | undefined, into: Placeholders) {
  return {
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: condition === undefined ? undefined : ("ALL_OLD" as const),
    ExpressionAttributeNames: into.names,
    ExpressionAttributeValues: into.values,
  };
}

/** What must be true of the item that is there: what the write expects, and the caller's own condition. */
export function conditionFor<A extends Attributes>(
  schema: Schema,
  { exists, version }: Expectation,
  own: ConditionOf<A> | undefined,
  into: Placeholders,
  mistakes: Mistakes,
): string | undefined {
  const parts: string[] = [];
  if (exists) parts.push(`attribute_exists(${into.name(schema.partitionKey)})`);
  if (exists === false) parts.push(`attribute_not_exists(${into.name(schema.partitionKey)})`);
  else if (version !== undefined && schema.version !== undefined) {
    const name = into.name(schema.version);
    const same = `${name} = ${into.value(schema.encodeValue(schema.version, version))}`;
    // An item from before the model counted versions is there without one.
    parts.push(version === 0 ? `(attribute_not_exists(${name}) OR ${same})` : same);
  }
  if (own !== undefined) {
    const condition = mistakes.of(() => compileCondition(schema, own, into), "");
    parts.push(parts.length > 0 ? `(${condition})` : condition);
  }
  const text = parts.length > 0 ? parts.join(" AND ") : undefined;
  reportSize("condition", text, operatorsOf.condition, mistakes);
  return text;
}

/** What an upsert adds, should it make the item: the defaults. What is missing then and has none is refused now. */
export function addMissing(
  schema: Schema,
  key: object,
  changes: MadeChanges,
  { SET }: Clauses,
  into: Placeholders,
): void {
  const given = changedNames(changes);
  const missing: DefinitionIssue[] = [];
  for (const [name, spec] of Object.entries(schema.attributes)) {
    if (given.has(name) || spec.role !== "none" || spec.isVersion) continue;
    if (spec.need === "required")
      missing.push({ path: name, message: "is required.", fix: "set it: an upsert may make the item." });
    const value = defaultOf(spec);
    if (value === undefined) continue;
    const path = into.name(name);
    SET.push(`${path} = if_not_exists(${path}, ${into.value(schema.encodeValue(name, value))})`);
  }
  if (missing.length > 0) throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(key) }, missing);
}

/** Counts the version on: from the one that the item must have, or where it may have any, from the one that it has. */
export function nextVersion(schema: Schema, name: string, { version }: Expectation, into: Placeholders): string {
  const path = into.name(name);
  const counted = (count: number) => into.value(schema.encodeValue(name, count));
  if (version !== undefined) return `${path} = ${counted(version + 1)}`;
  return `${path} = if_not_exists(${path}, ${counted(0)}) + ${counted(1)}`;
}
