import { suggest } from "../../validation/suggestions.js";
import type { Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
import { Scope, specOf } from "./scope.js";

/** A table or an index, as far as reads of some attributes depend on it. */
export interface Holder {
  /** Its name for messages: `the table`. */
  readonly name: string;
  /** The names of its attributes; `undefined` for all. */
  readonly projected: ReadonlySet<string> | undefined;
}

const TABLE: Holder = { name: "the table", projected: undefined };

/**
 * The ProjectionExpression of a read. An attribute that is named twice is read once.
 *
 * @param needed - Stored attributes that the read needs in addition.
 */
export function compileProjection(
  schema: Schema,
  attributes: readonly string[],
  needed: readonly string[],
  placeholders: Placeholders,
  { name: holder, projected }: Holder = TABLE,
): string {
  const scope = new Scope(schema, placeholders);
  const names = new Set<string>();
  if (attributes.length === 0) scope.report("attributes", "names no attributes.", "name one, or omit the option.");
  for (const [place, name] of attributes.entries()) {
    const path = `attributes[${place}]`;
    if (specOf(schema.attributes, name) === undefined) {
      const known = projected === undefined ? Object.keys(schema.attributes) : [...projected];
      scope.report(path, `there is no attribute ${JSON.stringify(name)}.`, suggest(String(name), known));
    } else if (projected?.has(name) === false)
      scope.report(
        path,
        `${JSON.stringify(name)} is not projected into ${holder}.`,
        `it has ${[...projected].join(", ")}.`,
      );
    else names.add(placeholders.name(name));
  }
  for (const name of needed) names.add(placeholders.name(name));
  return scope.finish([...names].join(", "));
}
