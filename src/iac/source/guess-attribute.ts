import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { Expression } from "./print.js";

/** In the place of a type that sample values do not tell: why not. */
export class NoGuess {
  readonly reason: string;

  constructor(reason: string) {
    this.reason = reason;
  }
}

/** Attributes of an item or a map, in DynamoDB's form. */
export type Stored = Readonly<Record<string, AttributeValue>>;

/**
 * The types of the attributes of sample items, or of sample maps, as source: `attr.string().optional()`. An attribute that some of
 * them do not have is optional.
 */
export function guessAttributes(samples: readonly Stored[]): ReadonlyMap<string, Expression | NoGuess> {
  const names = new Set(samples.flatMap(Object.keys));
  return new Map(
    [...names].map((name) => {
      const values = samples.flatMap((sample) => (Object.hasOwn(sample, name) ? [sample[name] as AttributeValue] : []));
      const type = guessType(values);
      const isOptional = values.length < samples.length;
      return [name, isOptional && type instanceof Expression ? type.with(".optional()") : type];
    }),
  );
}

function guessType(values: readonly AttributeValue[]): Expression | NoGuess {
  const stored = values.filter(({ NULL }) => NULL === undefined);
  const storages = [...new Set(stored.map(storageOf))].toSorted();
  const [storage] = storages;
  if (storage === undefined) return new NoGuess("is null in all sample items");
  if (storages.length > 1) return new NoGuess(`is stored as ${storages.join(" and ")}`);
  const type = guesses[storage]?.(stored) ?? new NoGuess(`is stored as ${storage}`);
  const isNullable = stored.length < values.length;
  return isNullable && type instanceof Expression ? type.with(".nullable()") : type;
}

function storageOf(value: AttributeValue): string {
  return Object.entries(value).find(([, member]) => member !== undefined)?.[0] ?? "";
}

/** For each storage type, the type of its values. */
const guesses: Readonly<Record<string, (values: readonly AttributeValue[]) => Expression | NoGuess>> = {
  S: (values) => new Expression(values.every(({ S }) => isIsoDate(S)) ? "attr.date()" : "attr.string()"),
  N: (values) => new Expression(`attr.${numberType(values.map(({ N = "" }) => N))}()`),
  B: () => new Expression("attr.binary()"),
  BOOL: () => new Expression("attr.boolean()"),
  SS: () => new Expression("attr.stringSet()"),
  NS: () => new Expression("attr.numberSet()"),
  BS: () => new Expression("attr.binarySet()"),
  L: (values) => {
    const members = values.flatMap(({ L = [] }) => L);
    if (members.length === 0) return new NoGuess("is an empty list in all sample items");
    const type = guessType(members);
    return type instanceof NoGuess ? new NoGuess("has members of several types") : call("list", type);
  },
  M: (values) => guessMap(values.map(({ M = {} }) => M)),
};

/** A date in the form that `attr.date()` stores. */
function isIsoDate(text = ""): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const date = new Date(text);
  return !Number.isNaN(date.getTime()) && date.toISOString() === text;
}

/** A double where it holds all values exactly, else a type with 38 digits. */
function numberType(texts: readonly string[]): "number" | "bigint" | "decimal" {
  if (texts.every((text) => digitsOf(text) === digitsOf(String(Number(text))))) return "number";
  return texts.every((text) => /^-?\d+$/.test(text)) ? "bigint" : "decimal";
}

/** The digits of a number and the place of its point, in one form for one number. */
function digitsOf(text: string): string {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] =
    /^(-?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  const all = `${whole}${fraction}`.replace(/^0+/, "");
  const digits = all.replace(/0+$/, "");
  return digits === "" ? "0" : `${sign}${digits}e${Number(exponent) - fraction.length + all.length - digits.length}`;
}

/** More names than this, all of the same type and few of them in each map, are those of a record. */
const RECORD_NAMES = 8;

function guessMap(samples: readonly Stored[]): Expression | NoGuess {
  const members = guessAttributes(samples);
  const names = samples.reduce((sum, sample) => sum + Object.keys(sample).length, 0);
  if (members.size === 0) return new NoGuess("is an empty map in all sample items");
  if (members.size > RECORD_NAMES && names <= (members.size * samples.length) / 2) {
    const type = guessType(samples.flatMap(Object.values));
    if (type instanceof Expression) return call("record", type);
  }
  const known = [...members].filter((entry): entry is [string, Expression] => entry[1] instanceof Expression);
  return known.length === members.size
    ? call("map", Object.fromEntries(known))
    : new NoGuess("has members whose types the sample items do not tell");
}

function call(name: string, argument: unknown): Expression {
  return new Expression(`attr.${name}(`, argument, ")");
}
