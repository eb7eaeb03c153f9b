import type { FailureReason } from "../errors.js";
import { entityVersionOf } from "./entity.js";
import { isEqual } from "./equal-values.js";
import { isList, type MadeChanges } from "./expressions/update.js";
import type { Schema, StoredItem } from "./schema.js";
import type { Expectation } from "./write-expectation.js";

/** Why a write was refused, from its expectation and the existing item; `undefined` if that is unknown. */
export function reasonOf(
  schema: Schema,
  { exists, version, entityVersion }: Expectation,
  existing: StoredItem | undefined,
): FailureReason | undefined {
  // A server that does not return the existing item leaves the reason unknown if no item was expected.
  if (existing === undefined) return exists === false ? undefined : "missing";
  const { entity } = schema;
  if (entity !== undefined && existing[entity.attribute]?.S !== entity.name) return "entity";
  if (entity !== undefined && entityVersion !== undefined && entityVersionOf(existing, entity) !== entityVersion)
    return "entityVersion";
  if (version !== undefined && storedVersion(schema, existing) !== version) return "version";
  return exists === false ? "exists" : "condition";
}

/** The reason as text. */
export function explanationFor(
  schema: Schema,
  { version }: Expectation,
  existing: StoredItem | undefined,
  reason: FailureReason | undefined,
): string {
  const { entity } = schema;
  if (reason === "entity")
    return `The existing item is of the entity ${JSON.stringify(existing?.[entity?.attribute ?? ""]?.S)}, and this write is of ${JSON.stringify(entity?.name)}.`;
  if (reason === "entityVersion" && existing && entity)
    return `The existing item has version ${entityVersionOf(existing, entity)} of its entity, and this model has ${entity.version}: get and save it, or call migrateItems.`;
  if (reason === "missing") return "The item does not exist.";
  if (reason === "exists") return "The item exists already.";
  if (reason === "condition") return "The existing item does not match the condition.";
  if (reason === undefined || existing === undefined) return "";
  const found = storedVersion(schema, existing);
  return `The existing item has ${versionText(found)}, and this write expects ${versionText(version)}.`;
}

function versionText(version: number | undefined): string {
  return version === 0 ? "no version" : `version ${version}`;
}

/** The version of a stored item; 0 if it has none. */
function storedVersion({ version }: Schema, existing: StoredItem): number {
  return Number((version === undefined ? undefined : existing[version]?.N) ?? 0);
}

/** Whether the existing item is the result of a put: it is equal, and has the version after the expected one. */
export function wasPut(schema: Schema, { version }: Expectation, stored: StoredItem, existing: StoredItem): boolean {
  if (version === undefined || storedVersion(schema, existing) !== version + 1) return false;
  const names = new Set([...Object.keys(stored), ...Object.keys(existing)]);
  return [...names].every((name) => isEqual(stored[name], existing[name]));
}

/** Whether the existing item is the result of an update of the given item. */
export function wasUpdated(
  schema: Schema,
  { version }: Expectation,
  changed: { readonly item: object; readonly changes: MadeChanges },
  existing: StoredItem,
): boolean {
  if (version === undefined || storedVersion(schema, existing) !== version + 1) return false;
  const after = afterChanges(schema, schema.encode(changed.item), changed.changes);
  if (after === undefined) return false;
  const names = Object.keys(schema.attributes).filter((name) => name !== schema.version);
  return names.every((name) => isEqual(after[name], existing[name]));
}

/** The stored item after changes; `undefined` if only DynamoDB can compute it. */
function afterChanges(schema: Schema, before: StoredItem, changes: MadeChanges): StoredItem | undefined {
  if (!isList(changes)) {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    return { ...before, ...Object.fromEntries(given.map(([name, value]) => [name, schema.encodeValue(name, value)])) };
  }
  const after: Record<string, StoredItem[string] | undefined> = { ...before };
  for (const { path, effect } of changes) {
    const name = String(path.attribute);
    if (effect === undefined || path.steps.length > 1) return undefined;
    after[name] = effect(before[name]);
  }
  return Object.fromEntries(Object.entries(after).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
