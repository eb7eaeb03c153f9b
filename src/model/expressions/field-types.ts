import type { AnyAttribute, Attributes, KeyStorage } from "../attribute.js";
import type { GivenOf, ValueOf } from "../infer.js";
import type { Change } from "./change.js";
import type { Condition } from "./condition.js";

/** The storage types, as arguments of `hasType`. */
export type StoredType = "S" | "N" | "B" | "BOOL" | "NULL" | "L" | "M" | "SS" | "NS" | "BS";

/** The conditions on any attribute. */
export interface Field<V> {
  /** It equals the value. */ eq(value: V): Condition /** It differs from the value, or is missing. */;
  ne(value: V): Condition;
  /** It equals one of the values, 1 to 100. */
  in(values: readonly V[]): Condition;
  /** It exists, possibly as null. */
  exists(): Condition;
  /** It is missing. */
  notExists(): Condition;
  /** Its storage type is the given one; that of null is `"NULL"`. */
  hasType(type: StoredType): Condition;
}

/** The comparisons of an attribute, or its size, in DynamoDB's order. */
export interface Ordered<V> {
  /** It is less than the value. */
  lt(value: V): Condition;
  /** It is less than or equal to the value. */
  lte(value: V): Condition;
  /** It is greater than the value. */
  gt(value: V): Condition;
  /** It is greater than or equal to the value. */
  gte(value: V): Condition;
  /** It is between the two values, inclusive. */
  between(low: V, high: V): Condition;
}

/** A size: bytes of UTF-8 text, bytes, or elements. */
export interface Size extends Ordered<number> {
  /** It equals the number. */
  eq(value: number): Condition;
  /** It differs from the number. */
  ne(value: number): Condition;
  /** It equals one of the numbers, 1 to 100. */
  in(values: readonly number[]): Condition;
}

/** An attribute that has a size. */
export interface SizedField<V> extends Field<V> {
  /** The length of text in UTF-8 bytes, of bytes, or the number of elements of a set, a list or a map. */
  size(): Size;
}

/** An attribute with an order: a number, a date, a time. */
export interface OrderedField<V> extends Field<V>, Ordered<NonNullable<V>> {}

/** An attribute of text. */
export interface TextField<V> extends SizedField<V>, Ordered<NonNullable<V>> {
  /** It starts with the text. */
  beginsWith(text: string): Condition;
  /** It contains the text. */
  contains(text: string): Condition;
}

/** An attribute of bytes. */
export interface BytesField<V> extends SizedField<V>, Ordered<NonNullable<V>> {
  /** It starts with the bytes. */
  beginsWith(bytes: Uint8Array): Condition;
}

/** A set. */
export interface SetField<V, E> extends SizedField<V> {
  /** It contains the value. */ contains(member: E): Condition;
}

/** A list. */
export interface ListField<V, E extends AnyAttribute> extends SizedField<V> {
  /** It contains the value. */ contains(element: ValueOf<E>): Condition;
  /** One element, by its index from 0. */
  at(index: number): PartOf<E>;
}

/** An object with known members. */
export interface MapField<V, M extends Attributes> extends SizedField<V> {
  /** One member. */
  key<K extends keyof M & string>(name: K): FieldOf<M[K]>;
}

/** An object with any names. */
export interface RecordField<V, E extends AnyAttribute> extends SizedField<V> {
  /** One member. */
  key(name: string): PartOf<E>;
}

/** The changes of any attribute outside the key. */
export interface Settable<V> {
  /** Sets it to the value. */
  set(value: V): Change;
  /** Sets it to the value if it is missing. */
  setIfMissing(value: V): Change;
}

/** The removal of an optional attribute. */
export interface Removable {
  /** Removes it. If it is an element of a list, the elements after it move up. */
  remove(): Change;
}

/** The changes of a number. */
export interface Countable<V> {
  /** Adds the number, which can be negative. A missing value counts as 0. */
  add(amount: NonNullable<V>): Change;
}

/** The changes of a list. */
export interface Growable<E> {
  /** Appends the values. A missing list is created. */
  append(values: readonly E[]): Change;
  /** Inserts the values at the start. A missing list is created. */
  prepend(values: readonly E[]): Change;
}

/** The changes of a set. */
export interface SetChanges<V> {
  /** Adds the members. A missing set is created. */
  add(members: NonNullable<V>): Change;
  /** Deletes the members. A set without members is removed. */
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
      : [KeyStorage] extends [S] // attr.custom(), whose values are ordered by their stored form
        ? OrderedField<V>
        : Field<V>;

/** An object of another library's schema has members too, but their types are unknown here. */
type ObjectOf<V, I> = I extends AnyAttribute
  ? RecordField<V, I>
  : unknown extends I
    ? SizedField<V>
    : I extends Attributes
      ? MapField<V, I>
      : SizedField<V>;

/** The conditions on an attribute, by its type. */
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

/** The changes of an attribute, by its type. */
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

/** An element of a list, or a member of a record, all of which are optional. */
export type PartOf<A extends AnyAttribute> = Asked<GivenOf<A>, StorageOf<A>, InsideOf<A>> &
  Changed<GivenOf<A>, StorageOf<A>, InsideOf<A>> &
  Removable;

/** An attribute, or a member of a map: keys cannot change, and required ones cannot be removed. */
export type FieldOf<A extends AnyAttribute> = A["~types"]["role"] extends "none"
  ? A["~types"]["need"] extends "required"
    ? Asked<GivenOf<A>, StorageOf<A>, InsideOf<A>> & Changed<GivenOf<A>, StorageOf<A>, InsideOf<A>>
    : PartOf<A>
  : Asked<GivenOf<A>, StorageOf<A>, InsideOf<A>>;

/** The fields of an item, for conditions and changes: `item.age.gte(18)`, `item.address.key("city").set("Oslo")`. */
export type Fields<A extends Attributes> = { readonly [K in keyof A]: FieldOf<A[K]> };
