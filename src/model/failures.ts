import type { FailureReason } from "../errors.js";
import type { Expectation } from "./expectation.js";
import { isList, type MadeChanges } from "./expressions/update.js";
import { isSame } from "./same-stored.js";
import type { Schema, StoredItem } from "./schema.js";

/** Why a write was refused, by what it expected and the item that is there; `undefined` where that cannot be told. */
export function reasonOf(
  schema: Schema,
  { exists, version }: Expectation,
  existing: StoredItem | undefined,
): FailureReason | undefined {
  // A server that does not bring the item is met where none was to be there.
  if (existing === undefined) return exists === false ? undefined : "missing";
  if (version !== undefined && storedVersion(schema, existing) !== version) return "version";
  return exists === false ? "exists" : "condition";
}

/** The same for a person. */
export function explanationOf(
  schema: Schema,
  { version }: Expectation,
  existing: StoredItem | undefined,
  reason: FailureReason | undefined,
): string {
  if (reason === "missing") return "The item is not there.";
  if (reason === "exists") return "There is such an item already.";
  if (reason === "condition") return "The item that is there does not meet the condition.";
  if (reason === undefined || existing === undefined) return "";
  const found = storedVersion(schema, existing);
  return `The item that is there has ${versionText(found)}, and this write is for ${versionText(version)}.`;
}

function versionText(version: number | undefined): string {
  return version === 0 ? "no version" : `version ${version}`;
}

/** The version of a stored item; 0 where it has none. */
function storedVersion({ version }: Schema, existing: StoredItem): number {
  return Number((version === undefined ? undefined : existing[version]?.N) ?? 0);
}

/** Whether the item that is there is the one that a put was to make of it: it has the version after the expected one. */
export function isPut(schema: Schema, { version }: Expectation, stored: StoredItem, existing: StoredItem): boolean {
  if (version === undefined || storedVersion(schema, existing) !== version + 1) return false;
  const names = new Set([...Object.keys(stored), ...Object.keys(existing)]);
  return [...names].every((name) => isSame(stored[name], existing[name]));
}

/** Whether the item that is there is the one that an update was to make of an item in hand. */
export function isUpdated(
  schema: Schema,
  { version }: Expectation,
  changed: { readonly item: object; readonly changes: MadeChanges },
  existing: StoredItem,
): boolean {
  if (version === undefined || storedVersion(schema, existing) !== version + 1) return false;
  const after = afterChanges(schema, schema.encode(changed.item), changed.changes);
  if (after === undefined) return false;
  const names = Object.keys(schema.attributes).filter((name) => name !== schema.version);
  return names.every((name) => isSame(after[name], existing[name]));
}

/** What changes make of a stored item; `undefined` where only DynamoDB can tell. */
function afterChanges(schema: Schema, before: StoredItem, changes: MadeChanges): StoredItem | undefined {
  if (!isList(changes)) {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    return { ...before, ...Object.fromEntries(given.map(([name, value]) => [name, schema.encodeValue(name, value)])) };
  }
  const after: Record<string, StoredItem[string] | undefined> = { ...before };
  for (const { place, effect } of changes) {
    const name = String(place.attribute);
    if (effect === undefined || place.steps.length > 1) return undefined;
    after[name] = effect(before[name]);
  }
  return Object.fromEntries(Object.entries(after).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}
