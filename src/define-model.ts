import type { ModelInfo } from "./async/model/model-info.js";
import type { Attributes } from "./model/attribute.js";
import type { GlobalIndexDefinitions, LocalIndexDefinitions } from "./model/definition.js";
import type { InputValues, ItemValues, KeyProblem, PartitionKeyName, Simplify, SortKeyName } from "./model/infer.js";
import { Schema } from "./model/schema.js";
import type { DynamoClient } from "./sync/client/client.js";
import { Model } from "./sync/model/model.js";
import { ModelIndex } from "./sync/model/model-index.js";
import type { TableSettings } from "./table/definition/options.js";

/** The definition of a model. */
export interface ModelDefinition<
  A extends Attributes,
  G extends GlobalIndexDefinitions<A>,
  L extends LocalIndexDefinitions<A>,
> {
  /** The table's name. */
  readonly table: string;
  /** The attributes of its items, by name, each created with `attr`. One of them is the partition key. */
  readonly attributes: A;
  /** Global secondary indexes, by the name of the model's property for each. @defaultValue none */
  readonly globalSecondaryIndexes?: G | undefined;
  /** Local secondary indexes, by the name of the model's property for each. @defaultValue none */
  readonly localSecondaryIndexes?: L | undefined;
  /** Options of `createTable` except keys and indexes: the model's own defaults. @defaultValue none */
  readonly tableOptions?: TableSettings | undefined;
  /** The client that sends the model's requests. @defaultValue the default client */
  readonly client?: DynamoClient | undefined;
}

/** The attribute names of a key of an index: one name, or the elements of a list. */
type Names<K> = K extends readonly (infer N)[] ? N : K;
type KeyNames<D, Side extends "partitionKey" | "sortKey"> = D extends { readonly [K in Side]: infer K }
  ? Names<K>
  : never;

/** The results of an index: items if it projects all attributes, else objects with the projected attributes. */
type Projected<A extends Attributes, D, Item> = D extends { readonly projection: infer P }
  ? P extends "ALL"
    ? Item
    : Simplify<Pick<ItemValues<A>, ProjectedNames<A, D, P> & keyof ItemValues<A>>>
  : Item;
type ProjectedNames<A extends Attributes, D, P> =
  | PartitionKeyName<A>
  | SortKeyName<A>
  | KeyNames<D, "partitionKey">
  | KeyNames<D, "sortKey">
  | (P extends readonly (infer N)[] ? N : never);

/** The names of the indexes. If a definition is invalid, they are unknown, and the type is `string`. */
type KnownName<G> = string extends keyof G ? never : keyof G;
type GlobalIndexes<A extends Attributes, G, Item> = {
  readonly [K in KnownName<G>]: ModelIndex<
    A,
    KeyNames<G[K], "partitionKey"> & keyof A,
    KeyNames<G[K], "sortKey"> & keyof A,
    Projected<A, G[K], Item>
  >;
};
type LocalIndexes<A extends Attributes, L, Item> = {
  readonly [K in KnownName<L>]: ModelIndex<
    A,
    PartitionKeyName<A>,
    KeyNames<L[K], "sortKey"> & keyof A,
    Projected<A, L[K], Item>
  >;
};

/** An item of a model: its attributes, and the methods. */
export type ModelItem<A extends Attributes> = ItemValues<A> &
  Model & {
    /** Types only: the attributes of the model. It does not exist at run time. */
    readonly "~attributes": A;
  };

/** The class that `defineModel` returns, to be extended by your own class. */
export type DefinedModel<A extends Attributes, G, L> = Omit<typeof Model, "prototype"> & {
  /** Creates a new item. Nothing is sent until it is saved. */
  new (input: InputValues<A>): ModelItem<A>;
  /** @internal */
  readonly "~model": ModelInfo;
  /** Types only: the attributes of the model. It does not exist at run time. */
  readonly "~attributes": A;
} & GlobalIndexes<A, G, ModelItem<A>> &
  LocalIndexes<A, L, ModelItem<A>>;

/** The names of every model's own members. */
const RESERVED = { members: membersOf(Model.prototype), statics: membersOf(Model) };

/**
 * Defines a model: one definition of the table, its indexes, the types and the operations on items, async and blocking.
 *
 * @param definition - The table's name, the attributes, the indexes; settings for the table, and a client.
 * @returns A class to extend.
 * @throws {@link TableDefinitionError} with all issues of the definition.
 *
 * @example
 * ```ts
 * import { attr, defineModel, DynamoClient, setDefaultClient } from "dynatwin";
 *
 * setDefaultClient(new DynamoClient({ region: "eu-west-1" }));
 *
 * class User extends defineModel({
 *   table: "users",
 *   attributes: {
 *     pk: attr.string().partitionKey(),
 *     sk: attr.string().sortKey(),
 *     email: attr.string(),
 *     age: attr.number().optional(),
 *   },
 *   globalSecondaryIndexes: { emailIndex: { indexName: "email-index", partitionKey: "email" } },
 * }) {}
 *
 * await User.createTable({ wait: true });
 * await new User({ pk: "USER#1", sk: "PROFILE", email: "a@b.c" }).save();
 * const user = await User.emailIndex.query({ email: "a@b.c" }).first();
 * console.log(user?.age);
 * ```
 */
export function defineModel<
  const A extends Attributes,
  const G extends GlobalIndexDefinitions<A> = Record<never, never>,
  const L extends LocalIndexDefinitions<A> = Record<never, never>,
>(definition: ModelDefinition<A, G, L> & { readonly attributes: KeyProblem<A> }): DefinedModel<A, G, L> {
  const schema = new Schema(definition, RESERVED);
  class Defined extends Model {
    static override readonly "~model": ModelInfo = {
      schema,
      tableOptions: definition.tableOptions ?? {},
      client: definition.client,
    };
  }
  for (const index of schema.indexes) {
    Object.defineProperty(Defined, index.property, {
      // `this` is the class that extends this one, so the index returns items of that class.
      get(this: typeof Defined) {
        return new ModelIndex(this as never, index);
      },
      enumerable: true,
    });
  }
  // The types describe what the loop above and the schema create at run time.
  return Defined as unknown as DefinedModel<A, G, L>;
}

function membersOf(holder: object): Set<string> {
  const names = new Set<string>();
  for (
    let each: object | null = holder;
    each !== null && each !== Object.prototype;
    each = Object.getPrototypeOf(each)
  ) {
    for (const name of Object.getOwnPropertyNames(each)) names.add(name);
  }
  return names;
}
