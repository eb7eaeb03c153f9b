import { invalid, invalidValues } from "../../control-plane/aws-error.js";
import { type Condition, pathsIn } from "./condition.js";
import type { Path } from "./paths.js";
import type { Update } from "./update.js";

/** Throws if the filter of a query has a condition on an attribute of the key that the query reads by. */
export function checkFilteredAttributes(
  parameter: "Filter Expression" | "QueryFilter",
  filter: Condition,
  keyNames: readonly string[],
): void {
  const filtered = new Set(pathsIn(filter).map(([name]) => name));
  const name = keyNames.find((each) => filtered.has(each));
  if (name !== undefined)
    throw invalid(`${parameter} can only contain non-primary key attributes: Primary key attribute: ${name}`);
}

/** Throws if an update changes an attribute of the table's key. */
export function checkUpdatedAttributes({ actions }: Update, keyNames: readonly string[]): void {
  const changed = new Set(actions.map(({ path }) => path[0]));
  const name = keyNames.find((each) => changed.has(each));
  if (name !== undefined) throw invalidValues(`Cannot update attribute ${name}. This attribute is part of the key`);
}

/** Throws if a path goes into an attribute of the table's key, or of an index' key: it is neither a list nor a map. */
export function checkKeyPaths(
  paths: readonly Path[],
  keyNames: readonly string[],
  indexKeyNames: readonly string[] = [],
): void {
  const nested = new Set(paths.filter(({ length }) => length > 1).map(([name]) => name));
  const key = keyNames.find((name) => nested.has(name));
  const indexKey = indexKeyNames.find((name) => nested.has(name));
  if (key === undefined && indexKey === undefined) return;
  throw invalid(
    "Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: " +
      (key === undefined ? `IndexKey: ${indexKey}` : `Key: ${key}`),
  );
}
