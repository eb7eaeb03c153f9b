import { suggest } from "../../validation/suggestions.js";
import type { Attributes } from "../attribute.js";
import type { ChangeableName, ValueOf } from "../infer.js";
import { isObject } from "../kinds.js";
import type { Schema } from "../schema.js";
import { ACTIONS, Change } from "./change.js";
import { placed } from "./comparison.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./fields.js";
import type { Place } from "./place.js";
import { Placeholders } from "./placeholders.js";
import { Scope, specOf } from "./scope.js";

/** New values by the names of their attributes. One that is undefined stays as it is. */
export type NewValuesOf<A extends Attributes> = {
  readonly [K in ChangeableName<A>]?: ValueOf<A[K]> | undefined;
};

/**
 * What an update changes: new values by name, or changes that the item's fields make:
 * `(item) => [item.visits.add(1), item.note.remove()]`.
 */
export type ChangesOf<A extends Attributes> = NewValuesOf<A> | ((item: Fields<A>) => readonly Change[]);

/** Changes of an update as they were given, or as its function made them. */
export type MadeChanges = Readonly<Record<string, unknown>> | readonly Change[];

/** Has the function make its changes, once: it may make others the next time. */
export function makeChanges<A extends Attributes>(schema: Schema, changes: ChangesOf<A>): MadeChanges {
  const scope = new Scope(schema, new Placeholders());
  if (typeof changes === "function") {
    const made: unknown = changes(fieldsOf<A>(schema));
    if (Array.isArray(made)) return made;
    scope.report("changes", "the function returned no array.", "return [ … ] with the changes.");
  } else if (isObject(changes)) return changes;
  else scope.report("changes", "are no changes.", "give new values by name, or a function that returns [ … ].");
  scope.finish("");
  return [];
}

/** What an update comes to, apart from its condition. */
export interface Clauses {
  /** What it sets: `path = value`. */
  readonly SET: string[];
  readonly REMOVE: string[];
  readonly ADD: string[];
  readonly DELETE: string[];
}

/** The clauses of changes to an item, of which none has anything where nothing changes. */
export function compileChanges(schema: Schema, changes: MadeChanges, into: Placeholders, item?: object): Clauses {
  const scope = new Scope(schema, into, { item });
  const clauses = noClauses();
  if (isList(changes)) addChanges(scope, changes, clauses);
  else addAssignments(scope, changes, clauses);
  scope.finish("");
  return clauses;
}

export function noClauses(): Clauses {
  return { SET: [], REMOVE: [], ADD: [], DELETE: [] };
}

/** The UpdateExpression of clauses; `undefined` where nothing changes. */
export function writeClauses(clauses: Clauses): string | undefined {
  const written = ACTIONS.filter((action) => clauses[action].length > 0);
  if (written.length === 0) return undefined;
  return written.map((action) => `${action} ${clauses[action].join(", ")}`).join(" ");
}

/** The attributes that changes are about, as a whole or in a part. */
export function changedNames(changes: MadeChanges): Set<string> {
  if (isList(changes))
    return new Set(changes.flatMap((change) => (change instanceof Change ? [String(change.place.attribute)] : [])));
  return new Set(Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name])));
}

/** Whether a function made the changes. `Array.isArray` does not tell lists that cannot be written to. */
export function isList(changes: MadeChanges): changes is readonly Change[] {
  return Array.isArray(changes);
}

function addAssignments(scope: Scope, values: Readonly<Record<string, unknown>>, { SET }: Clauses): void {
  const { schema, into } = scope;
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value === undefined) continue;
    const spec = specOf(schema.written, name);
    if (spec === undefined)
      scope.report(name, `there is no attribute "${name}".`, suggest(name, Object.keys(schema.attributes)));
    else if (!reportFixed(scope, name, name))
      SET.push(`${into.name(name)} = ${placed(scope, scope.encode([name], spec.codec, value))}`);
  }
}

function addChanges(scope: Scope, changes: readonly unknown[], clauses: Clauses): void {
  const places: Place[] = [];
  for (const [index, change] of changes.entries()) {
    if (!(change instanceof Change)) {
      scope.report(`changes[${index}]`, "is no change.", "use one that the item's fields made.");
      continue;
    }
    checkPlace(scope, change.place, places);
    places.push(change.place);
    clauses[change.action].push(change.write(scope));
  }
}

function checkPlace(scope: Scope, place: Place, earlier: readonly Place[]): void {
  reportFixed(scope, place.attribute, String(place));
  const other = earlier.find((each) => overlap(each, place));
  if (other !== undefined)
    scope.report(String(place), `${other} is changed by this update already.`, "change each part of an item once.");
}

/** Whether one of the places is the other one, or in it. */
function overlap(a: Place, b: Place): boolean {
  const [shorter, longer] = a.steps.length < b.steps.length ? [a, b] : [b, a];
  return shorter.steps.every((step, depth) => step === longer.steps[depth]);
}

/** Reports an attribute that no update can change, and tells whether it is one. */
function reportFixed(scope: Scope, attribute: unknown, path: string): boolean {
  const { keyNames, version } = scope.schema;
  if (keyNames.some((name) => name === attribute)) {
    scope.report(path, "is in the table's key, which never changes.", "save a new item, and delete this one.");
    return true;
  }
  if (version === undefined || version !== attribute) return false;
  scope.report(path, "is the item's version, which every write counts on by itself.", "leave it out.");
  return true;
}
