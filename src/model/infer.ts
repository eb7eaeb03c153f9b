import type {
  AnyAttribute,
  Attributes,
  KeyableAttribute,
  KeyRole,
  KeyStorage,
  Need,
  VectorAttribute,
} from "./attribute.js";

/** The value of an attribute. */
export type ValueOf<A extends AnyAttribute> = A["~types"]["value"];

/** The values that are accepted for an attribute: for a vector an array, too. */
export type GivenOf<A extends AnyAttribute> = A["~types"]["inside"] extends "vector"
  ? ValueOf<A> | readonly number[]
  : ValueOf<A>;

type NamesWithNeed<A extends Attributes, N extends Need> = {
  [K in keyof A]: A[K]["~types"]["need"] extends N ? K : never;
}[keyof A];
type NamesWithRole<A extends Attributes, R extends KeyRole> = {
  [K in keyof A]: A[K]["~types"]["role"] extends R ? K : never;
}[keyof A];

/** Displays an intersection type as one object type. */
export type Simplify<T> = { [K in keyof T]: T[K] } & {};

/** The values of an item as it is read, by its attributes. */
export type ItemValues<A extends Attributes> = Simplify<
  { -readonly [K in NamesWithNeed<A, "required" | "default">]: ValueOf<A[K]> } & {
    -readonly [K in NamesWithNeed<A, "optional">]?: ValueOf<A[K]> | undefined;
  }
>;

/** The input values of a new item, by its attributes. */
export type InputValues<A extends Attributes> = Simplify<
  { [K in NamesWithNeed<A, "required">]: GivenOf<A[K]> } & {
    [K in NamesWithNeed<A, "optional" | "default">]?: GivenOf<A[K]> | undefined;
  }
>;

/** The members of an `attr.map`. Those with a default can be omitted. */
export type MemberValues<A extends Attributes> = Simplify<
  { [K in NamesWithNeed<A, "required">]: ValueOf<A[K]> } & {
    [K in NamesWithNeed<A, "optional" | "default">]?: ValueOf<A[K]> | undefined;
  }
>;

/** The name of the attribute that is the table's partition key. */
export type PartitionKeyName<A extends Attributes> = NamesWithRole<A, "partitionKey">;
/** The name of the attribute that is the table's sort key; `never` if there is none. */
export type SortKeyName<A extends Attributes> = NamesWithRole<A, "sortKey">;

/** The values of an item's key, by its attributes. */
export type KeyValues<A extends Attributes> = Simplify<{
  [K in PartitionKeyName<A> | SortKeyName<A>]: ValueOf<A[K]>;
}>;

/** A type with attributes: a model class, or an item. */
export interface HasAttributes {
  /** Types only: the attributes of the model. It does not exist at run time. */
  readonly "~attributes": Attributes;
}

/** The attributes of a model class, or of one of its items. */
export type AttributesOf<M extends HasAttributes> = M["~attributes"];
/** An item of a model as it is read, without the methods: only optional attributes can be missing. */
export type ItemOf<M extends HasAttributes> = ItemValues<AttributesOf<M>>;
/** The input of a new item of a model: attributes with a default can be omitted too. */
export type InputOf<M extends HasAttributes> = InputValues<AttributesOf<M>>;
/** The key of a model's items. */
export type KeyOf<M extends HasAttributes> = KeyValues<AttributesOf<M>>;

/** The attributes that can be a key of an index. */
export type KeyableName<A extends Attributes> = A extends unknown // so that messages show names, not attributes
  ? { [K in keyof A]: A[K] extends Pick<KeyableAttribute<unknown, KeyStorage>, "~keyable"> ? K : never }[keyof A] &
      string
  : never;

/** The attributes that can be the vector of a vector index. */
export type VectorName<A extends Attributes> = A extends unknown // as above
  ? { [K in keyof A]: A[K] extends Pick<VectorAttribute, "~vector"> ? K : never }[keyof A] & string
  : never;

/** The attributes of an existing item that can change. */
export type ChangeableName<A extends Attributes> = Exclude<keyof A, PartitionKeyName<A> | SortKeyName<A>>;

type IsUnion<T, Whole = T> = T extends Whole ? ([Whole] extends [T] ? false : true) : never;
/** The key attributes that are optional, which is an error. */
type AnyKeyName<A extends Attributes> = {
  [K in PartitionKeyName<A> | SortKeyName<A>]: A[K]["~types"]["need"] extends "optional"
    ? K
    : null extends ValueOf<A[K]>
      ? K
      : never;
}[PartitionKeyName<A> | SortKeyName<A>];

/** The problem with the keys of a model's attributes, as a literal type that no attributes match; else `unknown`. */
export type KeyProblem<A extends Attributes> = string extends keyof A
  ? unknown // attributes whose names are known at run time only
  : [PartitionKeyName<A>] extends [never]
    ? "No attribute is the partition key. Make one .partitionKey()."
    : true extends IsUnion<PartitionKeyName<A>>
      ? `A model has one partition key. Take .partitionKey() from all but one of ${PartitionKeyName<A> & string}.`
      : true extends IsUnion<SortKeyName<A>>
        ? `A model has one sort key. Take .sortKey() from all but one of ${SortKeyName<A> & string}.`
        : [AnyKeyName<A>] extends [never]
          ? unknown
          : `A key is always there. Take .optional() or .nullable() from ${AnyKeyName<A> & string}.`;
