import type { ModelInfo } from "./async/model/model-info.js";
import type { SharedTableDefinition } from "./define-table.js";
import type { Attributes, KeyStorage } from "./model/attribute.js";
import type { InputValues, ItemValues, PartitionKeyName, Simplify, SortKeyName, ValueOf } from "./model/infer.js";
import type { SourceNames, WithRoles } from "./model/templates/template-types.js";
import type { Model } from "./sync/model/model.js";
import type { ModelIndex } from "./sync/model/model-index.js";
import type { ModelVectorIndex } from "./sync/model/vector-index.js";

/** No templates. */
export type NoTemplates = Record<never, never>;

/** The attributes of a model with templates: without the keys that they make, and those in them with their roles. */
type OwnAttributes<A extends Attributes, K> = [keyof K] extends [never]
  ? A
  : WithRoles<Omit<A, keyof K>, SourceNames<PartitionKeyName<A>, K>, SourceNames<SortKeyName<A>, K>>;

/** The attribute names of a key of an index: one name, or the elements of a list. */
type Names<K> = K extends readonly (infer N)[] ? N : K;
type KeyNames<D, Side extends "partitionKey" | "sortKey", K = NoTemplates> = D extends {
  readonly [S in Side]: infer Key;
}
  ? SourceNames<Names<Key>, K>
  : never;

/** The results of an index: items if it projects all attributes, else objects with the projected attributes. */
type Projected<A extends Attributes, D, Item, K = NoTemplates> = D extends { readonly projection: infer P }
  ? P extends "ALL"
    ? Item
    : Simplify<Pick<ItemValues<A>, ProjectedNames<A, D, P, K> & keyof ItemValues<A>>>
  : Item;
type ProjectedNames<A extends Attributes, D, P, K> =
  | PartitionKeyName<A>
  | SortKeyName<A>
  | KeyNames<D, "partitionKey", K>
  | KeyNames<D, "sortKey", K>
  | (P extends readonly (infer N)[] ? N : never);

/** The names of the indexes. If a definition is invalid, they are unknown, and the type is `string`. */
type KnownName<G> = string extends keyof G ? never : keyof G;
type GlobalIndexes<A extends Attributes, G, Item, K> = {
  readonly [I in KnownName<G>]: ModelIndex<
    A,
    KeyNames<G[I], "partitionKey", K> & keyof A,
    KeyNames<G[I], "sortKey", K> & keyof A,
    Projected<A, G[I], Item, K>
  >;
};
type LocalIndexes<A extends Attributes, L, Item, K> = {
  readonly [I in KnownName<L>]: ModelIndex<
    A,
    PartitionKeyName<A>,
    KeyNames<L[I], "sortKey", K> & keyof A,
    Projected<A, L[I], Item, K>
  >;
};

/** The name of a vector index's attribute, or `never`. */
type NameOf<D, M extends "vector" | "partitionKey"> = D extends { readonly [K in M]: infer N } ? N : never;
type FilterNames<D> = D extends { readonly filters: infer F } ? Names<F> : never;
/** The attributes that a vector index has: all, or those that searches use and that it projects. */
type VectorProjectedNames<D, A, Own> = D extends { readonly projection: infer P }
  ? P extends "ALL"
    ? keyof A
    : Own | Names<P extends readonly unknown[] ? P : readonly []>
  : keyof A;
/** The results of a vector index: items if it projects all attributes, else objects with its attributes N, without the vector. */
type VectorProjected<A extends Attributes, D, N, Item> = D extends { readonly projection: infer P }
  ? P extends "ALL"
    ? Item
    : Simplify<Pick<ItemValues<A>, Exclude<N, NameOf<D, "vector">> & keyof ItemValues<A>>>
  : Item;
/** A vector index with the definition D: its partition key P, its filters F, and all of its attributes N. */
type VectorIndexOf<A extends Attributes, D, P, F, N, Item> = ModelVectorIndex<
  A,
  P & keyof A,
  F & keyof A,
  N & keyof A,
  VectorProjected<A, D, N, Item>
>;
type VectorIndexes<A extends Attributes, G, Item> = {
  readonly [I in KnownName<G>]: VectorIndexOf<
    A,
    G[I],
    NameOf<G[I], "partitionKey">,
    FilterNames<G[I]>,
    VectorProjectedNames<
      G[I],
      A,
      PartitionKeyName<A> | SortKeyName<A> | NameOf<G[I], "vector"> | NameOf<G[I], "partitionKey"> | FilterNames<G[I]>
    >,
    Item
  >;
};

/** An item of a model: its attributes, and the methods. */
export type ModelItem<A extends Attributes> = ItemValues<A> &
  Model & {
    /** Types only: the attributes of the model. It does not exist at run time. */
    readonly "~attributes": A;
  };

/** The members of every model class with these attributes and items. */
type ModelClassOf<A extends Attributes, Item> = Omit<typeof Model, "prototype"> & {
  /** Creates a new item. Nothing is sent until it is saved. */
  new (input: InputValues<A>): Item;
  /** @internal */
  readonly "~model": ModelInfo;
  /** Types only: the attributes of the model. It does not exist at run time. */
  readonly "~attributes": A;
};

