import type { Report } from "../../validation/issues.js";
import { memberPath } from "../../validation/member-path.js";
import type { Json } from "../document.js";
import type { PartNotRead } from "../parts-not-read.js";
import { COMPUTED } from "./known-arguments.js";
import type { PlanReferences } from "./plan-references.js";
import type { TerraformResource } from "./resources.js";

/** What a plan is read with. */
export interface PlanScope {
  readonly document: Json;
  readonly references: PlanReferences;
  /** Values that a plan does not know, by the address of the resource and their path in it. */
  readonly values: Readonly<Record<string, unknown>>;
  readonly report: Report;
}

/** A table of a plan, with the values that the caller gives. */
export interface PlannedTable {
  readonly values: Json;
  /** What the plan does not know, and may be a value of the provider. */
  readonly notKnown: readonly PartNotRead[];
}

/**
 * Adds values that a plan does not know to those of a table. Reports those that an expression gives and the caller does not. What
 * no expression gives is a value of the provider.
 */
export function plannedTable(table: TerraformResource, scope: PlanScope): PlannedTable {
  const notKnown: PartNotRead[] = [];
  const unknown = unknownIn(scope.document, table);
  const expressions = [scope.references.expressionsOf(table)];
  const values = complete(table.values, unknown, expressions, "", { table, scope, notKnown });
  return { values: values as Json, notKnown };
}

/** What the plan does not know of a resource: `true` in the place of each such value. */
function unknownIn({ resource_changes }: Json, { instance }: TerraformResource): unknown {
  const changes: readonly Json[] = Array.isArray(resource_changes) ? resource_changes : [];
  const change = changes.find((each) => (Object(each) as Json)["address"] === instance?.address);
  return (Object((Object(change) as Json)["change"]) as Json)["after_unknown"];
}

interface Context {
  readonly table: TerraformResource;
  readonly scope: PlanScope;
  readonly notKnown: PartNotRead[];
}

/**
 * @param expressions - Those of the value, or of all blocks of its kind, as a plan has blocks in another order. `undefined` in a
 * dynamic block, whose expressions no plan has.
 */
function complete(
  value: unknown,
  unknown: unknown,
  expressions: readonly Json[] | undefined,
  place: string,
  context: Context,
): unknown {
  if (unknown === true) return unknownValue(value, expressions, place, context);
  if (typeof unknown !== "object" || unknown === null) return value;
  if (Array.isArray(unknown)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return unknown.map((each, index) => complete(list[index], each, expressions, `${place}[${index}]`, context));
  }
  const isBlock = expressions !== undefined && !expressions.some(isExpression);
  const members = Object.entries(unknown).map(([name, member]) => {
    const inner = isBlock ? expressions.flatMap((each) => listOf(each[name])) : expressions;
    const isDynamic = inner?.length === 0 && typeof member === "object";
    const part = (Object(value) as Json)[name];
    return [name, complete(part, member, isDynamic ? undefined : inner, memberPath(place, name), context)] as const;
  });
  const found = Object.fromEntries(members.filter(([, member]) => member !== undefined));
  return { ...(Object(value) as Json), ...found };
}

function unknownValue(
  value: unknown,
  expressions: readonly Json[] | undefined,
  place: string,
  context: Context,
): unknown {
  const { table, scope, notKnown } = context;
  const given = `${table.instance?.address}.${place}`;
  if (Object.hasOwn(scope.values, given)) return scope.values[given];
  // All tags are unknown if one of them is.
  const parts = Object.entries(scope.values).filter(([name]) => name.startsWith(`${given}.`));
  if (parts.length > 0) return Object.fromEntries(parts.map(([name, part]) => [name.slice(given.length + 1), part]));
  const path = `${table.path}.${place}`;
  const name = JSON.stringify(place === "tags" ? `${given}.KEY` : given);
  const fix = `pass its value, variables: { ${name}: … }, or the state after terraform apply.`;
  if (expressions !== undefined && expressions.length > 0)
    scope.report(path, "the plan does not know this value yet.", fix);
  else if (expressions === undefined && !COMPUTED.has(place.replace(/.*\./, "")))
    notKnown.push({ path, reason: "the plan does not know yet whether this has a value." });
  return value;
}

function isExpression(part: Json): boolean {
  return "references" in part || "constant_value" in part;
}

function listOf(expressions: unknown): readonly Json[] {
  if (expressions === undefined) return [];
  return (Array.isArray(expressions) ? expressions : [expressions]).map((each) => Object(each) as Json);
}
