import type { ModelInfo } from "./async/model/model-info.js";
import type { Attributes } from "./model/attribute.js";
import type { GlobalIndexDefinitions, LocalIndexDefinitions } from "./model/definition.js";
import type { InputValues, ItemValues, KeyFault, PartitionKeyName, Simplify, SortKeyName } from "./model/infer.js";
import { Schema } from "./model/schema.js";
import type { DynamoClient } from "./sync/client/client.js";
import { Model } from "./sync/model/model.js";
import { ModelIndex } from "./sync/model/model-index.js";
import type { TableSettings } from "./table/definition/options.js";

/** What a model is made of. */
export interface ModelDefinition<
  A extends Attributes,
  G extends GlobalIndexDefinitions<A>,
  L extends LocalIndexDefinitions<A>,
> {
  /** The table's name. */
  readonly table: string;
  /** The attributes of its items, by name, each made with `attr`. One of them is the partition key. */
  readonly attributes: A;
  /** Global secondary indexes, by the property of the model that stands for each. @defaultValue none */
  readonly globalSecondaryIndexes?: G | undefined;
  /** Local secondary indexes, by the property of the model that stands for each. @defaultValue none */
  readonly localSecondaryIndexes?: L | undefined;
  /** What `createTable` takes besides keys and indexes: the model's own defaults. @defaultValue none */
  readonly tableOptions?: TableSettings | undefined;
  /** The client that the model's requests go through. @defaultValue the default client */
  readonly client?: DynamoClient | undefined;
}

/** The names of a key of an index: one, or the members of a list. */
type Names<K> = K extends readonly (infer N)[] ? N : K;
type KeyNames<D, Side extends "partitionKey" | "sortKey"> = D extends { readonly [K in Side]: infer K }
  ? Names<K>
  : never;

/** What an index gives: whole items where it holds all attributes, else the part that it holds. */
type Held<A extends Attributes, D, Item> = D extends { readonly projection: infer P }
  ? P extends "ALL"
    ? Item
    : Simplify<Pick<ItemValues<A>, HeldNames<A, D, P> & keyof ItemValues<A>>>
  : Item;
type HeldNames<A extends Attributes, D, P> =
  | PartitionKeyName<A>
  | SortKeyName<A>
  | KeyNames<D, "partitionKey">
  | KeyNames<D, "sortKey">
  | (P extends readonly (infer N)[] ? N : never);

/** The names of the indexes. Those of a definition with a mistake are not known: there it is `string`. */
type KnownName<G> = string extends keyof G ? never : keyof G;
type GlobalIndexes<A extends Attributes, G, Item> = {
  readonly [K in KnownName<G>]: ModelIndex<
    A,
    KeyNames<G[K], "partitionKey"> & keyof A,
    KeyNames<G[K], "sortKey"> & keyof A,
    Held<A, G[K], Item>
  >;
};
type LocalIndexes<A extends Attributes, L, Item> = {
  readonly [K in KnownName<L>]: ModelIndex<
    A,
    PartitionKeyName<A>,
    KeyNames<L[K], "sortKey"> & keyof A,
    Held<A, L[K], Item>
  >;
};

/** An item of a model: its attributes, and the methods. */
export type ModelItem<A extends Attributes> = ItemValues<A> &
  Model & {
    /** Types only: the attributes of the model. Nothing is there at run time. */
    readonly "~attributes": A;
  };

/** The class that `defineModel` returns, to be extended by one of your own. */
export type DefinedModel<A extends Attributes, G, L> = Omit<typeof Model, "prototype"> & {
  /** Makes a new item. Nothing is sent until it is saved. */
  new (input: InputValues<A>): ModelItem<A>;
  /** @internal */
  readonly "~model": ModelInfo;
  /** Types only: the attributes of the model. Nothing is there at run time. */
  readonly "~attributes": A;
} & GlobalIndexes<A, G, ModelItem<A>> &
  LocalIndexes<A, L, ModelItem<A>>;

/** The names that every model has already. */
const RESERVED = { members: membersOf(Model.prototype), statics: membersOf(Model) };

/**
 * Defines a model: one definition gives the table, its indexes, the types and the operations on items, async and
 * blocking.
 *
 * @param definition - The table's name, the attributes, the indexes; settings for the table, and a client.
 * @returns A class to extend.
 * @throws {@link TableDefinitionError} with everything that is wrong in the definition.
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
>(definition: ModelDefinition<A, G, L> & { readonly attributes: KeyFault<A> }): DefinedModel<A, G, L> {
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
      // `this` is the class that was extended from this one, and so what the index makes items of.
      get(this: typeof Defined) {
        return new ModelIndex(this as never, index);
      },
      enumerable: true,
    });
  }
  // The types say what the loop above and the schema do at run time.
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
