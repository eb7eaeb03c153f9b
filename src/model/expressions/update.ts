import type { Attributes } from "../attribute.js";
import type { ChangeableName, ValueOf } from "../infer.js";
import { isObject } from "../kinds.js";
import type { Schema } from "../schema.js";
import { suggest } from "../suggest.js";
import { ACTIONS, type Action, Change } from "./change.js";
import { placed } from "./comparison.js";
import { fieldsOf } from "./field.js";
import type { Fields } from "./fields.js";
import type { Place } from "./place.js";
import type { Placeholders } from "./placeholders.js";
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

/** The UpdateExpression of changes to an item; empty where nothing changes. */
export function compileUpdate<A extends Attributes>(
  schema: Schema,
  changes: ChangesOf<A>,
  into: Placeholders,
  item?: object,
): string {
  const scope = new Scope(schema, into, { item });
  const text =
    typeof changes === "function" ? clausesOf(scope, changes(fieldsOf<A>(schema))) : assignmentsOf(scope, changes);
  return scope.finish(text);
}

function assignmentsOf(scope: Scope, values: Readonly<Record<string, unknown>>): string {
  if (!isObject(values)) {
    scope.report(
      "changes",
      "are no changes.",
      "give new values by name, or a function that returns [ … ] with changes.",
    );
    return "";
  }
  const { schema, into } = scope;
  let text = "";
  for (const name of Object.keys(values)) {
    const value = values[name];
    if (value === undefined) continue;
    const spec = specOf(schema.written, name);
    if (spec === undefined)
      scope.report(name, `there is no attribute "${name}".`, suggest(name, Object.keys(schema.attributes)));
    else if (spec.role !== "none") reportKey(scope, name);
    else
      text += `${text === "" ? "SET " : ", "}${into.name(name)} = ${placed(scope, scope.encode([name], spec.codec, value))}`;
  }
  return text;
}

function clausesOf(scope: Scope, changes: readonly Change[]): string {
  if (!Array.isArray(changes)) {
    scope.report("changes", "the function returned no array.", "return [ … ] with the changes.");
    return "";
  }
  const clauses: Record<Action, string[]> = { SET: [], REMOVE: [], ADD: [], DELETE: [] };
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
  const written = ACTIONS.filter((action) => clauses[action].length > 0);
  return written.map((action) => `${action} ${clauses[action].join(", ")}`).join(" ");
}

function checkPlace(scope: Scope, place: Place, earlier: readonly Place[]): void {
  const { attribute } = place;
  if (scope.schema.keyNames.some((name) => name === attribute)) reportKey(scope, String(place));
  const other = earlier.find((each) => overlap(each, place));
  if (other !== undefined)
    scope.report(String(place), `${other} is changed by this update already.`, "change each part of an item once.");
}

/** Whether one of the places is the other one, or in it. */
function overlap(a: Place, b: Place): boolean {
  const [shorter, longer] = a.steps.length < b.steps.length ? [a, b] : [b, a];
  return shorter.steps.every((step, depth) => step === longer.steps[depth]);
}

function reportKey(scope: Scope, path: string): void {
  scope.report(path, "is in the table's key, which never changes.", "save a new item, and delete this one.");
}
