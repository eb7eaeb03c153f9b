import type { ModelInfo, TableInfo } from "./async/model/model-info.js";
import type { SharedTableDefinition } from "./define-table.js";
import type { AllKeyNames, DefinedModel, DefinedSharedModel, NoTemplates, PrimaryKeyNames } from "./defined-model.js";
import type { Attributes } from "./model/attribute.js";
import type { GlobalIndexDefinitions, LocalIndexDefinitions, VectorIndexDefinitions } from "./model/definition.js";
import type { Upgrade } from "./model/entity.js";
import type { KeyProblem, PartitionKeyName, SortKeyName } from "./model/infer.js";
import { Schema } from "./model/schema.js";
import { sharedTableOf } from "./model/shared-table-schema.js";
import { keyProperty } from "./model/templates/key-property.js";
import type { CheckedTemplate, Templates } from "./model/templates/template-types.js";
import type { UncheckedDefinition } from "./model/unchecked-definition.js";
import type { DynamoClient } from "./sync/client/client.js";
import { Model } from "./sync/model/model.js";
import { ModelIndex } from "./sync/model/model-index.js";
import { ModelVectorIndex } from "./sync/model/vector-index.js";
import type { TableSettings } from "./table/definition/options.js";

/** The parts of a model's definition about its entity: what its items store besides their attributes. */
export interface EntityDefinition {
  /**
   * The current version of the entity, stored in each item. Items of earlier versions are brought up to date when they are read.
   *
   * @defaultValue none
   */
  readonly entityVersion?: number | undefined;
  /**
   * Brings a stored item of an earlier version up to date: receives it in DynamoDB's form with its version (1 for items without
   * one), and returns it in the form of the current version. Required with an `entityVersion` above 1.
   */
  readonly upgrade?: Upgrade | undefined;
  /** The client that sends the model's requests. @defaultValue the client of the table, or the default client */
  readonly client?: DynamoClient | undefined;
}

/** The definition of a model. */
export interface ModelDefinition<
  A extends Attributes,
  G extends GlobalIndexDefinitions<A>,
  L extends LocalIndexDefinitions<A>,
  K extends Templates = Templates,
  T = string,
  V extends VectorIndexDefinitions<A> = VectorIndexDefinitions<A>,
> extends EntityDefinition {
  /** The table's name, or the table of `defineTable` that the model shares with others. */
  readonly table: T;
  /**
   * Templates for key attributes, which make them from other attributes: `{ pk: "USER#{id}" }`. Required for the keys of a shared
   * table.
   *
   * @defaultValue none
   */
  readonly keys?: K | undefined;
  /**
   * The name of the entity, stored in each item: reads skip items with another one. Required for a model of a shared table.
   *
   * @defaultValue none is stored
   */
  readonly entity?: string | undefined;
  /** The attributes of its items, by name, each created with `attr`. One of them is the partition key. */
  readonly attributes: A;
  /** Global secondary indexes, by the name of the model's property for each. @defaultValue none */
  readonly globalSecondaryIndexes?: G | undefined;
  /** Local secondary indexes, by the name of the model's property for each. @defaultValue none */
  readonly localSecondaryIndexes?: L | undefined;
  /** Vector indexes, by the name of the model's property for each. @defaultValue none */
  readonly vectorIndexes?: V | undefined;
  /** Options of `createTable` except keys and indexes: the model's own defaults. @defaultValue none */
  readonly tableOptions?: TableSettings | undefined;
}

/** A table that several models share, as far as their types depend on it. */
export interface SharedTableType {
  /** Types only: the definition. It does not exist at run time. */
  readonly "~definition": SharedTableDefinition;
}

/** What a definition has to be, depending on the kind of its table; what is wrong is a literal type that nothing matches. */
type CheckedDefinition<A extends Attributes, K, T> = T extends SharedTableType
  ? {
      readonly entity: string;
      readonly keys: SharedTemplates<A, T["~definition"], K>;
      readonly globalSecondaryIndexes?: undefined;
      readonly localSecondaryIndexes?: undefined;
      readonly vectorIndexes?: undefined;
      readonly tableOptions?: undefined;
    }
  : { readonly attributes: KeyProblem<A>; readonly keys?: OwnTemplates<A, K> | undefined };

type OwnTemplates<A extends Attributes, K> = {
  readonly [N in keyof K]: CheckedTemplate<
    K[N],
    Omit<A, keyof K>,
    N extends PartitionKeyName<A> | SortKeyName<A> ? true : false
  >;
};

type SharedTemplates<A extends Attributes, D, K> = {
  readonly [N in keyof K]: N extends AllKeyNames<D>
    ? CheckedTemplate<K[N], A, N extends PrimaryKeyNames<D> ? true : false>
    : { readonly "~problem": `There is no key "${N & string}" in the table or its indexes.` };
} & { readonly [N in Exclude<PrimaryKeyNames<D>, keyof K | keyof A>]: string };

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
  const K extends Templates = NoTemplates,
  const T extends string | SharedTableType = string,
  const V extends VectorIndexDefinitions<A> = Record<never, never>,
>(
  definition: ModelDefinition<A, G, L, K, T, V> & CheckedDefinition<A, K, T>,
): T extends SharedTableType ? DefinedSharedModel<A, T["~definition"], K> : DefinedModel<A, G, L, K, V>;
export function defineModel(definition: UncheckedDefinition & Pick<EntityDefinition, "client">): unknown {
  const schema = new Schema(definition, RESERVED);
  const shared = sharedTableOf(definition);
  const sharedTable = shared && (definition.table as { readonly "~model": TableInfo })["~model"]; // as it has one
  if (schema.entity !== undefined) shared?.addEntity(schema.entity.name);
  const info: ModelInfo = {
    schema,
    tableOptions: (definition.tableOptions ?? {}) as TableSettings, // the readers of each call check them
    client: definition.client ?? sharedTable?.client,
    sharedTable,
  };
  class Defined extends Model {
    static override get "~model"(): ModelInfo {
      if (schema.entity !== undefined) shared?.use(schema.entity.name, this);
      return info;
    }
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
  for (const index of schema.vectorIndexes) {
    Object.defineProperty(Defined, index.property, {
      get(this: typeof Defined) {
        return new ModelVectorIndex(this as never, index); // `this` as above
      },
      enumerable: true,
    });
  }
  for (const name of shared ? [] : Object.keys(definition.keys ?? {})) {
    Object.defineProperty(Defined.prototype, name, {
      get(this: object) {
        return keyProperty(schema, this, name);
      },
    });
  }
  return Defined;
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
