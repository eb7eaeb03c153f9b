import type { AnyAttribute, Attribute, Attributes, KeyRole } from "../attribute.js";

/** The names of the attributes in a template: `"ORDER#{placedAt}#{number:8}"` → `"placedAt" | "number"`. */
export type NamesIn<T extends string> = string extends T
  ? never // a text that is known at run time only
  : T extends `${string}{${infer Inside}}${infer Rest}`
    ? NameOf<Inside> | NamesIn<Rest>
    : never;
type NameOf<Inside extends string> = Inside extends `${infer Name}:${number}` ? Name : Inside;

/** The templates of a model, by the names of key attributes. */
export type Templates = Readonly<Record<string, string>>;

/** The attributes that key attributes are made of: those in their templates, or themselves. */
export type SourceNames<N, K> = N extends keyof K ? (K[N] extends string ? NamesIn<K[N]> : never) : N;

type WithRole<T extends AnyAttribute, R extends KeyRole> = Attribute<
  T["~types"]["value"],
  T["~types"]["storage"],
  R,
  T["~types"]["need"],
  T["~types"]["inside"]
>;

/** The attributes with their roles in the table's key: those of the partition key, and those of the sort key. */
export type WithRoles<A extends Attributes, P, S> = {
  readonly [N in keyof A]: N extends P
    ? WithRole<A[N], "partitionKey">
    : N extends S
      ? WithRole<A[N], "sortKey">
      : A[N];
};

/** Those of the names whose attributes can be absent. Not of all attributes: the type check of a model would take longer. */
type OptionalNames<A extends Attributes, N> = N extends keyof A
  ? A[N]["~types"]["need"] extends "optional"
    ? N
    : null extends A[N]["~types"]["value"]
      ? N
      : never
  : never;

/**
 * A template, or what is wrong with it as a type that no template matches. Not as a literal type: the compiler would show
 * `never`, which is what two different literals have in common.
 */
export type CheckedTemplate<T, A extends Attributes, IsPrimary extends boolean> = T extends string
  ? [Exclude<NamesIn<T>, keyof A>] extends [never]
    ? IsPrimary extends true
      ? [OptionalNames<A, NamesIn<T>>] extends [never]
        ? T
        : {
            readonly "~problem": `Every item has this key. Take .optional() or .nullable() from ${OptionalNames<A, NamesIn<T>> & string}.`;
          }
      : T
    : { readonly "~problem": `There is no attribute ${Exclude<NamesIn<T>, keyof A>}.` }
  : T;
