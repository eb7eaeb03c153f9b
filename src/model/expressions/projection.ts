import type { Schema } from "../schema.js";
import { suggest } from "../suggest.js";
import type { Placeholders } from "./placeholders.js";
import { Scope, specOf } from "./scope.js";

/** The attributes that a read returns. One that is named twice is read once. */
export function compileProjection(schema: Schema, attributes: readonly string[], into: Placeholders): string {
  const scope = new Scope(schema, into);
  const names = new Set<string>();
  if (attributes.length === 0) scope.report("attributes", "names no attributes.", "name one, or leave the option out.");
  for (const [place, name] of attributes.entries()) {
    if (specOf(schema.attributes, name) !== undefined) names.add(into.name(name));
    else {
      const known = Object.keys(schema.attributes);
      scope.report(
        `attributes[${place}]`,
        `there is no attribute ${JSON.stringify(name)}.`,
        suggest(String(name), known),
      );
    }
  }
  return scope.finish([...names].join(", "));
}
