import { type DefinitionIssue, ItemValidationError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import type { CallIssues } from "./call-issues.js";
import { addEntity, type Entity, FIRST_VERSION } from "./entity.js";
import { type ConditionOf, compileCondition } from "./expressions/compile-condition.js";
import { checkExpressionSize, operatorsOf } from "./expressions/expression-limits.js";
import type { Placeholders } from "./expressions/placeholders.js";
import { type Clauses, changedNames, type MadeChanges } from "./expressions/update.js";
import { defaultOf } from "./members.js";
import type { Schema, StoredItem } from "./schema.js";
import type { Expectation } from "./write-expectation.js";

/**
 * The members that a condition adds to a request. A failure returns the existing item, which costs nothing and explains
 * the failure. Spread it first in an object literal, which is faster.
 */
export function withCondition(condition: string | undefined, placeholders: Placeholders) {
  return {
    ConditionExpression: condition,
    ReturnValuesOnConditionCheckFailure: condition === undefined ? undefined : ("ALL_OLD" as const),
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
  };
}

/** The condition on the existing item: the write's expectation, and the caller's condition. */
export function conditionFor<A extends Attributes>(
  schema: Schema,
  { exists, version, entityVersion }: Expectation,
  own: ConditionOf<A> | undefined,
  placeholders: Placeholders,
  issues: CallIssues,
  others: readonly string[] = [],
): string | undefined {
  const parts = [...others];
  const { entity } = schema;
  if (entity !== undefined && exists !== false) {
    parts.push(entityCondition(schema, entity, exists, placeholders));
    if (entityVersion !== undefined)
      parts.push(entityVersionCondition(schema, entity, entityVersion, exists, placeholders));
  } else if (exists) parts.push(`attribute_exists(${placeholders.name(schema.partitionKey)})`);
  if (exists === false) parts.push(`attribute_not_exists(${placeholders.name(schema.partitionKey)})`);
  else if (version !== undefined && schema.version !== undefined) {
    const name = placeholders.name(schema.version);
    const same = `${name} = ${placeholders.value(schema.encodeValue(schema.version, version))}`;
    // An item that was written before the model had versions has none.
    parts.push(version === 0 ? `(attribute_not_exists(${name}) OR ${same})` : same);
  }
  if (own !== undefined) {
    const condition = issues.collect(() => compileCondition(schema, own, placeholders), "");
    parts.push(parts.length > 0 ? `(${condition})` : condition);
  }
  const text = parts.length > 0 ? parts.join(" AND ") : undefined;
  checkExpressionSize("condition", text, operatorsOf.condition, issues);
  return text;
}

/** The condition that an existing item is one of the model's entity; without `exists` there can be none. */
function entityCondition(
  { partitionKey }: Schema,
  { attribute, name }: Entity,
  exists: true | undefined,
  placeholders: Placeholders,
): string {
  const isOwn = `${placeholders.name(attribute)} = ${placeholders.value({ S: name })}`;
  return exists ? isOwn : `(attribute_not_exists(${placeholders.name(partitionKey)}) OR ${isOwn})`;
}

/** The condition that an existing item has a version of its entity; without `exists` there can be none. */
function entityVersionCondition(
  { partitionKey }: Schema,
  { versionAttribute }: Entity,
  version: number,
  exists: true | undefined,
  placeholders: Placeholders,
): string {
  const name = placeholders.name(versionAttribute);
  const accepted = [`${name} = ${placeholders.value({ N: String(version) })}`];
  // An item that was stored before its entity had versions has the first one.
  if (version === FIRST_VERSION) accepted.push(`attribute_not_exists(${name})`);
  if (!exists) accepted.push(`attribute_not_exists(${placeholders.name(partitionKey)})`);
  return `(${accepted.join(" OR ")})`;
}

/** Adds what an item that an upsert can create stores besides its attributes: the entity, and the values in the keys' templates. */
export function addStoredValues(schema: Schema, key: object, { SET }: Clauses, placeholders: Placeholders): void {
  const { entity, keyAttributes, keyNames } = schema;
  const values = key as Readonly<Record<string, unknown>>;
  const inTemplates = keyAttributes.filter((name) => !keyNames.includes(name) && values[name] !== undefined);
  const stored: StoredItem = Object.fromEntries(
    inTemplates.map((name) => [name, schema.encodeValue(name, values[name])]),
  );
  if (entity !== undefined) addEntity(stored, entity);
  for (const [name, value] of Object.entries(stored)) {
    const path = placeholders.name(name);
    SET.push(`${path} = if_not_exists(${path}, ${placeholders.value(value)})`);
  }
}

/** Adds the defaults of an item that an upsert can create. A required attribute without a default is an issue. */
export function addDefaults(
  schema: Schema,
  key: object,
  changes: MadeChanges,
  { SET }: Clauses,
  placeholders: Placeholders,
): void {
  const given = changedNames(changes);
  const missing: DefinitionIssue[] = [];
  for (const [name, spec] of Object.entries(schema.attributes)) {
    if (given.has(name) || spec.role !== "none" || spec.isVersion) continue;
    if (spec.need === "required")
      missing.push({ path: name, message: "is required.", fix: "set it: an upsert can create the item." });
    const value = defaultOf(spec);
    if (value === undefined) continue;
    const path = placeholders.name(name);
    SET.push(`${path} = if_not_exists(${path}, ${placeholders.value(schema.encodeValue(name, value))})`);
  }
  if (missing.length > 0) throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(key) }, missing);
}

/** Increases the version: from the expected one, or, if any version is accepted, from the existing one. */
export function nextVersion(
  schema: Schema,
  name: string,
  { version }: Expectation,
  placeholders: Placeholders,
): string {
  const path = placeholders.name(name);
  const counted = (count: number) => placeholders.value(schema.encodeValue(name, count));
  if (version !== undefined) return `${path} = ${counted(version + 1)}`;
  return `${path} = if_not_exists(${path}, ${counted(0)}) + ${counted(1)}`;
}
