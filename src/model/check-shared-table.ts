import type { DefinitionIssue } from "../errors.js";
import { Issues, type Report } from "../validation/issues.js";
import { plainObject, readerOf, shown, string, withFix } from "../validation/readers.js";
import { suggest } from "../validation/suggestions.js";

const INDEX_LISTS = ["globalSecondaryIndexes", "localSecondaryIndexes"] as const;
const MEMBERS = [
  "table",
  "partitionKey",
  "sortKey",
  ...INDEX_LISTS,
  "vectorIndexes",
  "entityAttribute",
  "tableOptions",
  "client",
] as const;
const TYPES = ["S", "N", "B"];
const client = readerOf((value): value is object => "asyncContext" in Object(value), "a DynamoClient of dynatwin");
const definitionObject = withFix(plainObject, 'write defineTable({ table: …, partitionKey: ["pk", "S"] }).');

type Members = Readonly<Record<string, unknown>>;

/**
 * The issues of a table's definition that prevents it from being compiled. Its names, limits and settings are checked as those of
 * any table.
 *
 * @param reserved - The names of the members of every table, which indexes cannot have.
 */
export function checkSharedTable(definition: unknown, reserved: ReadonlySet<string>): readonly DefinitionIssue[] {
  const { list: issues, report } = new Issues();
  if (definitionObject(definition, "", report) === undefined) return issues;
  const members = definition as Members; // checked above
  for (const name of Object.keys(members))
    if (!MEMBERS.some((known) => known === name)) report(name, "is unknown.", suggest(name, MEMBERS, "members"));
  if (typeof members["table"] !== "string" || members["table"] === "") report("table", "a table name is required.");
  const types = new Map<string, unknown>();
  if (members["partitionKey"] === undefined) report("partitionKey", "is required.", 'write ["pk", "S"].');
  else checkKey(members["partitionKey"], "partitionKey", types, report);
  if (members["sortKey"] !== undefined) checkKey(members["sortKey"], "sortKey", types, report);
  for (const list of INDEX_LISTS) checkIndexes(members[list], list, types, reserved, report);
  const optional = { entityAttribute: string, tableOptions: plainObject, client };
  for (const [name, read] of Object.entries(optional))
    if (members[name] !== undefined) read(members[name], name, report);
  const entityAttribute = members["entityAttribute"] ?? "";
  if (entityAttribute !== "" && types.has(String(entityAttribute)))
    report("entityAttribute", "is a key attribute.", "use another name.");
  // After the keys: a vector index can compare the entity, which searches of its models then do.
  checkIndexes(members["vectorIndexes"], "vectorIndexes", types, reserved, report);
  return issues;
}

function checkIndexes(
  indexes: unknown,
  list: string,
  types: Map<string, unknown>,
  reserved: ReadonlySet<string>,
  report: Report,
): void {
  if (indexes === undefined || plainObject(indexes, list, report) === undefined) return;
  for (const [property, index] of Object.entries(indexes as Members)) {
    const path = `${list}.${property}`;
    if (reserved.has(property))
      report(
        path,
        "every table has a member of this name.",
        "name the property otherwise, and the index by indexName.",
      );
    if (plainObject(index, path, report) === undefined) continue;
    const { partitionKey, sortKey, filters } = index as Members;
    if (list === "vectorIndexes") {
      if (partitionKey !== undefined) checkKey(partitionKey, `${path}.partitionKey`, types, report);
      if (filters !== undefined) checkFilters(filters, `${path}.filters`, types, report);
      continue;
    }
    for (const [side, key] of [
      ["partitionKey", partitionKey],
      ["sortKey", sortKey],
    ] as const)
      if (key !== undefined) checkKeys(key, `${path}.${side}`, types, report);
  }
}

/** Checks the attributes that a vector index compares. */
function checkFilters(filters: unknown, path: string, types: Map<string, unknown>, report: Report): void {
  if (!Array.isArray(filters)) report(path, "is no array.", 'write [["lang", "S"]].');
  else for (const [place, filter] of filters.entries()) checkKey(filter, `${path}[${place}]`, types, report);
}

/** Checks one key attribute, or a list of them. */
function checkKeys(key: unknown, path: string, types: Map<string, unknown>, report: Report): void {
  if (!Array.isArray(key) || typeof key[0] === "string") checkKey(key, path, types, report);
  else for (const [place, each] of key.entries()) checkKey(each, `${path}[${place}]`, types, report);
}

function checkKey(key: unknown, path: string, types: Map<string, unknown>, report: Report): void {
  const [name, type, ...others]: readonly unknown[] = Array.isArray(key) ? key : [];
  if (typeof name !== "string" || name === "" || !TYPES.includes(String(type)) || others.length > 0) {
    report(path, `expected a name and a type, got ${shown(key)}.`, 'write ["pk", "S"]; types are S, N and B.');
    return;
  }
  const known = types.get(name);
  if (known !== undefined && known !== type)
    report(
      path,
      `"${name}" is of type ${String(type)} here, and of type ${String(known)} in another key.`,
      "use one type.",
    );
  types.set(name, type);
}
