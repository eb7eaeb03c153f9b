import { suggest } from "../../validation/suggestions.js";
import type { Schema } from "../schema.js";
import type { IndexSchema } from "../table-keys.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, Scope, specOf } from "./scope.js";

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
  index?: IndexSchema,
): string {
  const scope = new Scope(schema, placeholders);
  const projected = schema.projectedBy(index);
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
        `${JSON.stringify(name)} is not projected into ${holderText(index)}.`,
        `it has ${[...projected].join(", ")}.`,
      );
    else names.add(placeholders.name(name));
  }
  for (const name of needed) names.add(placeholders.name(name));
  return scope.finish([...names].join(", "));
}
