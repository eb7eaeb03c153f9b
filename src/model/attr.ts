import { withArgumentChecks } from "./attr-arguments.js";
import {
  type AnyAttribute,
  type Attribute,
  type Attributes,
  type KeyableAttribute,
  type KeyStorage,
  makeAttribute,
  type NumberAttribute,
  type VectorAttribute,
} from "./attribute.js";
import { type Codec, InvalidValue } from "./codec.js";
import * as containers from "./containers.js";
import * as dates from "./dates.js";
import type { MemberValues, ValueOf } from "./infer.js";
import { json } from "./json.js";
import { map } from "./members.js";
import { plain } from "./plain-codec.js";
import * as scalars from "./scalars.js";
import { type StandardSchema, standardCodec } from "./standard-schema.js";
import { vector } from "./vectors.js";

/**
 * How a custom value is stored: as a string, a number or bytes. A number is encoded to a number, or to text for numbers
 * with more digits, and decoded from text without an exponent, with all of its digits.
 */
export type CustomCodec<V> =
  | CodecAs<"S", V, string, string>
  | CodecAs<"N", V, number | string, string>
  | CodecAs<"B", V, Uint8Array, Uint8Array>;

/** How a custom value is stored as one storage type of DynamoDB. */
export interface CodecAs<S extends KeyStorage, V, Given, Stored> {
  /** The storage type. */
  readonly storage: S;
  /** Converts a value to the stored value. */
  readonly encode: (value: V) => Given;
  /** Converts the stored value back. */
  readonly decode: (stored: Stored) => V;
}

const keyable = { canBeKey: true };

/**
 * The types of a model's attributes.
 *
 * `string`, `enum`, `literal`, `number`, `bigint`, `decimal`, `binary`, `date` and `timestamp` can be keys, with
 * `.partitionKey()` and `.sortKey()`. All have `.optional()`, `.default(value)` and `.nullable()`.
 *
 * @example
 * ```ts
 * import { attr, defineModel } from "dynatwin";
 *
 * class Order extends defineModel({
 *   table: "orders",
 *   attributes: {
 *     customer: attr.string().partitionKey(),
 *     placedAt: attr.date().sortKey(),
 *     status: attr.enum(["open", "paid", "sent"]).default("open"),
 *     lines: attr.list(attr.map({ product: attr.string(), count: attr.number() })),
 *     note: attr.string().optional(),
 *   },
 * }) {}
 *
 * const order = new Order({ customer: "c-1", placedAt: new Date(), lines: [{ product: "p-1", count: 2 }] });
 * console.log(order.status); // open
 * ```
 */
