import { ItemValidationError } from "../errors.js";
import { hasVersionZero } from "./item-metadata.js";
import type { Schema, StoredItem } from "./schema.js";
import { type Expectation, NO_EXPECTATION } from "./write-expectation.js";

/** An item to be written. */
export interface NextItem {
  /** What the write expects of the existing item. */
  readonly expected: Expectation;
  /** Its stored form, with the next version if the model has versions. */
  readonly stored: StoredItem;
  /** The values that the item gets after the write. */
  readonly counted: Readonly<Record<string, number>>;
}

/** The version of an item: 0 before its first save, `undefined` if the model has no versions. */
export function versionOf(schema: Schema, item: object): number | undefined {
  if (schema.version === undefined) return undefined;
  const version = (item as Readonly<Record<string, unknown>>)[schema.version] ?? 0;
  if (Number.isSafeInteger(version) && Number(version) >= 0) return Number(version);
  const issue = { path: schema.version, message: "a version is a whole number from 0." };
  throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(item) }, [issue]);
}

/** What a put expects of the existing item: nothing if the model has no versions. */
function expectedBy(item: object, version: number | undefined): Expectation {
  if (version === undefined) return NO_EXPECTATION;
  return version === 0 && !hasVersionZero(item) ? { exists: false, version } : { version };
}

/** The stored form of an item that is put, and the expectation of the write. */
export function nextItem(schema: Schema, item: object, stored = schema.encode(item)): NextItem {
  const version = versionOf(schema, item);
  if (schema.version === undefined || version === undefined) return { expected: NO_EXPECTATION, stored, counted: {} };
  const counted = { [schema.version]: version + 1 };
  stored[schema.version] = schema.encodeValue(schema.version, version + 1);
  return { expected: expectedBy(item, version), stored, counted };
}
