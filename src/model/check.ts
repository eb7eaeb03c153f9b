import type { DefinitionIssue } from "../errors.js";
import { Issues, type Report } from "../validation/issues.js";
import { readerOf, withFix } from "../validation/readers.js";
import { suggest } from "../validation/suggestions.js";
import type { AttributeSpec } from "./attribute.js";
import { checkEntity } from "./check-entity.js";
import { checkIndexes, INDEX_LISTS } from "./check-indexes.js";
import { checkNames, KEY_FIX, membersOf, type Specs, typeOf } from "./check-parts.js";
import { checkSharedVectors } from "./check-shared-vectors.js";
import { type SharedTableSchema, sharedTableOf } from "./shared-table-schema.js";
import { ownKeys } from "./table-keys.js";
import { checkKeysPresent, checkTemplates } from "./templates/check-templates.js";
import { timeToLiveIssue } from "./time-to-live.js";
import type { UncheckedDefinition } from "./unchecked-definition.js";
import { isObject } from "./value-kinds.js";

const OF_ANY_MODEL = ["keys", "entity", "entityVersion", "upgrade", "client"] as const;
/** What a definition, and one of a shared table, is made of. */
const KNOWN = {
  definition: ["table", "attributes", ...INDEX_LISTS, "tableOptions", ...OF_ANY_MODEL],
  shared: ["table", "attributes", ...OF_ANY_MODEL],
} as const;

const object = readerOf(isObject, "an object");
const definitionObject = withFix(object, "write defineModel({ table: …, attributes: { … } }).");
/** The readers of the members that would be ignored if they had a wrong type. */
const MEMBERS = {
  attributes: withFix(object, "write { id: attr.string().partitionKey(), … }."),
  globalSecondaryIndexes: object,
  localSecondaryIndexes: object,
  vectorIndexes: object,
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
  checkSharedVectors(keys, check, definition);
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
  checkIndexes(definition, attributes, reserved.statics, report);
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
  const keys = ownKeys(
    { ...definition, table: definition.table, vectorIndexes: undefined },
    Object.fromEntries(attributes),
  );
  checkTemplates(definition.keys, { keys, attributes, report });
}

/** Reports members of a definition that have a wrong type. */
function checkKinds(definition: UncheckedDefinition, report: Report): void {
  for (const [name, read] of Object.entries(MEMBERS)) {
    const value = definition[name as keyof typeof MEMBERS];
    if (value !== undefined) read(value, name, report);
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
