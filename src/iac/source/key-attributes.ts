import type { CreateTableOptions, KeyAttribute, KeyAttributes } from "../../table/definition/options.js";
import type { NoGuess } from "./guess-attribute.js";
import { Expression } from "./print.js";

/** What sample items tell of the types of attributes. */
type Guesses = ReadonlyMap<string, Expression | NoGuess>;

/**
 * The attributes that the keys and the indexes of a table name. Those of indexes are optional: an item without them is in the table
 * only.
 */
export function keyAttributes(definition: CreateTableOptions, guesses: Guesses): ReadonlyMap<string, Expression> {
  const { partitionKey, sortKey, vectorIndexes = [] } = definition;
  const attributes = new Map([[partitionKey[0], typeOf(partitionKey, guesses).with(".partitionKey()")]]);
  if (sortKey !== undefined) attributes.set(sortKey[0], typeOf(sortKey, guesses).with(".sortKey()"));
  const add = (name: string, type: Expression) => {
    const guess = guesses.get(name);
    if (!attributes.has(name)) attributes.set(name, guess instanceof Expression ? guess : type.with(".optional()"));
  };
  for (const key of keysOfIndexes(definition)) add(key[0], typeOf(key, guesses));
  for (const { vector, dimensions } of vectorIndexes) {
    const isInAll = guesses.get(vector) instanceof Expression && !isOptional(guesses.get(vector));
    const type = new Expression("attr.vector(", dimensions, ")");
    attributes.set(vector, isInAll ? type : type.with(".optional()"));
  }
  return attributes;
}

function isOptional(guess: Expression | NoGuess | undefined): boolean {
  return guess instanceof Expression && guess.print(() => "").endsWith(".optional()");
}

/** The names of attributes that indexes project. */
export function projectedNames(definition: CreateTableOptions): ReadonlySet<string> {
  const { globalSecondaryIndexes = [], localSecondaryIndexes = [], vectorIndexes = [] } = definition;
  const indexes = [...globalSecondaryIndexes, ...localSecondaryIndexes, ...vectorIndexes];
  return new Set(indexes.flatMap(({ projection }) => (typeof projection === "object" ? projection : [])));
}

function keysOfIndexes(definition: CreateTableOptions): readonly KeyAttribute[] {
  const { globalSecondaryIndexes = [], localSecondaryIndexes = [], vectorIndexes = [] } = definition;
  return [
    ...globalSecondaryIndexes.flatMap(({ partitionKey, sortKey }) => [...listed(partitionKey), ...listed(sortKey)]),
    ...localSecondaryIndexes.map(({ sortKey }) => sortKey),
    ...vectorIndexes.flatMap(({ partitionKey, filters = [] }) => [...listed(partitionKey), ...filters]),
  ];
}

/** The type of a key attribute: what the sample items say, or what the key's type says. */
function typeOf([name, type]: KeyAttribute, guesses: Guesses): Expression {
  const guess = guesses.get(name);
  return guess instanceof Expression ? guess : new Expression(`attr.${KEY_TYPES[type]}()`);
}

const KEY_TYPES = { S: "string", N: "number", B: "binary" } as const;

/** Key attributes as a list: one, several, or none. */
export function listed(keys: KeyAttribute | KeyAttributes | readonly [] | undefined): readonly KeyAttribute[] {
  if (keys === undefined) return [];
  // A single key begins with its name, a list of keys with a key.
  return typeof keys[0] === "string" ? [keys as KeyAttribute] : (keys as readonly KeyAttribute[]);
}
