import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Model, TableDefinitionError } from "../../index.js";
import { tableSubject } from "../../table/check-call.js";
import { listOfKeys } from "../../table/definition/create-table-request.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  LocalSecondaryIndexOptions,
  VectorIndexOptions,
} from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { issueOf } from "../../validation/issues.js";
import { expiryAttribute } from "./expiry-attribute.js";
import { guessAttributes, NoGuess } from "./guess-attribute.js";
import { byProperty } from "./index-properties.js";
import { keyAttributes, projectedNames } from "./key-attributes.js";
import { Expression } from "./print.js";
import { isMemberOfObjects, refuseKeys } from "./refuse-keys.js";

/** The argument of `defineModel` or `defineTable`, and comments on what is different. */
export interface SourceParts {
  readonly definition: object;
  /** Lines with their ends. */
  readonly comments: readonly string[];
}

/** The argument of `defineModel` for a table. */
export function modelDefinition(
  table: string,
  definition: CreateTableOptions,
  items: readonly Readonly<Record<string, AttributeValue>>[],
): SourceParts {
  const { globalSecondaryIndexes, localSecondaryIndexes, vectorIndexes, ...others } = definition;
  const guesses = guessAttributes(items);
  const keys = keyAttributes(definition, guesses, items);
  const expiry = expiryAttribute(definition, { keys, guesses, items });
  const { partitionKey: _, sortKey: __, timeToLive, ...rest } = others;
  const settings = defined({ ...rest, timeToLive: expiry.comment === undefined ? timeToLive : undefined });
  const unknown = [...projectedNames(definition)].filter(
    (name) => name !== expiry.attribute[0]?.[0] && isUnknown(name, keys, guesses),
  );
  refuseMethods(table, [...keys.keys(), ...unknown]);
  const known = [...guesses].filter(
    ([name, type]) => !keys.has(name) && type instanceof Expression && !isMemberOfItems(name),
  );
  const taken = new Set<string>();
  return {
    definition: defined({
      table,
      attributes: Object.fromEntries([
        ...keys,
        ...known,
        ...expiry.attribute,
        ...unknown.map((name) => [name, new Expression("attr.string().optional()")] as const),
      ]),
      globalSecondaryIndexes: byProperty(globalSecondaryIndexes?.map(withNames), isMemberOfModels, taken),
      localSecondaryIndexes: byProperty(localSecondaryIndexes?.map(withNames), isMemberOfModels, taken),
      vectorIndexes: byProperty(vectorIndexes?.map(withVectorNames), isMemberOfModels, taken),
      tableOptions: Object.keys(settings).length > 0 ? settings : undefined,
    }),
    comments: [
      ...(expiry.comment === undefined ? [] : [expiry.comment]),
      ...unknown.map(
        (name) => `// An index projects ${JSON.stringify(name)}, whose type is not known: string is a guess.\n`,
      ),
      ...problemsOf(guesses, new Set([...keys.keys(), ...unknown])),
    ],
  };
}

/** Whether the type of an attribute is not known. */
function isUnknown(
  name: string,
  keys: ReadonlyMap<string, Expression>,
  guesses: ReturnType<typeof guessAttributes>,
): boolean {
  return !keys.has(name) && !(guesses.get(name) instanceof Expression && !isMemberOfItems(name));
}

/** Comments on what sample items have and the model has not. */
function problemsOf(guesses: ReturnType<typeof guessAttributes>, inModel: ReadonlySet<string>): readonly string[] {
  return [...guesses].flatMap(([name, type]) => {
    const problem = type instanceof NoGuess ? type.reason : isMemberOfItems(name) ? IS_METHOD : undefined;
    if (problem === undefined || inModel.has(name)) return [];
    return [`// ${JSON.stringify(name)} is not an attribute here: it ${problem}.\n`];
  });
}

/** An attribute of a key has to be there, and an item has methods. */
function refuseMethods(table: string, keys: readonly string[]): void {
  refuseKeys(table, keys.filter(isMemberOfObjects));
  const issues = keys
    .filter(isMemberOfItems)
    .map((name) => issueOf("kind", `the key attribute "${name}" ${IS_METHOD}.`, 'write kind: "table".'));
  if (issues.length > 0) throw new TableDefinitionError(tableSubject(table), issues);
}

const IS_METHOD = "has the name of a method of all items";

function isMemberOfItems(name: string): boolean {
  return name in Model.prototype;
}

function isMemberOfModels(name: string): boolean {
  return name in Model;
}

/** An index with the names of its key attributes, whose types are those of the attributes. */
function withNames<T extends IndexKeys>({ partitionKey, sortKey, projection, ...index }: T) {
  return defined({
    partitionKey: namesOf(partitionKey),
    sortKey: namesOf(sortKey),
    projection: projection === "ALL" ? undefined : projection, // the default value
    ...index,
  });
}

/** A vector index with the names of its attributes. The vector's attribute has the dimensions. */
function withVectorNames({ partitionKey, filters, projection, dimensions: _, ...index }: VectorIndexOptions) {
  return defined({
    ...index,
    partitionKey: namesOf(partitionKey),
    filters: filters?.map(([name]) => name),
    projection: projection === "ALL" ? undefined : projection,
  });
}

/** The keys of an index, which a local one has in part. */
interface IndexKeys extends Pick<LocalSecondaryIndexOptions, "projection"> {
  readonly partitionKey?: GlobalSecondaryIndexOptions["partitionKey"] | undefined;
  readonly sortKey?: GlobalSecondaryIndexOptions["sortKey"] | undefined;
}

function namesOf(keys: Parameters<typeof listOfKeys>[0]): string | readonly string[] | undefined {
  const names = listOfKeys(keys).map(([name]) => name);
  return names.length < 2 ? names[0] : names;
}