/** The class that `defineModel` returns, to be extended by your own class. */
export type DefinedModel<A extends Attributes, G, L, K = NoTemplates, V = NoTemplates> = [keyof K] extends [never]
  ? ModelClassOf<A, ModelItem<A>> &
      GlobalIndexes<A, G, ModelItem<A>, K> &
      LocalIndexes<A, L, ModelItem<A>, K> &
      VectorIndexes<A, V, ModelItem<A>>
  : KeyedModel<OwnAttributes<A, K>, G, L, K, V, { readonly [N in keyof K & keyof A]: ValueOf<A[N]> }>;

/** A model whose keys are made by templates: its items have them as read-only properties. */
type KeyedModel<A extends Attributes, G, L, K, V, Keys> = ModelClassOf<A, ModelItem<A> & Keys> &
  GlobalIndexes<A, G, ModelItem<A> & Keys, K> &
  LocalIndexes<A, L, ModelItem<A> & Keys, K> &
  VectorIndexes<A, V, ModelItem<A> & Keys>;

/** The names in a key of a table: `["pk", "S"]`, or a list of these. */
type TupleNames<K> = K extends readonly [infer N extends string, KeyStorage]
  ? N
  : K extends readonly (infer E)[]
    ? E extends readonly [infer N extends string, KeyStorage]
      ? N
      : never
    : never;
type TableKeyNames<D, Side extends "partitionKey" | "sortKey"> = D extends { readonly [S in Side]: infer Key }
  ? TupleNames<Key>
  : never;
type IndexesIn<D, L extends string> = D extends { readonly [K in L]: infer I } ? I : NoTemplates;
/** The names of the key attributes of a table. */
export type PrimaryKeyNames<D> = TableKeyNames<D, "partitionKey"> | TableKeyNames<D, "sortKey">;
/** The names of the key attributes of a table and its indexes. */
export type AllKeyNames<D> =
  | PrimaryKeyNames<D>
  | IndexKeyNames<IndexesIn<D, "globalSecondaryIndexes">>
  | IndexKeyNames<IndexesIn<D, "localSecondaryIndexes">>;
type IndexKeyNames<I> = { [P in keyof I]: PrimaryKeyNames<I[P]> }[keyof I];

/** The property of an index, if a model has all of its keys. */
type UsedIndex<P, I, N> = [Exclude<PrimaryKeyNames<I>, N>] extends [never] ? P : never;
type SharedGlobalIndexes<A extends Attributes, D, Item, K, I = IndexesIn<D, "globalSecondaryIndexes">> = {
  readonly [P in keyof I as UsedIndex<P, I[P], keyof K | keyof A>]: ModelIndex<
    A,
    SourceNames<TableKeyNames<I[P], "partitionKey">, K> & keyof A,
    SourceNames<TableKeyNames<I[P], "sortKey">, K> & keyof A,
    SharedProjected<A, D, I[P], Item, K>
  >;
};
type SharedLocalIndexes<A extends Attributes, D, Item, K, I = IndexesIn<D, "localSecondaryIndexes">> = {
  readonly [P in keyof I as UsedIndex<P, I[P], keyof K | keyof A>]: ModelIndex<
    A,
    SourceNames<TableKeyNames<D, "partitionKey">, K> & keyof A,
    SourceNames<TableKeyNames<I[P], "sortKey">, K> & keyof A,
    SharedProjected<A, D, I[P], Item, K>
  >;
};
type SharedProjected<A extends Attributes, D, I, Item, K> = I extends { readonly projection: infer P }
  ? P extends "ALL"
    ? Item
    : Simplify<
        Pick<
          ItemValues<A>,
          (SourceNames<PrimaryKeyNames<D> | PrimaryKeyNames<I>, K> | (P extends readonly (infer N)[] ? N : never)) &
            keyof ItemValues<A>
        >
      >
  : Item;

/** The names of the attributes in a list of names with types: `[["lang", "S"]]`. */
type SharedFilterNames<D> = D extends { readonly filters: infer F } ? TupleNames<F> : never;
/** The vector indexes of the table whose vector is an attribute of the model. */
type SharedVectorIndexes<A extends Attributes, D, Item, K, I = IndexesIn<D, "vectorIndexes">> = {
  readonly [P in keyof I as NameOf<I[P], "vector"> extends keyof A ? P : never]: VectorIndexOf<
    A,
    I[P],
    TableKeyNames<I[P], "partitionKey">,
    SharedFilterNames<I[P]>,
    VectorProjectedNames<
      I[P],
      A,
      | SourceNames<PrimaryKeyNames<D>, K>
      | NameOf<I[P], "vector">
      | TableKeyNames<I[P], "partitionKey">
      | SharedFilterNames<I[P]>
    >,
    Item
  >;
};

/** The class that `defineModel` returns for a model of a table of `defineTable`, to be extended by your own class. */
export type DefinedSharedModel<A extends Attributes, D extends SharedTableDefinition, K> = SharedModel<
  WithRoles<A, SourceNames<TableKeyNames<D, "partitionKey">, K>, SourceNames<TableKeyNames<D, "sortKey">, K>>,
  D,
  K
>;
type SharedModel<A extends Attributes, D, K> = ModelClassOf<A, ModelItem<A>> &
  SharedGlobalIndexes<A, D, ModelItem<A>, K> &
  SharedLocalIndexes<A, D, ModelItem<A>, K> &
  SharedVectorIndexes<A, D, ModelItem<A>, K>;
