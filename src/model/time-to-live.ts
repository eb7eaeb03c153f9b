import type { DefinitionIssue } from "../errors.js";
import { suggest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { InvalidValue } from "./codec.js";

/** The issue of an attribute as the time to live attribute, which must contain seconds. */
export function timeToLiveIssue(
  path: string,
  name: unknown,
  attributes: Readonly<Record<string, AttributeSpec>>,
): DefinitionIssue | undefined {
  if (typeof name !== "string") return undefined; // switched off, or not a name, which the rules for table options report
  const spec = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
  if (spec === undefined)
    return { path, message: `there is no attribute "${name}".`, fix: suggest(name, Object.keys(attributes)) };
  if (spec.codec.storage === "N" && (spec.kind !== "timestamp" || countsSeconds(spec))) return undefined;
  const message = `attribute "${name}" of type ${spec.kind} is not stored as a number of seconds, so items would never expire.`;
  return { path, message, fix: 'make it attr.timestamp("s"), or an attr.number() of seconds since 1970.' };
}

function countsSeconds({ codec }: AttributeSpec): boolean {
  try {
    return codec.encode(new Date(10_000)).N === "10";
  } catch (error) {
    if (error instanceof InvalidValue) return false; // microseconds and nanoseconds are not decoded to Dates
    throw error;
  }
}
