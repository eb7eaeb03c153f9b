import { suggest } from "../../validation/suggestions.js";
import type { IndexSchema, Schema } from "../schema.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, Scope, specOf } from "./scope.js";

/** The attributes that a read returns. One that is named twice is read once. */
export function compileProjection(
  schema: Schema,
  attributes: readonly string[],
  into: Placeholders,
  index?: IndexSchema,
): string {
  const scope = new Scope(schema, into);
  const held = schema.heldBy(index);
  const names = new Set<string>();
  if (attributes.length === 0) scope.report("attributes", "names no attributes.", "name one, or leave the option out.");
  for (const [place, name] of attributes.entries()) {
    const path = `attributes[${place}]`;
    if (specOf(schema.attributes, name) === undefined) {
      const known = held === undefined ? Object.keys(schema.attributes) : [...held];
      scope.report(path, `there is no attribute ${JSON.stringify(name)}.`, suggest(String(name), known));
    } else if (held?.has(name) === false)
      scope.report(
        path,
        `${holderText(index)} does not hold ${JSON.stringify(name)}.`,
        `it holds ${[...held].join(", ")}.`,
      );
    else names.add(into.name(name));
  }
  return scope.finish([...names].join(", "));
}
