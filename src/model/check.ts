import type { DefinitionIssue } from "../errors.js";
import type { AttributeSpec } from "./attribute.js";
import { type LooseDefinition, type LooseIndex, namesOf } from "./loose.js";
import { suggest } from "./suggest.js";

type Report = (path: string, message: string, fix?: string) => void;

const KEY_KINDS = "string, number, bigint, binary, date and timestamp";
const MOST_KEY_ATTRIBUTES = 4;

/** Names that a model has already, so that no attribute and no index can take them. */
export interface Reserved {
  readonly members: ReadonlySet<string>;
  readonly statics: ReadonlySet<string>;
}

/** Everything that is wrong in a model's definition, whatever its types let through. */
export function checkDefinition(definition: LooseDefinition, reserved: Reserved): DefinitionIssue[] {
  const issues: DefinitionIssue[] = [];
  const report: Report = (path, message, fix) =>
    issues.push(fix === undefined ? { path, message } : { path, message, fix });
  if (typeof definition.table !== "string" || definition.table === "") report("table", "a table name is required.");
  const attributes = readAttributes(definition, reserved, report);
  checkKeys(attributes, report);
  const check = (list: "globalSecondaryIndexes" | "localSecondaryIndexes") => {
    for (const [property, index] of Object.entries(definition[list] ?? {})) {
      const path = `${list}.${property}`;
      if (reserved.statics.has(property))
        report(
          path,
          "every model has a member of this name.",
          "give the property another name, and keep the index's own in indexName.",
        );
      checkIndex(index, list, path, attributes, report);
    }
  };
  check("globalSecondaryIndexes");
  check("localSecondaryIndexes");
  checkIndexNames(definition, report);
  const hasSortKey = [...attributes.values()].some(({ role }) => role === "sortKey");
  if (Object.keys(definition.localSecondaryIndexes ?? {}).length > 0 && !hasSortKey) {
    report(
      "localSecondaryIndexes",
      "local secondary indexes need a table with a sort key.",
      "make one attribute .sortKey(), or use globalSecondaryIndexes.",
    );
  }
  return issues;
}

function readAttributes(
  { attributes }: LooseDefinition,
  { members }: Reserved,
  report: Report,
): Map<string, AttributeSpec> {
  const specs = new Map<string, AttributeSpec>();
  for (const [name, attribute] of Object.entries(attributes ?? {})) {
    const path = `attributes.${name}`;
    const spec = (attribute as { readonly spec?: AttributeSpec } | undefined)?.spec;
    if (spec === undefined) report(path, "is no attribute type.", "use one of attr, such as attr.string().");
    else specs.set(name, spec);
    if (members.has(name)) report(path, "every item has a method of this name.", "give the attribute another name.");
  }
  return specs;
}

function checkKeys(attributes: ReadonlyMap<string, AttributeSpec>, report: Report): void {
  for (const [name, spec] of attributes) {
    const path = `attributes.${name}`;
    if (spec.role === "none") continue;
    if (!spec.canBeKey)
      report(path, `an attribute of type ${spec.kind} cannot be a key.`, `keys are of type ${KEY_KINDS}.`);
    if (spec.need === "optional") report(path, "a key cannot be optional.", "take .optional() away.");
    if (spec.isVersion) report(path, "a key cannot be the version: it never changes.", "use another attribute.");
  }
  const named = (test: (spec: AttributeSpec) => boolean) =>
    [...attributes].filter(([, spec]) => test(spec)).map(([name]) => name);
  const partitionKeys = named(({ role }) => role === "partitionKey");
  if (partitionKeys.length === 0)
    report("attributes", "no attribute is the partition key.", "make one .partitionKey().");
  const single = [
    [partitionKeys, "the partition key"],
    [named(({ role }) => role === "sortKey"), "the sort key"],
    [named(({ isVersion }) => isVersion), "the version"],
  ] as const;
  for (const [names, what] of single) {
    for (const name of names.slice(1))
      report(`attributes.${name}`, `${names[0]} is ${what} already.`, "a model has one.");
  }
}

function checkIndex(
  index: LooseIndex,
  list: string,
  path: string,
  attributes: ReadonlyMap<string, AttributeSpec>,
  report: Report,
): void {
  const isGlobal = list === "globalSecondaryIndexes";
  const partition = isGlobal ? namesOf(index.partitionKey) : [];
  const sort = namesOf(index.sortKey);
  if (isGlobal && partition.length === 0) report(`${path}.partitionKey`, "is required.", "name an attribute.");
  if (!isGlobal && sort.length === 0) report(`${path}.sortKey`, "is required.", "name an attribute.");
  for (const [side, names] of [
    ["partitionKey", partition],
    ["sortKey", sort],
  ] as const) {
    const most = isGlobal ? MOST_KEY_ATTRIBUTES : 1;
    if (names.length > most) report(`${path}.${side}`, `has ${names.length} attributes.`, `use at most ${most}.`);
    for (const name of names) checkIndexKey(name, `${path}.${side}`, attributes, report);
  }
  const all = [...partition, ...sort];
  const repeated = all.find((name, place) => all.indexOf(name) !== place);
  if (repeated !== undefined)
    report(path, `attribute "${repeated}" is in the key twice.`, "use each attribute once in a key.");
  if (!Array.isArray(index.projection)) return;
  if (index.projection.length === 0)
    report(`${path}.projection`, "names no attributes.", 'name one, or use "KEYS_ONLY".');
  for (const [place, name] of index.projection.entries()) {
    if (!attributes.has(name))
      report(`${path}.projection[${place}]`, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  }
}

function checkIndexKey(
  name: string,
  path: string,
  attributes: ReadonlyMap<string, AttributeSpec>,
  report: Report,
): void {
  const spec = attributes.get(name);
  if (spec === undefined) report(path, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  else if (!spec.canBeKey)
    report(path, `attribute "${name}" of type ${spec.kind} cannot be a key.`, `keys are of type ${KEY_KINDS}.`);
}

function checkIndexNames({ globalSecondaryIndexes, localSecondaryIndexes }: LooseDefinition, report: Report): void {
  const seen = new Set<string>();
  for (const [list, indexes] of Object.entries({ globalSecondaryIndexes, localSecondaryIndexes })) {
    for (const [property, { indexName = property }] of Object.entries(indexes ?? {})) {
      if (seen.has(indexName))
        report(
          `${list}.${property}`,
          `there is an index "${indexName}" already.`,
          "give every index a name of its own.",
        );
      seen.add(indexName);
    }
  }
}
