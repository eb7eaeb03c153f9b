import type { AnyAttribute, Attributes, KeyStorage } from "../attribute.js";
import type { ValueOf } from "../infer.js";
import type { Change } from "./change.js";
import type { Condition } from "./clause.js";

/** The types of stored values, as `hasType` takes them. */
export type StoredType = "S" | "N" | "B" | "BOOL" | "NULL" | "L" | "M" | "SS" | "NS" | "BS";

/** What can be asked of any attribute. */
export interface Field<V> {
  /** It equals the value. */
  eq(value: V): Condition;
  /** It differs from the value, or is not there. */
  ne(value: V): Condition;
  /** It equals one of the values, of which there are 1 to 100. */
  in(values: readonly V[]): Condition;
  /** It is there, if only as null. */
  exists(): Condition;
  /** It is not there. */
  notExists(): Condition;
  /** It is stored as the type: null is `"NULL"`. */
  hasType(type: StoredType): Condition;
}

/** How an attribute, or its size, compares to values in DynamoDB's order. */
export interface Ordered<V> {
  /** It is below the value. */
  lt(value: V): Condition;
  /** It is the value, or below it. */
  lte(value: V): Condition;
  /** It is above the value. */
  gt(value: V): Condition;
  /** It is the value, or above it. */
  gte(value: V): Condition;
  /** It is between the two, or one of them. */
  between(low: V, high: V): Condition;
}

/** A size to compare: characters in bytes, bytes, or elements. */
export interface Size extends Ordered<number> {
  /** It equals the number. */
  eq(value: number): Condition;
  /** It differs from the number. */
  ne(value: number): Condition;
  /** It equals one of the numbers, of which there are 1 to 100. */
  in(values: readonly number[]): Condition;
}

/** An attribute that has a size. */
export interface SizedField<V> extends Field<V> {
  /** The length of text in bytes of UTF-8, of bytes, or the number of elements of a set, a list or a map. */
  size(): Size;
}

/** An attribute with an order: a number, a date, a time. */
export interface OrderedField<V> extends Field<V>, Ordered<NonNullable<V>> {}

/** An attribute of text. */
export interface TextField<V> extends SizedField<V>, Ordered<NonNullable<V>> {
  /** It starts with the text. */
  beginsWith(text: string): Condition;
  /** The text is somewhere in it. */
  contains(text: string): Condition;
}

/** An attribute of bytes. */
export interface BytesField<V> extends SizedField<V>, Ordered<NonNullable<V>> {
  /** It starts with the bytes. */
  beginsWith(bytes: Uint8Array): Condition;
}

/** A set. */
export interface SetField<V, E> extends SizedField<V> {
  /** The value is in it. */
  contains(member: E): Condition;
}

/** A list. */
export interface ListField<V, E extends AnyAttribute> extends SizedField<V> {
  /** The value is in it. */
  contains(element: ValueOf<E>): Condition;
  /** One element, counted from 0. */
  at(index: number): PartOf<E>;
}

/** An object with known members. */
export interface MapField<V, M extends Attributes> extends SizedField<V> {
  /** One member. */
  key<K extends keyof M & string>(name: K): FieldOf<M[K]>;
}

/** An object with names of your choice. */
export interface RecordField<V, E extends AnyAttribute> extends SizedField<V> {
  /** One member. */
  key(name: string): PartOf<E>;
}

/** How any attribute but those of the key changes. */
export interface Settable<V> {
  /** It becomes the value. */
  set(value: V): Change;
  /** It becomes the value where it is not there yet. */
  setIfMissing(value: V): Change;
}

/** How an attribute that an item can go without goes. */
export interface Removable {
  /** It goes; an element of a list makes room for those behind it. */
  remove(): Change;
}

/** How a number counts. */
export interface Countable<V> {
  /** The number is added to it, and a missing one counts as 0. Below zero it is taken away. */
  add(amount: NonNullable<V>): Change;
}

/** How a list grows. */
export interface Growable<E> {
  /** The values go to its end; a missing list is made. */
  append(values: readonly E[]): Change;
  /** The values go before its start; a missing list is made. */
  prepend(values: readonly E[]): Change;
}

/** How a set grows and shrinks. */
export interface SetChanges<V> {
  /** The members come in; a missing set is made. */
  add(members: NonNullable<V>): Change;
  /** The members go; a set without any is not there any more. */
  delete(members: NonNullable<V>): Change;
}

type StorageOf<A extends AnyAttribute> = A["~types"]["storage"];
type InsideOf<A extends AnyAttribute> = A["~types"]["inside"];

type Scalar<V, S> = [NonNullable<V>] extends [string]
  ? [S] extends ["N"]
    ? OrderedField<V> // attr.decimal()
    : TextField<V>
  : [NonNullable<V>] extends [Uint8Array]
    ? BytesField<V>
    : [NonNullable<V>] extends [number | bigint | Date]
      ? OrderedField<V>
      : [KeyStorage] extends [S] // attr.custom(), whose values have the order of what is stored
        ? OrderedField<V>
        : Field<V>;

/** An object of another library's schema has members too, but they are not known here. */
type ObjectOf<V, I> = I extends AnyAttribute
  ? RecordField<V, I>
  : unknown extends I
    ? SizedField<V>
    : I extends Attributes
      ? MapField<V, I>
      : SizedField<V>;

/** What can be asked of an attribute, by its type. */
type Asked<V, S, I> = I extends "json"
  ? Field<V>
  : [S] extends ["L"]
    ? I extends AnyAttribute
      ? ListField<V, I>
      : SizedField<V>
    : [S] extends ["M"]
      ? ObjectOf<V, I>
      : NonNullable<V> extends ReadonlySet<infer E>
        ? SetField<V, E>
        : [S] extends ["BOOL"]
          ? Field<V>
          : Scalar<V, S>;

/** How an attribute changes, by its type. */
type Changed<V, S, I> = [S] extends ["L"]
  ? I extends AnyAttribute
    ? Settable<V> & Growable<ValueOf<I>>
    : Settable<V>
  : NonNullable<V> extends ReadonlySet<unknown>
    ? Settable<V> & SetChanges<V>
    : ["N", NonNullable<V>] extends [S, number | bigint]
      ? Settable<V> & Countable<V>
      : [S, NonNullable<V>] extends ["N", string] // attr.decimal()
        ? Settable<V> & Countable<V>
        : Settable<V>;

/** An element of a list, or a member of a record: none of them has to be there. */
export type PartOf<A extends AnyAttribute> = Asked<ValueOf<A>, StorageOf<A>, InsideOf<A>> &
  Changed<ValueOf<A>, StorageOf<A>, InsideOf<A>> &
  Removable;

/** An attribute, or a member of a map: keys do not change, and what an item needs cannot go. */
export type FieldOf<A extends AnyAttribute> = A["~types"]["role"] extends "none"
  ? A["~types"]["need"] extends "required"
    ? Asked<ValueOf<A>, StorageOf<A>, InsideOf<A>> & Changed<ValueOf<A>, StorageOf<A>, InsideOf<A>>
    : PartOf<A>
  : Asked<ValueOf<A>, StorageOf<A>, InsideOf<A>>;

/**
 * The attributes of an item, to ask about in a condition or to change in an update: `item.age.gte(18)`,
 * `item.address.key("city").set("Oslo")`.
 */
export type Fields<A extends Attributes> = { readonly [K in keyof A]: FieldOf<A[K]> };
