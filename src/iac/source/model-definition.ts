import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Model, TableDefinitionError } from "../../index.js";
import { tableSubject } from "../../table/check-call.js";
import type {
  CreateTableOptions,
  GlobalSecondaryIndexOptions,
  KeyAttribute,
  KeyAttributes,
  LocalSecondaryIndexOptions,
} from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import { issueOf } from "../../validation/issues.js";
import { guessAttributes, NoGuess } from "./guess-attribute.js";
import { byProperty } from "./index-properties.js";
import { Expression } from "./print.js";

/** The argument of `defineModel`, and comments on what is not in it. */
export interface ModelParts {
  readonly definition: object;
  /** Lines with their ends. */
  readonly comments: readonly string[];
}

/** The argument of `defineModel` for a table. */
export function modelDefinition(
  table: string,
  definition: CreateTableOptions,
  items: readonly Readonly<Record<string, AttributeValue>>[],
): ModelParts {
  const { partitionKey, sortKey, globalSecondaryIndexes, localSecondaryIndexes, ...settings } = definition;
  const guesses = guessAttributes(items);
  const problems = [...guesses].flatMap(([name, type]) => {
    const problem = type instanceof NoGuess ? type.reason : isMemberOfItems(name) ? IS_METHOD : undefined;
    return problem === undefined ? [] : [[name, problem] as const];
  });
  const keys = keyAttributes(definition, guesses);
  refuseMethods(table, [...keys.keys()]);
  const others = [...guesses].filter(
    ([name, type]) => !keys.has(name) && type instanceof Expression && !isMemberOfItems(name),
  );
  const taken = new Set<string>();
  return {
    definition: defined({
      table,
      attributes: Object.fromEntries([...keys, ...others]),
      globalSecondaryIndexes: byProperty(globalSecondaryIndexes?.map(withNames), isMemberOfModels, taken),
      localSecondaryIndexes: byProperty(localSecondaryIndexes?.map(withNames), isMemberOfModels, taken),
      tableOptions: Object.keys(settings).length > 0 ? settings : undefined,
    }),
    comments: problems
      .filter(([name]) => !keys.has(name))
      .map(([name, problem]) => `// ${JSON.stringify(name)} is not an attribute here: it ${problem}.\n`),
  };
}

/** An attribute of a key has to be there, and an item has methods. */
function refuseMethods(table: string, keys: readonly string[]): void {
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

/** The attributes of the keys of a table and its indexes. Those of indexes are optional: an item without them is in the table only. */
function keyAttributes(
  { partitionKey, sortKey, globalSecondaryIndexes = [], localSecondaryIndexes = [] }: CreateTableOptions,
  guesses: ReadonlyMap<string, Expression | NoGuess>,
): ReadonlyMap<string, Expression> {
  const attributes = new Map([[partitionKey[0], typeOf(partitionKey, guesses).with(".partitionKey()")]]);
  if (sortKey !== undefined) attributes.set(sortKey[0], typeOf(sortKey, guesses).with(".sortKey()"));
  const ofIndexes = [...globalSecondaryIndexes, ...localSecondaryIndexes].flatMap(({ sortKey, ...index }) => [
    ...("partitionKey" in index ? listed(index.partitionKey) : []),
    ...listed(sortKey),
  ]);
  for (const key of ofIndexes) {
    const [name] = key;
    const guess = guesses.get(name);
    if (attributes.has(name)) continue;
    attributes.set(name, guess instanceof Expression ? guess : typeOf(key, guesses).with(".optional()"));
  }
  return attributes;
}

/** The type of a key attribute: what the sample items say, or what the key's type says. */
function typeOf([name, type]: KeyAttribute, guesses: ReadonlyMap<string, Expression | NoGuess>): Expression {
  const guess = guesses.get(name);
  return guess instanceof Expression ? guess : new Expression(`attr.${KEY_TYPES[type]}()`);
}

const KEY_TYPES = { S: "string", N: "number", B: "binary" } as const;

function listed(keys: KeyAttribute | KeyAttributes | readonly [] | undefined): readonly KeyAttribute[] {
  if (keys === undefined) return [];
  // A single key begins with its name, a list of keys with a key.
  return typeof keys[0] === "string" ? [keys as KeyAttribute] : (keys as readonly KeyAttribute[]);
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

/** The keys of an index, which a local one has in part. */
interface IndexKeys extends Pick<LocalSecondaryIndexOptions, "projection"> {
  readonly partitionKey?: GlobalSecondaryIndexOptions["partitionKey"] | undefined;
  readonly sortKey?: GlobalSecondaryIndexOptions["sortKey"] | undefined;
}

function namesOf(keys: Parameters<typeof listed>[0]): string | readonly string[] | undefined {
  const names = listed(keys).map(([name]) => name);
  return names.length < 2 ? names[0] : names;
}
