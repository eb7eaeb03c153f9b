import { MAX_KEY_ATTRIBUTES_PER_TYPE, MAX_NAME_LENGTH, MIN_NAME_LENGTH } from "../dynamodb/limits.js";
import { hasNameCharacters, hasNameLength } from "../dynamodb/names.js";
import type { DefinitionIssue } from "../errors.js";
import { Issues, type Report } from "../validation/issues.js";
import { readerOf, withFix } from "../validation/readers.js";
import { suggest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { checkEntity } from "./check-entity.js";
import { type SharedTableSchema, sharedTableOf } from "./shared-table-schema.js";
import { ownKeys } from "./table-keys.js";
import { checkKeysPresent, checkTemplates } from "./templates/check-templates.js";
import { timeToLiveIssue } from "./time-to-live.js";
import { namesOf, type UncheckedDefinition, type UncheckedIndex } from "./unchecked-definition.js";
import { isObject } from "./value-kinds.js";

type Specs = ReadonlyMap<string, AttributeSpec>;
type IndexList = (typeof INDEX_LISTS)[number];

const KEY_KINDS = ["string", "enum", "literal", "number", "bigint", "decimal", "binary", "date", "timestamp"];
const KEY_FIX = `keys are of type ${KEY_KINDS.join(", ").replace(/,(?= \w+$)/, " and")}.`;
const INDEX_LISTS = ["globalSecondaryIndexes", "localSecondaryIndexes"] as const;
const OF_ANY_MODEL = ["keys", "entity", "entityVersion", "upgrade", "client"] as const;
/** What a definition, one of a shared table, and an index of each kind, is made of. */
const KNOWN = {
  definition: ["table", "attributes", ...INDEX_LISTS, "tableOptions", ...OF_ANY_MODEL],
  shared: ["table", "attributes", ...OF_ANY_MODEL],
  globalSecondaryIndexes: ["indexName", "partitionKey", "sortKey", "projection"],
  localSecondaryIndexes: ["indexName", "sortKey", "projection"],
} as const;

const object = readerOf(isObject, "an object");
const definitionObject = withFix(object, "write defineModel({ table: …, attributes: { … } }).");
/** The readers of the members that would be ignored if they had a wrong type. */
const MEMBERS = {
  attributes: withFix(object, "write { id: attr.string().partitionKey(), … }."),
  globalSecondaryIndexes: object,
  localSecondaryIndexes: object,
  tableOptions: object,
  client: readerOf((value): value is object => "asyncContext" in Object(value), "a DynamoClient of dynatwin"),
} as const;

/** Names of a model's own members, which attributes and indexes cannot have. */
export interface Reserved {
  readonly members: ReadonlySet<string>;
  readonly statics: ReadonlySet<string>;
}

/** All issues of a model's definition, which can have other types than declared. */
export function checkDefinition(definition: UncheckedDefinition, reserved: Reserved): DefinitionIssue[] {
  const { list: issues, report } = new Issues();
  if (definitionObject(definition, "", report) === undefined) return issues;
  const shared = sharedTableOf(definition);
  if (shared) checkShape(definition, report);
  else {
    checkNames(definition, KNOWN.definition, "", report);
    if (typeof definition.table !== "string" || definition.table === "") report("table", "a table name is required.");
  }
  checkKinds(definition, report);
  const attributes = readAttributes(definition, reserved, report);
  checkEntity(definition, attributes, report);
  if (shared) checkShared(definition, shared, attributes, report);
  else checkOwn(definition, attributes, reserved, report);
  return issues;
}

/** Checks a model of a table that it shares with others. */
function checkShared(
  definition: UncheckedDefinition,
  keys: SharedTableSchema,
  attributes: Specs,
  report: Report,
): void {
  const templates = definition.keys ?? {};
  const check = { keys, attributes, report };
  checkTemplates(templates, check);
  checkKeysPresent(Object(templates), check);
  checkVersion(attributes, report);
  if (keys.hasEntity(definition.entity))
    report("entity", `another model of table "${keys.table}" has this name already.`, "name each entity otherwise.");
  for (const [name, spec] of attributes) {
    const path = `attributes.${name}`;
    if (spec.role !== "none")
      report(path, "the table defines its keys.", `take .${spec.role}() from it, and write a template in keys.`);
    if (Object.hasOwn(Object(templates), name))
      report(path, `is made by the template keys.${name}.`, "leave it out of the attributes.");
  }
}

/** Reports members that a model of a shared table does not have. */
function checkShape(definition: UncheckedDefinition, report: Report): void {
  for (const name of Object.keys(definition)) {
    if (KNOWN.shared.some((known) => known === name)) continue;
    if (KNOWN.definition.some((known) => known === name))
      report(name, "the table has this, for all of its models.", "move it to defineTable.");
    else report(name, "is unknown.", suggest(name, KNOWN.shared, "members"));
  }
  if (definition.entity === undefined)
    report("entity", "is required: it tells the models of the table apart.", 'write a name such as "order".');
}

/** Checks a model with a table of its own. */
function checkOwn(definition: UncheckedDefinition, attributes: Specs, reserved: Reserved, report: Report): void {
  checkKeys(attributes, report);
  for (const list of INDEX_LISTS) {
    for (const [property, index] of membersOf(definition[list]))
      checkIndex(index, list, property, { attributes, reserved, report });
  }
  checkIndexNames(definition, report);
  const { timeToLive } = Object(definition.tableOptions) as { readonly timeToLive?: unknown };
  const expiry = timeToLiveIssue("tableOptions.timeToLive", timeToLive, Object.fromEntries(attributes));
  if (expiry !== undefined) report(expiry.path, expiry.message, expiry.fix);
  const hasSortKey = [...attributes.values()].some(({ role }) => role === "sortKey");
  if (membersOf(definition.localSecondaryIndexes).length > 0 && !hasSortKey) {
    report(
      "localSecondaryIndexes",
      "local secondary indexes need a table with a sort key.",
      "make one attribute .sortKey(), or use globalSecondaryIndexes.",
    );
  }
  if (definition.keys === undefined || typeof definition.table !== "string") return;
  const keys = ownKeys({ ...definition, table: definition.table }, Object.fromEntries(attributes));
  checkTemplates(definition.keys, { keys, attributes, report });
}

/** The members of what should be an object; of anything else there are none. */
function membersOf<T>(value: Readonly<Record<string, T>> | undefined): [string, T][] {
  return isObject(value) ? Object.entries<T>(value) : [];
}

/** Reports members of a definition that have a wrong type. */
function checkKinds(definition: UncheckedDefinition, report: Report): void {
  for (const [name, read] of Object.entries(MEMBERS)) {
    const value = definition[name as keyof typeof MEMBERS];
    if (value !== undefined) read(value, name, report);
  }
}

/** DynamoDB's rules for the names of indexes. */
function checkIndexName(name: unknown, path: string, report: Report): void {
  if (typeof name !== "string") report(path, "expected a name.");
  else if (!hasNameLength(name))
    report(
      path,
      `index name "${name}" has ${name.length} characters.`,
      `give it an indexName of ${MIN_NAME_LENGTH} to ${MAX_NAME_LENGTH}.`,
    );
  else if (!hasNameCharacters(name))
    report(
      path,
      `index name "${name}" has characters that are not allowed.`,
      "give it an indexName of letters, digits, underscores, hyphens and dots.",
    );
}

/** Reports members that are not known, with the nearest that is. */
function checkNames(given: object, known: readonly string[], prefix: string, report: Report): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue;
    report(`${prefix}${name}`, "is unknown.", suggest(name, known, "members"));
  }
}

