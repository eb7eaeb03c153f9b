import type { AnyAttribute, Attributes, KeyableAttribute, KeyRole, KeyStorage, Need } from "./attribute.js";

/** The value of an attribute. */
export type ValueOf<A extends AnyAttribute> = A["~types"]["value"];

type NamesWithNeed<A extends Attributes, N extends Need> = {
  [K in keyof A]: A[K]["~types"]["need"] extends N ? K : never;
}[keyof A];
type NamesWithRole<A extends Attributes, R extends KeyRole> = {
  [K in keyof A]: A[K]["~types"]["role"] extends R ? K : never;
}[keyof A];

/** Shows a type as one object instead of the pieces it was made of. */
export type Simplify<T> = { [K in keyof T]: T[K] } & {};

/** The values of an item as it is read, by its attributes. */
export type ItemValues<A extends Attributes> = Simplify<
  { -readonly [K in NamesWithNeed<A, "required" | "default">]: ValueOf<A[K]> } & {
    -readonly [K in NamesWithNeed<A, "optional">]?: ValueOf<A[K]> | undefined;
  }
>;

/** The values that a new item is made of, by its attributes. */
export type InputValues<A extends Attributes> = Simplify<
  { [K in NamesWithNeed<A, "required">]: ValueOf<A[K]> } & {
    [K in NamesWithNeed<A, "optional" | "default">]?: ValueOf<A[K]> | undefined;
  }
>;

/** The name of the attribute that is the table's partition key. */
export type PartitionKeyName<A extends Attributes> = NamesWithRole<A, "partitionKey">;
/** The name of the attribute that is the table's sort key; `never` where there is none. */
export type SortKeyName<A extends Attributes> = NamesWithRole<A, "sortKey">;

/** The values of an item's key, by its attributes. */
export type KeyValues<A extends Attributes> = Simplify<{
  [K in PartitionKeyName<A> | SortKeyName<A>]: ValueOf<A[K]>;
}>;

/** What knows its attributes: a model class, and each of its items. */
export interface Described {
  /** Types only: the attributes of the model. Nothing is there at run time. */
  readonly "~attributes": Attributes;
}

/** The attributes of a model class, or of one of its items. */
export type AttributesOf<M extends Described> = M["~attributes"];
/** An item of a model as it is read, without the methods: every attribute but the optional ones is there. */
export type ItemOf<M extends Described> = ItemValues<AttributesOf<M>>;
/** What a new item of a model is made of: what has a default may be left out too. */
export type InputOf<M extends Described> = InputValues<AttributesOf<M>>;
/** The key of a model's items. */
export type KeyOf<M extends Described> = KeyValues<AttributesOf<M>>;

/** The attributes that an index may have as a key. */
export type KeyableName<A extends Attributes> = A extends unknown // so that messages show the names instead of the attributes
  ? { [K in keyof A]: A[K] extends Pick<KeyableAttribute<unknown, KeyStorage>, "~keyable"> ? K : never }[keyof A] &
      string
  : never;

/** The attributes that may change once an item is there. */
export type ChangeableName<A extends Attributes> = Exclude<keyof A, PartitionKeyName<A> | SortKeyName<A>>;

type IsUnion<T, Whole = T> = T extends Whole ? ([Whole] extends [T] ? false : true) : never;
/** The keys that an item could be without. */
type LooseKeyName<A extends Attributes> = {
  [K in PartitionKeyName<A> | SortKeyName<A>]: A[K]["~types"]["need"] extends "optional"
    ? K
    : null extends ValueOf<A[K]>
      ? K
      : never;
}[PartitionKeyName<A> | SortKeyName<A>];

/** What is wrong with the keys among a model's attributes, as a text that no attributes are; else `unknown`. */
export type KeyFault<A extends Attributes> = string extends keyof A
  ? unknown // attributes that are known at run time only
  : [PartitionKeyName<A>] extends [never]
    ? "No attribute is the partition key. Make one .partitionKey()."
    : true extends IsUnion<PartitionKeyName<A>>
      ? `A model has one partition key. Take .partitionKey() from all but one of ${PartitionKeyName<A> & string}.`
      : true extends IsUnion<SortKeyName<A>>
        ? `A model has one sort key. Take .sortKey() from all but one of ${SortKeyName<A> & string}.`
        : [LooseKeyName<A>] extends [never]
          ? unknown
          : `A key is always there. Take .optional() or .nullable() from ${LooseKeyName<A> & string}.`;
