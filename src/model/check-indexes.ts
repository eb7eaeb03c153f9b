import { MAX_KEY_ATTRIBUTES_PER_TYPE, MAX_NAME_LENGTH, MIN_NAME_LENGTH } from "../dynamodb/limits.js";
import { hasNameCharacters, hasNameLength } from "../dynamodb/names.js";
import type { Report } from "../validation/issues.js";
import { checkIndexKey, checkNames, checkProjection, membersOf, type Specs } from "./check-parts.js";
import { checkVectorIndex } from "./check-vector-index.js";
import { namesOf, type UncheckedDefinition, type UncheckedIndex } from "./unchecked-definition.js";
import { isObject } from "./value-kinds.js";

/** The members of a definition with indexes. */
export const INDEX_LISTS = ["globalSecondaryIndexes", "localSecondaryIndexes", "vectorIndexes"] as const;
type IndexList = (typeof INDEX_LISTS)[number];
type KeyedList = Exclude<IndexList, "vectorIndexes">;

const KNOWN = {
  globalSecondaryIndexes: ["indexName", "partitionKey", "sortKey", "projection"],
  localSecondaryIndexes: ["indexName", "sortKey", "projection"],
} as const;
const FORMS = {
  globalSecondaryIndexes: "{ partitionKey: … }",
  localSecondaryIndexes: "{ sortKey: … }",
  vectorIndexes: "{ vector: …, distance: … }",
} as const;

const KINDS = { globalSecondaryIndexes: "global", localSecondaryIndexes: "local", vectorIndexes: "vector" } as const;

/** Checks the indexes of a model with a table of its own. */
export function checkIndexes(
  definition: UncheckedDefinition,
  attributes: Specs,
  reserved: ReadonlySet<string>,
  report: Report,
): void {
  for (const list of INDEX_LISTS) {
    for (const [property, index] of membersOf<unknown>(definition[list])) {
      const path = `${list}.${property}`;
      if (reserved.has(property))
        report(
          path,
          "every model has a member of this name.",
          "give the property another name, and keep the index's own in indexName.",
        );
      if (!isObject(index)) report(path, "is no index.", `use ${FORMS[list]}.`);
      else if (list === "vectorIndexes") checkVectorIndex(index, path, { attributes, definition, report });
      else checkIndex(index, list, path, attributes, report);
    }
  }
  checkIndexNames(definition, report);
}

function checkIndex(index: UncheckedIndex, list: KeyedList, path: string, attributes: Specs, report: Report): void {
  checkNames(index, KNOWN[list], `${path}.`, report);
  checkIndexKeys(index, list, path, attributes, report);
  checkProjection(index, path, attributes, report);
}

function checkIndexKeys(index: UncheckedIndex, list: KeyedList, path: string, attributes: Specs, report: Report): void {
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

/** Checks that the names of indexes are unique in the table, and those of their properties in the model. */
function checkIndexNames(definition: UncheckedDefinition, report: Report): void {
  const names = new Set<string>();
  const kinds = new Map<string, string>();
  for (const list of INDEX_LISTS) {
    for (const [property, index] of membersOf(definition[list])) {
      const indexName = index?.indexName ?? property;
      const path = `${list}.${property}`;
      checkIndexName(indexName, index?.indexName === undefined ? path : `${path}.indexName`, report);
      if (names.has(indexName))
        report(path, `there is an index "${indexName}" already.`, "give every index a name of its own.");
      else if (kinds.has(property))
        report(
          path,
          `there is a ${kinds.get(property)} index of this property already.`,
          "give the property another name.",
        );
      names.add(indexName);
      kinds.set(property, KINDS[list]);
    }
  }
}
