import { ItemValidationError } from "../errors.js";
import { type Expectation, NOTHING } from "./expectation.js";
import { wasGivenZero } from "./item-notes.js";
import type { Schema, StoredItem } from "./schema.js";

/** An item on its way into the table. */
export interface NextItem {
  /** What must be there for it to be written. */
  readonly expected: Expectation;
  /** What is stored of it: with the next version, where the model counts them. */
  readonly stored: StoredItem;
  /** What the item itself gets when it was written. */
  readonly counted: Readonly<Record<string, number>>;
}

/** The version that an item has: 0 before its first save, `undefined` where the model counts none. */
export function versionOf(schema: Schema, item: object): number | undefined {
  if (schema.version === undefined) return undefined;
  const version = (item as Readonly<Record<string, unknown>>)[schema.version] ?? 0;
  if (Number.isSafeInteger(version) && Number(version) >= 0) return Number(version);
  const issue = { path: schema.version, message: "a version is a whole number from 0." };
  throw new ItemValidationError({ tableName: schema.table, key: schema.keyOf(item) }, [issue]);
}

/** What an item that is put expects of the one that is there: nothing, where the model counts no versions. */
function expectedBy(item: object, version: number | undefined): Expectation {
  if (version === undefined) return NOTHING;
  return version === 0 && !wasGivenZero(item) ? { exists: false, version } : { version };
}

/** What is stored when an item is put, and under which condition. */
export function nextItem(schema: Schema, item: object, stored = schema.encode(item)): NextItem {
  const version = versionOf(schema, item);
  if (schema.version === undefined || version === undefined) return { expected: NOTHING, stored, counted: {} };
  const counted = { [schema.version]: version + 1 };
  stored[schema.version] = schema.encodeValue(schema.version, version + 1);
  return { expected: expectedBy(item, version), stored, counted };
}
