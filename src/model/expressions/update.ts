import { suggest } from "../../validation/suggestions.js";
import type { Attributes } from "../attribute.js";
import type { ChangeableName, GivenOf } from "../infer.js";
import type { Schema } from "../schema.js";
import { isObject } from "../value-kinds.js";
import { ACTIONS, Change } from "./change.js";
import { placeholderOf } from "./comparison.js";
import type { DocumentPath } from "./document-path.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./field-types.js";
import { Placeholders } from "./placeholders.js";
import { Scope, specOf } from "./scope.js";

/** New values by attribute name. Attributes with undefined are not changed. */
export type NewValuesOf<A extends Attributes> = {
  readonly [K in ChangeableName<A>]?: GivenOf<A[K]> | undefined;
};

/**
 * The changes of an update: new values by name, or a function that returns changes created by the item's fields:
 * `(item) => [item.visits.add(1), item.note.remove()]`.
 */
export type ChangesOf<A extends Attributes> = NewValuesOf<A> | ((item: Fields<A>) => readonly Change[]);

/** The changes of an update: the given values, or the result of the function. */
export type MadeChanges = Readonly<Record<string, unknown>> | readonly Change[];

/** Calls the function of an update once, because a second call could return other changes. */
export function makeChanges<A extends Attributes>(schema: Schema, changes: ChangesOf<A>): MadeChanges {
  const scope = new Scope(schema, new Placeholders());
  if (typeof changes === "function") {
    const made: unknown = changes(fieldsOf<A>(schema));
    if (Array.isArray(made)) return made;
    scope.report("changes", "the function did not return an array.", "return [ … ] with the changes.");
  } else if (isObject(changes)) return changes;
  else scope.report("changes", "are not changes.", "give new values by name, or a function that returns [ … ].");
  scope.finish("");
  return [];
}

/** The clauses of an update expression. */
export interface Clauses {
  /** Assignments: `path = value`. */
  readonly SET: string[];
  readonly REMOVE: string[];
  readonly ADD: string[];
  readonly DELETE: string[];
}

/** The clauses of the changes of an item, all empty if nothing changes. */
export function compileChanges(
  schema: Schema,
  changes: MadeChanges,
  placeholders: Placeholders,
  item?: object,
): Clauses {
  const scope = new Scope(schema, placeholders, { item });
  const clauses = noClauses();
  if (isList(changes)) addChanges(scope, changes, clauses);
  else addAssignments(scope, changes, clauses);
  scope.finish("");
  return clauses;
}

export function noClauses(): Clauses {
  return { SET: [], REMOVE: [], ADD: [], DELETE: [] };
}

/** The UpdateExpression of clauses; `undefined` if nothing changes. */
export function writeClauses(clauses: Clauses): string | undefined {
  const written = ACTIONS.filter((action) => clauses[action].length > 0);
  if (written.length === 0) return undefined;
  return written.map((action) => `${action} ${clauses[action].join(", ")}`).join(" ");
}

/** The names of the attributes that changes affect, as a whole or in part. */
export function changedNames(changes: MadeChanges): Set<string> {
  if (isList(changes))
    return new Set(changes.flatMap((change) => (change instanceof Change ? [String(change.path.attribute)] : [])));
  return new Set(Object.entries(changes).flatMap(([name, value]) => (value === undefined ? [] : [name])));
}

/** Whether a function returned the changes. The type of `Array.isArray` does not support readonly arrays. */
export function isList(changes: MadeChanges): changes is readonly Change[] {
  return Array.isArray(changes);
}

function addAssignments(scope: Scope, values: Readonly<Record<string, unknown>>, { SET }: Clauses): void {
  const { schema, placeholders } = scope;
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value === undefined) continue;
    const spec = specOf(schema.written, name);
    if (spec === undefined)
      scope.report(name, `there is no attribute "${name}".`, suggest(name, Object.keys(schema.attributes)));
    else if (!reportUnchangeable(scope, name, name))
      SET.push(`${placeholders.name(name)} = ${placeholderOf(scope, scope.encode([name], spec.codec, value))}`);
  }
}

function addChanges(scope: Scope, changes: readonly unknown[], clauses: Clauses): void {
  const paths: DocumentPath[] = [];
  for (const [index, change] of changes.entries()) {
    if (!(change instanceof Change)) {
      scope.report(`changes[${index}]`, "is not a change.", "use one that was created by the item's fields.");
      continue;
    }
    checkPath(scope, change.path, paths);
    paths.push(change.path);
    clauses[change.action].push(change.write(scope));
  }
}

function checkPath(scope: Scope, path: DocumentPath, earlier: readonly DocumentPath[]): void {
  reportUnchangeable(scope, path.attribute, String(path));
  const other = earlier.find((each) => overlap(each, path));
  if (other !== undefined)
    scope.report(String(path), `${other} is changed by this update already.`, "change each path of an item once.");
}

/** Whether two paths are equal, or one contains the other. */
function overlap(a: DocumentPath, b: DocumentPath): boolean {
  const [shorter, longer] = a.steps.length < b.steps.length ? [a, b] : [b, a];
  return shorter.steps.every((step, depth) => step === longer.steps[depth]);
}

/** Reports an attribute that no update can change, and returns whether it is one. */
function reportUnchangeable(scope: Scope, attribute: unknown, path: string): boolean {
  const { keyAttributes, version } = scope.schema;
  if (keyAttributes.some((name) => name === attribute)) {
    scope.report(path, "is in the table's key, which never changes.", "save a new item and delete this one.");
    return true;
  }
  if (version === undefined || version !== attribute) return false;
  scope.report(path, "is the item's version, which every write increases automatically.", "omit it.");
  return true;
}
