import { ItemValidationError } from "../errors.js";
import type { Placeholders } from "./expressions/placeholders.js";
import type { Schema, StoredItem } from "./schema.js";
import type { IndexSchema } from "./table-keys.js";

// A model that shares its table reads the items of its own entity only.

type Projecting = Pick<IndexSchema, "projection">;

/** The filter for the items of a model's entity; `undefined` if DynamoDB cannot tell them apart, or all items are the model's. */
export function entityFilter(
  schema: Schema,
  index: IndexSchema | undefined,
  placeholders: Placeholders,
): string | undefined {
  const { entity } = schema;
  if (entity === undefined || !holdsEntity(schema, index)) return undefined;
  return `${placeholders.name(entity.attribute)} = ${placeholders.value({ S: entity.name })}`;
}

/** Whether what a request finds are the model's items only. */
export function isFilteredByDynamoDB(schema: Schema, index: IndexSchema | undefined): boolean {
  return schema.entity === undefined || holdsEntity(schema, index);
}

/** Both filters, as far as there are any. */
export function bothFilters(own: string | undefined, entity: string | undefined): string | undefined {
  return own === undefined || entity === undefined ? (own ?? entity) : `(${own}) AND ${entity}`;
}

/** Whether a stored item is one of the model's. An index without the entity has the table's keys. */
export function isOwn(schema: Schema, index: Projecting | undefined, stored: StoredItem): boolean {
  const { entity, templates, keyNames } = schema;
  if (entity === undefined) return true;
  return holdsEntity(schema, index) ? stored[entity.attribute]?.S === entity.name : templates.match(stored, keyNames);
}

/** Throws an error if a stored item is of another entity than the model's. One without an entity can be the model's. */
export function checkOwn(schema: Schema, stored: StoredItem): void {
  const { entity, table, keyNames } = schema;
  const name = entity && stored[entity.attribute]?.S;
  if (entity === undefined || name === undefined || name === entity.name) return;
  const key = Object.fromEntries(keyNames.map((keyName) => [keyName, stored[keyName]]));
  const message = `the item is of entity ${JSON.stringify(name)}, and the model's is ${JSON.stringify(entity.name)}.`;
  const fix = "parse it with the model of its entity.";
  throw new ItemValidationError({ tableName: table, key }, [{ path: entity.attribute, message, fix }]);
}

/**
 * Whether the keys of the table or the index tell the model's items apart from most others, so that a request can be limited to as
 * many items as the caller wants.
 */
export function keysTellApart(schema: Schema, index: IndexSchema | undefined): boolean {
  const { entity, templates } = schema;
  if (entity === undefined) return true;
  return schema.keyNamesOf(index).some((name) => (templates.get(name)?.literalStart ?? "") !== "");
}

/** The attributes that every read of some attributes needs in addition. */
export function entityAttributes(schema: Schema, index: IndexSchema | undefined): readonly string[] {
  const { entity } = schema;
  return entity !== undefined && holdsEntity(schema, index) ? [entity.attribute] : [];
}

function holdsEntity(schema: Schema, index: Projecting | undefined): boolean {
  const projection = index?.projection ?? "ALL";
  if (typeof projection === "string") return projection === "ALL";
  return schema.entity !== undefined && projection.includes(schema.entity.attribute);
}