export const attr = withArgumentChecks({
  /** Text, stored as S. */
  string: () => makeAttribute<KeyableAttribute<string, "S">>("string", scalars.string, keyable),
  /**
   * A number up to 2^53, stored as N. A stored number that a double cannot represent is an error, it is not rounded; -0
   * becomes 0.
   */
  number: () => makeAttribute<NumberAttribute>("number", scalars.number, keyable),
  /** A whole number of up to 38 digits, stored as N. */
  bigint: () => makeAttribute<KeyableAttribute<bigint, "N">>("bigint", scalars.bigint, keyable),
  /** An exact decimal number of up to 38 digits, as text: `"12.50"`, `"1.23e40"`; read as `"12.5"`. Stored as N. */
  decimal: () => makeAttribute<KeyableAttribute<string, "N">>("decimal", scalars.decimal, keyable),
  /** Bytes, stored as B. */
  binary: (): KeyableAttribute<Uint8Array, "B"> => makeAttribute("binary", scalars.binary, keyable),
  /** True or false, stored as BOOL. */
  boolean: () => makeAttribute<Attribute<boolean, "BOOL">>("boolean", scalars.boolean),
  /** A Date, stored as ISO 8601 text (S), which sorts by time. */
  date: () => makeAttribute<KeyableAttribute<Date, "S">>("date", dates.date, keyable),
  /**
   * A time since 1970, stored as N: a Date for seconds (`"s"`, as required for time to live; fractions are cut off) and
   * milliseconds (`"ms"`), a bigint for microseconds (`"us"`) and nanoseconds (`"ns"`), which a Date cannot represent.
   */
  timestamp,
  /** An array, stored as L. */
  list: <A extends AnyAttribute>(of: A) =>
    makeAttribute<Attribute<ValueOf<A>[], "L", "none", "required", A>>("list", containers.list(of.spec.codec), {
      element: of.spec,
    }),
  /** An object with known members, each with its own type, stored as M. */
  map: <A extends Attributes>(members: A): Attribute<MemberValues<A>, "M", "none", "required", A> => {
    const specs = Object.fromEntries(Object.entries(members).map(([name, { spec }]) => [name, spec]));
    return makeAttribute("map", map(specs), { members: specs });
  },
  /** An object with any names and values of one type, stored as M. */
  record: <A extends AnyAttribute>(of: A) =>
    makeAttribute<Attribute<Record<string, ValueOf<A>>, "M", "none", "required", A>>(
      "record",
      containers.record(of.spec.codec),
      { element: of.spec },
    ),
  /** A Set of strings, stored as SS. */
  stringSet: () => makeAttribute<Attribute<Set<string>, "SS">>("stringSet", containers.stringSet),
  /** A Set of numbers, stored as NS. */
  numberSet: () => makeAttribute<Attribute<Set<number>, "NS">>("numberSet", containers.numberSet),
  /** A Set of byte arrays, stored as BS. */
  binarySet: (): Attribute<Set<Uint8Array>, "BS"> => makeAttribute("binarySet", containers.binarySet),
  /**
   * A vector of 1 to 4096 numbers of 32 bits, for a vector index: an array or a Float32Array when written, a Float32Array
   * when read. Stored as L of N.
   */
  vector: (dimensions: number) => makeAttribute<VectorAttribute>("vector", vector(dimensions), { dimensions }),
  /** One of the given strings, stored as S. */
  literal: <const V extends string>(...values: readonly V[]) => oneOf("literal", values),
  /** One of the given strings, stored as S. */
  enum: <const V extends string>(values: readonly V[]) => oneOf("enum", values),
  /**
   * Any JSON value, stored as text (S). Values that JSON omits or changes are refused: a Map, a Set, bytes, NaN,
   * undefined in an array, functions, bigints, circular references, instances of classes. An object with a `toJSON`
   * method, such as a Date, is stored as the result of that method; undefined members are omitted.
   */
  json: <V>() => makeAttribute<Attribute<V, "S", "none", "required", "json">>("json", json),
  /** A custom value, stored as text, number or bytes. */
  custom: <V>(codec: CustomCodec<V>) => makeAttribute<Attribute<V, KeyStorage>>("custom", custom(codec)),
  /**
   * A value checked by a schema of zod, valibot, arktype or another library that follows the Standard Schema, stored as
   * the given type.
   */
  schema: <V, const S extends "S" | "N" | "B" | "BOOL" | "L" | "M">(schema: StandardSchema<V>, storage: S) =>
    makeAttribute<Attribute<V, S>>("schema", standardCodec(schema, storage)),
});

function timestamp(unit: "s" | "ms"): KeyableAttribute<Date, "N">;
function timestamp(unit: "us" | "ns"): KeyableAttribute<bigint, "N">;
function timestamp(unit: "s" | "ms" | "us" | "ns"): KeyableAttribute<Date, "N"> | KeyableAttribute<bigint, "N"> {
  if (unit === "us" || unit === "ns") return makeAttribute("timestamp", scalars.instant, keyable);
  return makeAttribute("timestamp", unit === "s" ? dates.seconds : dates.milliseconds, keyable);
}

function oneOf<V extends string>(kind: string, values: readonly V[]): KeyableAttribute<V, "S"> {
  const allowed = new Set<string>(values);
  const check = (value: string): V => {
    if (allowed.has(value)) return value as V;
    throw new InvalidValue(`expected one of ${values.map((each) => JSON.stringify(each)).join(", ")}`);
  };
  const codec: Codec<V> = {
    storage: "S",
    encode: (value) => scalars.string.encode(check(value)),
    decode: (stored) => check(scalars.string.decode(stored)),
  };
  return makeAttribute(kind, codec, keyable);
}

function custom<V>(own: CustomCodec<V>): Codec<V> {
  const stored: Codec<unknown> = own.storage === "N" ? scalars.numeral : plain(own.storage);
  // The storage type determines which of the three it is, and `plain` checks the arguments and results of the
  // functions.
  const { encode, decode } = own as { encode: (value: V) => unknown; decode: (found: unknown) => V };
  return {
    storage: own.storage,
    encode: (value) => stored.encode(encode(value)),
    decode: (found) => decode(stored.decode(found)),
  };
}
