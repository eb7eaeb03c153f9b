import type { AnyAttribute, Attributes, KeyRole, Need } from "./attribute.js";

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

/** An item as it is read: every attribute but the optional ones is there. */
export type ItemOf<A extends Attributes> = Simplify<
  { -readonly [K in NamesWithNeed<A, "required" | "default">]: ValueOf<A[K]> } & {
    -readonly [K in NamesWithNeed<A, "optional">]?: ValueOf<A[K]> | undefined;
  }
>;

/** What a new item is made of: what has a default may be left out too. */
export type InputOf<A extends Attributes> = Simplify<
  { [K in NamesWithNeed<A, "required">]: ValueOf<A[K]> } & {
    [K in NamesWithNeed<A, "optional" | "default">]?: ValueOf<A[K]> | undefined;
  }
>;

/** The name of the attribute that is the table's partition key. */
export type PartitionKeyName<A extends Attributes> = NamesWithRole<A, "partitionKey">;
/** The name of the attribute that is the table's sort key; `never` where there is none. */
export type SortKeyName<A extends Attributes> = NamesWithRole<A, "sortKey">;

/** The key of an item. */
export type KeyOf<A extends Attributes> = Simplify<{
  [K in PartitionKeyName<A> | SortKeyName<A>]: ValueOf<A[K]>;
}>;

/** The attributes that an index may have as a key. */
export type KeyableName<A extends Attributes> = {
  [K in keyof A]: A[K] extends { readonly "~keyable": true } ? K : never;
}[keyof A] &
  string;

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