function readAttributes(
  { attributes }: UncheckedDefinition,
  { members }: Reserved,
  report: Report,
): Map<string, AttributeSpec> {
  const specs = new Map<string, AttributeSpec>();
  for (const [name, attribute] of membersOf(attributes)) {
    const path = `attributes.${name}`;
    const spec = (attribute as { readonly spec?: AttributeSpec } | undefined)?.spec;
    if (spec === undefined) report(path, "is no attribute type.", "use one of attr, such as attr.string().");
    else specs.set(name, spec);
    if (members.has(name) || name in Object.prototype)
      report(path, "every item has a member of this name.", "give the attribute another name.");
  }
  return specs;
}

function checkKeys(attributes: Specs, report: Report): void {
  for (const [name, spec] of attributes) {
    const path = `attributes.${name}`;
    if (spec.role === "none") continue;
    if (!spec.canBeKey) report(path, `an attribute of type ${typeOf(spec)} cannot be a key.`, KEY_FIX);
    if (spec.need === "optional") report(path, "a key cannot be optional.", "take .optional() away.");
    if (spec.isVersion) report(path, "a key cannot be the version: it never changes.", "use another attribute.");
  }
  const named = (test: (spec: AttributeSpec) => boolean) =>
    [...attributes].filter(([, spec]) => test(spec)).map(([name]) => name);
  const partitionKeys = named(({ role }) => role === "partitionKey");
  if (partitionKeys.length === 0)
    report("attributes", "no attribute is the partition key.", "make one .partitionKey().");
  reportRepeated(partitionKeys, "the partition key", report);
  reportRepeated(
    named(({ role }) => role === "sortKey"),
    "the sort key",
    report,
  );
  checkVersion(attributes, report);
}

