import type { AttributeValue, ScanCommandInput, UpdateItemCommandInput } from "@aws-sdk/client-dynamodb";
import { ItemValidationError, TableDefinitionError } from "../errors.js";
import { type Entity, entityVersionOf, upgraded } from "./entity.js";
import { isEqual } from "./equal-values.js";
import { Placeholders } from "./expressions/placeholders.js";
import { isOwn } from "./own-items.js";
import type { Schema, StoredItem } from "./schema.js";

/** The entity of a model whose items can be migrated. Throws if it has no versions. */
export function migratedEntity({ table, entity }: Schema): Entity & { readonly version: number } {
  const { version } = entity ?? {};
  if (entity !== undefined && version !== undefined) return { ...entity, version };
  const issue = {
    path: "entityVersion",
    message: "the model has no versions, so there is nothing to migrate.",
    fix: "define it with entityVersion and upgrade.",
  };
  throw new TableDefinitionError(`Model of table ${JSON.stringify(table)}`, [issue]);
}

/** The filter of a scan for the items of earlier versions. */
export function olderItems(
  schema: Schema,
): Pick<ScanCommandInput, "FilterExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"> {
  const { attribute, name, version, versionAttribute } = migratedEntity(schema);
  return {
    FilterExpression: "#entity = :entity AND (attribute_not_exists(#version) OR #version < :version)",
    ExpressionAttributeNames: { "#entity": attribute, "#version": versionAttribute },
    ExpressionAttributeValues: { ":entity": { S: name }, ":version": { N: String(version) } },
  };
}

/**
 * The update that brings a stored item up to date, on the condition that nothing it depends on has changed; `undefined` if the item
 * is not one of an earlier version.
 *
 * @throws {@link ItemValidationError} if the upgraded item does not fit the model, or has another key.
 */
export function migrationOf(schema: Schema, stored: StoredItem): UpdateItemCommandInput | undefined {
  const entity = migratedEntity(schema);
  if (!isOwn(schema, undefined, stored) || entityVersionOf(stored, entity) >= entity.version) return undefined;
  const target = targetOf(schema, stored, entity);
  const Key = keyOf(schema, stored, target);
  const placeholders = new Placeholders();
  const sets: string[] = [];
  const removes: string[] = [];
  const conditions: string[] = [];
  for (const name of new Set([...Object.keys(stored), ...Object.keys(target)])) {
    const [before, after] = [stored[name], target[name]];
    if (before !== undefined && after !== undefined && isEqual(before, after)) continue;
    const path = placeholders.name(name);
    const isSame = before === undefined ? `attribute_not_exists(${path})` : `${path} = ${placeholders.value(before)}`;
    conditions.push(isSame);
    if (after === undefined) removes.push(path);
    else sets.push(`${path} = ${placeholders.value(after)}`);
  }
  const clauses = [clauseOf("SET", sets), clauseOf("REMOVE", removes)].filter((text) => text !== "");
  return {
    TableName: schema.table,
    Key,
    UpdateExpression: clauses.join(" "),
    ConditionExpression: conditions.join(" AND "),
    ExpressionAttributeNames: placeholders.names,
    ExpressionAttributeValues: placeholders.values,
  };
}

/** The item after the migration: upgraded, and as the model stores it, with attributes that the model does not know. */
function targetOf(schema: Schema, stored: StoredItem, entity: Entity): Record<string, AttributeValue | undefined> {
  const values = schema.decode(stored);
  const encoded = schema.encode(values);
  const target: Record<string, AttributeValue | undefined> = { ...upgraded(stored, entity) };
  // A key that the attributes no longer make is removed with them.
  for (const { partitionKey, sortKey } of schema.indexes)
    for (const name of [...partitionKey, ...sortKey]) if (schema.templates.get(name)) delete target[name];
  return { ...target, ...encoded };
}

function keyOf(schema: Schema, stored: StoredItem, target: Record<string, AttributeValue | undefined>): StoredItem {
  const changed = schema.keyNames.filter((name) => !isEqual(stored[name], target[name]));
  if (changed.length > 0) {
    const issues = changed.map((path) => ({
      path,
      message: "the upgrade changes it, and the table's key never changes.",
    }));
    throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(schema.decode(stored)) }, issues);
  }
  return Object.fromEntries(schema.keyNames.map((name) => [name, stored[name] as AttributeValue])); // every item has them
}

function clauseOf(keyword: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${keyword} ${parts.join(", ")}`;
}
