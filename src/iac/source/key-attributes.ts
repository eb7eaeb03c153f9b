import { listOfKeys } from "../../table/definition/create-table-request.js";
import type { CreateTableOptions, KeyAttribute } from "../../table/definition/options.js";
import type { NoGuess, Stored } from "./guess-attribute.js";
import { Expression } from "./print.js";

/** What sample items tell of the types of attributes. */
type Guesses = ReadonlyMap<string, Expression | NoGuess>;

/**
 * The attributes that the keys and the indexes of a table name. Those of indexes are optional: an item without them is in the table
 * only.
 */
export function keyAttributes(
  definition: CreateTableOptions,
  guesses: Guesses,
  items: readonly Stored[],
): ReadonlyMap<string, Expression> {
  const { partitionKey, sortKey, vectorIndexes = [] } = definition;
  const attributes = new Map([[partitionKey[0], typeOf(partitionKey, guesses).with(".partitionKey()")]]);
  if (sortKey !== undefined) attributes.set(sortKey[0], typeOf(sortKey, guesses).with(".sortKey()"));
  const add = (name: string, type: Expression) => {
    const guess = guesses.get(name);
    if (!attributes.has(name)) attributes.set(name, guess instanceof Expression ? guess : type.with(".optional()"));
  };
  for (const key of keysOfIndexes(definition)) add(key[0], typeOf(key, guesses));
  for (const { vector, dimensions } of vectorIndexes) {
    const type = new Expression("attr.vector(", dimensions, ")");
    attributes.set(vector, isInAll(vector, items) ? type : type.with(".optional()"));
  }
  return attributes;
}

/** Whether there are items, and all of them have an attribute. */
function isInAll(name: string, items: readonly Stored[]): boolean {
  return items.length > 0 && items.every((item) => Object.hasOwn(item, name));
}

/** The names of attributes that indexes project. */
export function projectedNames(definition: CreateTableOptions): ReadonlySet<string> {
  const { globalSecondaryIndexes = [], localSecondaryIndexes = [], vectorIndexes = [] } = definition;
  const indexes = [...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes];
  return new Set(indexes.flatMap(({ projection }) => (typeof projection === "object" ? projection : [])));
}

/** The keys of all indexes, with the partition keys and the filters of vector indexes. */
export function keysOfIndexes(definition: CreateTableOptions): readonly KeyAttribute[] {
  const { globalSecondaryIndexes = [], localSecondaryIndexes = [], vectorIndexes = [] } = definition;
  return [
    ...globalSecondaryIndexes.flatMap(({ partitionKey, sortKey }) => [
      ...listOfKeys(partitionKey),
      ...listOfKeys(sortKey),
    ]),
    ...localSecondaryIndexes.map(({ sortKey }) => sortKey),
    ...vectorIndexes.flatMap(({ partitionKey, filters = [] }) => [...listOfKeys(partitionKey), ...filters]),
  ];
}

/** The type of a key attribute: what the sample items say, or what the key's type says. */
function typeOf([name, type]: KeyAttribute, guesses: Guesses): Expression {
  const guess = guesses.get(name);
  return guess instanceof Expression ? guess : new Expression(`attr.${KEY_TYPES[type]}()`);
}

const KEY_TYPES = { S: "string", N: "number", B: "binary" } as const;