function checkVersion(attributes: Specs, report: Report): void {
  const versions = [...attributes].filter(([, { isVersion }]) => isVersion).map(([name]) => name);
  reportRepeated(versions, "the version", report);
}

/** Reports attributes with a role that only one can have. */
function reportRepeated([first, ...others]: readonly string[], role: string, report: Report): void {
  for (const name of others) report(`attributes.${name}`, `${first} is ${role} already.`, "a model has one.");
}

function checkIndex(
  index: UncheckedIndex | undefined,
  list: IndexList,
  property: string,
  { attributes, reserved, report }: { attributes: Specs; reserved: Reserved; report: Report },
): void {
  const path = `${list}.${property}`;
  if (reserved.statics.has(property))
    report(
      path,
      "every model has a member of this name.",
      "give the property another name, and keep the index's own in indexName.",
    );
  if (!isObject(index)) {
    report(path, "is no index.", `use { ${list === "globalSecondaryIndexes" ? "partitionKey" : "sortKey"}: … }.`);
    return;
  }
  checkNames(index, KNOWN[list], `${path}.`, report);
  checkIndexKeys(index, list, path, attributes, report);
  checkProjection(index, path, attributes, report);
}

function checkIndexKeys(index: UncheckedIndex, list: IndexList, path: string, attributes: Specs, report: Report): void {
  const isGlobal = list === "globalSecondaryIndexes";
  const partition = isGlobal ? namesOf(index.partitionKey) : [];
  const sort = namesOf(index.sortKey);
  if (isGlobal && partition.length === 0) report(`${path}.partitionKey`, "is required.", "name an attribute.");
  if (!isGlobal && sort.length === 0) report(`${path}.sortKey`, "is required.", "name an attribute.");
  for (const [side, names] of [
    ["partitionKey", partition],
    ["sortKey", sort],
  ] as const) {
    const most = isGlobal ? MAX_KEY_ATTRIBUTES_PER_TYPE : 1;
    if (names.length > most) report(`${path}.${side}`, `has ${names.length} attributes.`, `use at most ${most}.`);
    for (const name of names) checkIndexKey(name, `${path}.${side}`, attributes, report);
  }
  const all = [...partition, ...sort];
  const repeated = all.find((name, place) => all.indexOf(name) !== place);
  if (repeated !== undefined)
    report(path, `attribute "${repeated}" is in the key twice.`, "use each attribute once in a key.");
  const isOwn = sort.some((name) => attributes.get(name)?.role === "partitionKey");
  if (!isGlobal && isOwn)
    report(`${path}.sortKey`, "is the table's partition key, which the index has already.", "name another attribute.");
}

function checkProjection({ projection }: UncheckedIndex, path: string, attributes: Specs, report: Report): void {
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

function checkIndexKey(name: string, path: string, attributes: Specs, report: Report): void {
  const spec = attributes.get(name);
  if (spec === undefined) report(path, `there is no attribute "${name}".`, suggest(name, [...attributes.keys()]));
  else if (!spec.canBeKey) report(path, `attribute "${name}" of type ${typeOf(spec)} cannot be a key.`, KEY_FIX);
}

/** A type as its definition says it. Of the types that keys can have, only a nullable one cannot be a key. */
function typeOf({ kind, canBeKey }: AttributeSpec): string {
  return !canBeKey && KEY_KINDS.includes(kind) ? `nullable ${kind}` : kind;
}

/** Checks that the names of indexes are unique in the table, and those of their properties in the model. */
function checkIndexNames(definition: UncheckedDefinition, report: Report): void {
  const names = new Set<string>();
  const properties = new Set<string>();
  for (const list of INDEX_LISTS) {
    for (const [property, index] of membersOf(definition[list])) {
      const indexName = index?.indexName ?? property;
      const path = `${list}.${property}`;
      checkIndexName(indexName, index?.indexName === undefined ? path : `${path}.indexName`, report);
      if (names.has(indexName))
        report(path, `there is an index "${indexName}" already.`, "give every index a name of its own.");
      else if (properties.has(property))
        report(path, "there is a global index of this property already.", "give the property another name.");
      names.add(indexName);
      properties.add(property);
    }
  }
}
