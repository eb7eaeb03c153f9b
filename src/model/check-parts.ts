import type { Report } from "../validation/issues.js";
import { suggest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { isObject } from "./value-kinds.js";

// What the checks of a definition's parts have in common.

/** The attributes of a definition, by name. */
export type Specs = ReadonlyMap<string, AttributeSpec>;

const KEY_KINDS = ["string", "enum", "literal", "number", "bigint", "decimal", "binary", "date", "timestamp"];
/** The types of attributes that can be keys. */
export const KEY_FIX = `keys are of type ${KEY_KINDS.join(", ").replace(/,(?= \w+$)/, " and")}.`;

/** The members of what should be an object; of anything else there are none. */
export function membersOf<T>(value: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isObject(value) ? Object.entries<T>(value) : [];
}

/** Reports members that are not known, with the nearest that is. */
export function checkNames(given: object, known: readonly string[], prefix: string, report: Report): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    report(`${prefix}${name}`, "is unknown.", suggest(name, known, "members"));
  }
}

/** A type as its definition says it. */
export function typeOf({ kind, isNullable }: AttributeSpec): string {
  return isNullable ? `nullable ${kind}` : kind;
}

/** Reports an attribute that cannot be in the key of an index, or compared by a vector index. */
export function checkIndexKey(name: string, path: string, attributes: Specs, report: Report): void {
  const spec = attributes.get(name);
  if (spec === undefined) report(path, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  else if (!spec.canBeKey) report(path, `attribute "${name}" of type ${typeOf(spec)} cannot be a key.`, KEY_FIX);
}

/** Reports what is wrong with the attributes that an index projects. */
export function checkProjection(
  { projection }: { readonly projection?: unknown },
  path: string,
  attributes: Specs,
  report: Report,
): void {
  if (!Array.isArray(projection)) {
    if (projection === undefined || projection === "ALL" || projection === "KEYS_ONLY") return;
    report(`${path}.projection`, "is no projection.", 'use "ALL", "KEYS_ONLY" or an array of attributes.');
    return;
  }
  if (projection.length === 0) report(`${path}.projection`, "names no attributes.", 'name one, or use "KEYS_ONLY".');
  for (const [place, name] of projection.entries()) {
    if (!attributes.has(name))
      report(`${path}.projection[${place}]`, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  }
}
