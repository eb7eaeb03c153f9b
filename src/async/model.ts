import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type DefinitionIssue, DynatwinError, ItemValidationError } from "../errors.js";
import {
  type BatchRead,
  type BatchWrite,
  batchDelete,
  batchPut,
  batchRead,
  readsOf,
  writesOf,
} from "../model/batches.js";
import type { ConditionOf } from "../model/expressions/condition.js";
import type { QueryKeyOf } from "../model/expressions/key-condition.js";
import type { ChangesOf } from "../model/expressions/update.js";
import type { AttributesOf, ItemOf, KeyOf } from "../model/infer.js";
import type {
  BatchGetOptions,
  BatchWriteOptions,
  CountOptions,
  GetOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  Selected,
  UpdateOptions,
  WriteOptions,
} from "../model/options.js";
import { plainJson } from "../model/plain-json.js";
import { type RawItem, readRaw } from "../model/raw-item.js";
import type { StoredItem } from "../model/schema.js";
import type {
  TransactCheckOptions,
  TransactGet,
  TransactOptions,
  TransactUpdateOptions,
  TransactWrite,
} from "../model/transactions.js";
import * as parts from "../model/transactions.js";
import type { CallOptions } from "../table/call-options.js";
import type { TableSettings } from "../table/definition/options.js";
import type { DeletedTable, DeleteTableOptions } from "../table/delete/options.js";
import type { WaitOptions } from "../table/wait/options.js";
import * as batches from "./batches.js";
import { type AsyncItems, itemList } from "./item-list.js";
import * as items from "./items.js";
import { countItems, queryPages, scanPages } from "./lists.js";
import {
  clientOf,
  infoOf,
  instantiate,
  instantiateWritten,
  itemIn,
  type ModelClass,
  type ModelInfo,
  type ModelInstance,
  modelOf,
  partOf,
  readerOf,
  targetOf,
  writtenModel,
} from "./model-info.js";

/** Puts and deletes of one batch. */
export interface BatchWrites<M extends ModelClass> {
  /** Items to put; what is there under their keys is replaced. */
  readonly put?: readonly InstanceType<M>[] | undefined;
  /** Keys of items to delete. */
  readonly delete?: readonly KeyOf<M>[] | undefined;
}

/** What `validate` found: an item, or what is wrong with the values. */
export type Validation<T> =
  | {
      /** The item that the values make. */
      readonly value: T;
      /** Nothing is wrong. */
      readonly issues?: undefined;
    }
  | {
      /** Everything that is wrong. */
      readonly issues: readonly DefinitionIssue[];
      /** There is no item. */
      readonly value?: undefined;
    };

/**
 * The base class of every model: what a class that `defineModel` returned, and its items, can do.
 *
 * The examples of its methods leave out the client and the models of the guide "The models of the examples".
 *
 * @example
 * ```ts
 * import { Model } from "dynatwin";
 *
 * export const isItem = (value: unknown) => value instanceof Model;
 * ```
 */
export class AsyncModel {
  /** @internal */
  static get "~model"(): ModelInfo {
    throw new DynatwinError("Model is what all models extend, and has no table: use a class of defineModel({ … }).");
  }

  /** @param input - The values of the attributes. Those with a default may be left out. */
  protected constructor(input: object) {
    infoOf(this).schema.construct(input, this);
  }

  /**
   * Creates the model's table with its indexes. See {@link DynamoClient.createTable}.
   *
   * AWS operations and permissions: those of the client's method.
   *
   * @param settings - Settings over those of the model, a wait, a signal.
   * @returns The table's description, with `wait` that of the usable table.
   * @throws `ResourceInUseException` of the SDK when the table is there already.
   *
   * @example
   * ```ts
   * await User.createTable({ wait: true });
   * ```
   */
  static createTable(this: ModelClass, settings: TableSettings = {}): Promise<TableDescription> {
    return clientOf(this["~model"]).createTable(this, settings);
  }

  /**
   * Tells whether the model's table is there, in any state but DELETING.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - A signal to end the call.
   * @returns `true` while the table is there.
   *
   * @example
   * ```ts
   * console.log(await User.tableExists());
   * ```
   */
  static tableExists(this: ModelClass, options?: CallOptions): Promise<boolean> {
    return clientOf(this["~model"]).tableExists(this, options);
  }

  /**
   * Deletes the model's table with everything in it. See {@link DynamoClient.deleteTable}.
   *
   * AWS operation and permission: DeleteTable, `dynamodb:DeleteTable`.
   *
   * @param options - Whether to wait, to accept that it is not there, to switch protection off.
   * @returns The description of the table on its way out; with `ifExists`, `undefined` when there was none.
   *
   * @example
   * ```ts
   * await User.deleteTable({ wait: true, ifExists: true });
   * ```
   */
  static deleteTable<IfExists extends boolean = false>(
    this: ModelClass,
    options?: DeleteTableOptions<IfExists>,
  ): Promise<DeletedTable<IfExists>> {
    return clientOf(this["~model"]).deleteTable(this, options);
  }

  /**
   * Waits until the model's table is usable. See {@link DynamoClient.waitForTableActive}.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - The timeout in seconds (120), what to wait for, a signal, a callback for progress.
   * @returns The description of the usable table.
   * @throws {@link WaitTimeoutError} when it is not usable in time.
   *
   * @example
   * ```ts
   * await User.waitForTableActive({ timeoutSeconds: 30 });
   * ```
   */
  static waitForTableActive(this: ModelClass, options?: WaitOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).waitForTableActive(this, options);
  }

  /**
   * Waits until the model's table is gone.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - The timeout in seconds (120), a signal, a callback for progress.
   * @throws {@link WaitTimeoutError} when it is not gone in time.
   *
   * @example
   * ```ts
   * await User.deleteTable();
   * await User.waitForTableDeleted();
   * ```
   */
  static async waitForTableDeleted(this: ModelClass, options?: Omit<WaitOptions, "until">): Promise<void> {
    await clientOf(this["~model"]).waitForTableDeleted(this, options);
  }

  /**
   * Describes the model's table, as the SDK does.
   *
   * AWS operation and permission: DescribeTable, `dynamodb:DescribeTable`.
   *
   * @param options - A signal to end the call.
   * @returns The SDK's `TableDescription`.
   *
   * @example
   * ```ts
   * const { ItemCount } = await User.describeTable();
   * console.log(ItemCount);
   * ```
   */
  static describeTable(this: ModelClass, options?: CallOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).describeTable(this, options);
  }

  /**
   * Reads the item of a key.
   *
   * AWS operation and permission: GetItem, `dynamodb:GetItem`.
   *
   * @param key - The partition key, and the sort key where the table has one.
   * @param options - Whether to read what was last written (false), a signal.
   * @returns The item, or `undefined` when there is none.
   * @throws {@link ItemValidationError} when the stored item does not fit the model.
   *
   * @example
   * ```ts
   * const user = await User.get({ id: "u-1" });
   * console.log(user?.name);
   * ```
   */
  static async get<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    key: KeyOf<M>,
    options: GetOptions & PartOptions<K> = {},
  ): Promise<Selected<InstanceType<M>, K, ItemOf<M>> | undefined> {
    const { schema } = this["~model"];
    const values = await items.getItem(clientOf(this["~model"]).asyncContext, schema, key, options);
    const read = values && (options.attributes ? partOf(values, options.attributes) : instantiate(this, values));
    return read as Selected<InstanceType<M>, K, ItemOf<M>> | undefined; // which of these, `attributes` says
  }

  /**
   * Finds the items of one partition, in the order of the sort key.
   *
   * AWS operation and permission: Query, `dynamodb:Query`.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition.
   * @param options - A filter, a limit, the order, a cursor, a signal.
   * @returns The items, fetched page after page as they are asked for.
   *
   * @example
   * ```ts
   * for await (const order of Order.query({ customer: "c-1", number: { gt: 5 } })) console.log(order.status);
   * ```
   */
  static query<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    key: QueryKeyOf<M>,
    options: QueryOptions<AttributesOf<M>> & PartOptions<K> = {},
  ): AsyncItems<Selected<InstanceType<M>, K, ItemOf<M>>> {
    const info = this["~model"];
    const source = {
      schema: info.schema,
      index: undefined,
      read: readerOf<Selected<InstanceType<M>, K, ItemOf<M>>>(this, undefined, options),
    };
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => queryPages(context, source, key, options),
    );
  }

  /**
   * Reads the whole table.
   *
   * AWS operation and permission: Scan, `dynamodb:Scan`.
   *
   * @param options - A filter, a limit, the number of segments to read side by side, a cursor, a signal.
   * @returns The items, fetched page after page as they are asked for.
   *
   * @example
   * ```ts
   * console.log((await User.scan({ segments: 4 }).toArray()).length);
   * ```
   */
  static scan<M extends ModelClass, K extends keyof AttributesOf<M> & string = never>(
    this: M,
    options: ScanOptions<AttributesOf<M>> & PartOptions<K> = {},
  ): AsyncItems<Selected<InstanceType<M>, K, ItemOf<M>>> {
    const info = this["~model"];
    const source = {
      schema: info.schema,
      index: undefined,
      read: readerOf<Selected<InstanceType<M>, K, ItemOf<M>>>(this, undefined, options),
    };
    return itemList(
      () => clientOf(info).asyncContext,
      (context) => scanPages(context, source, options),
    );
  }

  /**
   * Counts the items of one partition, or of the whole table, without reading them into memory.
   *
   * AWS operations and permissions: Query, `dynamodb:Query`; without a key Scan, `dynamodb:Scan`.
   *
   * @param key - The partition key's value, and of the sort key a value or a condition; none for the whole table.
   * @param options - A filter, whether to count what was last written (false), a signal.
   * @returns How many there are.
   *
   * @example
   * ```ts
   * console.log(await Order.count({ customer: "c-1", number: { gt: 5 } }), await User.count());
   * ```
   */
  static async count<M extends ModelClass>(
    this: M,
    key?: QueryKeyOf<M>,
    options: CountOptions<AttributesOf<M>> = {},
  ): Promise<number> {
    const info = this["~model"];
    return await countItems(clientOf(info).asyncContext, { schema: info.schema, index: undefined }, key, options);
  }

  /**
   * Writes an item in place of what is there under its key: the same as a new item's `save`.
   *
   * AWS operation and permission: PutItem, `dynamodb:PutItem`.
   *
   * @param input - The values of the attributes, or an item.
   * @param options - A condition, whether its failure carries the item that is there, a signal.
   * @returns The item.
   * @throws {@link ItemValidationError} when a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK when the condition fails.
   *
   * @example
   * ```ts
   * const user = await User.put({ id: "u-1" }, { condition: (item) => item.id.notExists() });
   * console.log(user.name);
   * ```
   */
  static async put<M extends ModelClass>(
    this: M,
    input: ConstructorParameters<M>[0] | InstanceType<M>,
    options: WriteOptions<AttributesOf<M>> = {},
  ): Promise<InstanceType<M>> {
    const item = itemIn(this, input) ?? (new this(input as never) as InstanceType<M>); // what its constructor takes, or refuses
    await items.putItem(clientOf(this["~model"]).asyncContext, this, item, options);
    return item;
  }

  /**
   * Changes some attributes of the item of a key, which must be there unless it is an upsert. No changes still check the
   * condition. A version counts on.
   *
   * AWS operation and permission: UpdateItem, `dynamodb:UpdateItem`.
   *
   * @param key - The key, or an item, which then checks its version and takes over what is stored.
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether to make the item where there is none (false), whether the condition's failure
   * carries the item that is there, a signal.
   * @returns The item as it is then. What the table holds that does not fit the model is left out of it: the update was
   * written, so it does not fail. Such an item cannot be saved.
   * @throws {@link ItemValidationError} when a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK when there is no item, or the condition fails.
   *
   * @example
   * ```ts
   * const user = await User.update({ id: "u-1" }, { name: "Ada" }, { upsert: true });
   * console.log(user.name);
   * ```
   */
  static async update<M extends ModelClass>(
    this: M,
    key: KeyOf<M>,
    changes: ChangesOf<AttributesOf<M>>,
    options: UpdateOptions<AttributesOf<M>> = {},
  ): Promise<InstanceType<M>> {
    const item = itemIn(this, key);
    const { asyncContext } = clientOf(this["~model"]);
    const written = await items.updateItem(asyncContext, this, key, item, changes, options);
    return item === undefined ? instantiateWritten(this, written) : this["~model"].schema.replace(item, written);
  }

  /**
   * Deletes the item of a key. Where there is none, nothing happens.
   *
   * AWS operation and permission: DeleteItem, `dynamodb:DeleteItem`.
   *
   * @param key - The key, or an item, which then checks its version.
   * @param options - A condition, whether its failure carries the item that is there, a signal.
   * @throws `ConditionalCheckFailedException` of the SDK when the condition fails.
   *
   * @example
   * ```ts
   * await User.delete({ id: "u-1" }, { condition: (user) => user.name.notExists() });
   * ```
   */
  static async delete<M extends ModelClass>(
    this: M,
    key: KeyOf<M>,
    options: WriteOptions<AttributesOf<M>> = {},
  ): Promise<void> {
    await items.deleteItem(clientOf(this["~model"]).asyncContext, this, key, itemIn(this, key), options);
  }

  /**
   * Makes an item of a raw one: of the SDK's own calls, or of the image of a stream record.
   *
   * @param stored - The attributes by name, as `AttributeValue`s. Bytes may be base64 text, as AWS Lambda has them.
   * @returns The item.
   * @throws {@link ItemValidationError} when it does not fit the model.
   *
   * @example
   * ```ts
   * const user = User.parse({ id: { S: "u-1" }, age: { N: "30" } });
   * console.log(user.age); // 30
   * ```
   */
  static parse<M extends ModelClass>(this: M, stored: RawItem): InstanceType<M> {
    const { schema } = this["~model"];
    return instantiate(this, schema.decode(readRaw(schema.table, stored)));
  }

  /**
   * Tells whether values are an item of the model, and what is wrong where they are not. Nothing is sent.
   *
   * @param input - The values of the attributes, from anywhere.
   * @returns The item as `value`, or every mistake in `issues`.
   *
   * @example
   * ```ts
   * const { value, issues } = Order.validate(JSON.parse('{ "customer": "c-1" }'));
   * if (issues === undefined) await value.save();
   * else for (const { path, message } of issues) console.error(path, message); // number is required.
   * ```
   */
  static validate<M extends ModelClass>(this: M, input: unknown): Validation<InstanceType<M>> {
    try {
      this["~model"].schema.check(input);
      return { value: new this(input as never) as InstanceType<M> }; // as was just checked
    } catch (error) {
      if (!(error instanceof ItemValidationError)) throw error;
      return { issues: error.issues };
    }
  }

  /**
   * Reads many items by key, 100 to a request and several requests side by side. What DynamoDB leaves unprocessed is
   * asked for again, later and later.
   *
   * AWS operation and permission: BatchGetItem, `dynamodb:BatchGetItem`.
   *
   * @param keys - The keys, without repetition.
   * @param options - Whether to read what was last written (false), how many requests at a time (10), a signal.
   * @returns The items that are there, in the order of the keys.
   * @throws {@link UnprocessedItemsError} when DynamoDB keeps leaving some; the items that were read are in it.
   *
   * @example
   * ```ts
   * const users = await User.batchGet([{ id: "u-1" }, { id: "u-2" }]);
   * console.log(users.length);
   * ```
   */
  static async batchGet<M extends ModelClass>(
    this: M,
    keys: readonly KeyOf<M>[],
    options: BatchGetOptions = {},
  ): Promise<InstanceType<M>[]> {
    const info = this["~model"];
    const parts = readsOf(info.schema, keys, readerOf<InstanceType<M>>(this, undefined, {}), options);
    const found: (InstanceType<M> | undefined)[] = await batches.batchGet(clientOf(info).asyncContext, parts, options);
    return found.filter((item): item is InstanceType<M> => item !== undefined);
  }

  /**
   * Puts and deletes many items, 25 to a request and several requests side by side. What DynamoDB leaves unprocessed is
   * sent again, later and later. Batches have no conditions: a version is not checked, and the next one is stored.
   *
   * AWS operation and permission: BatchWriteItem, `dynamodb:BatchWriteItem`.
   *
   * @param writes - Items to put and keys to delete, each key once.
   * @param options - How many requests at a time (10), a signal.
   * @throws {@link UnprocessedItemsError} when DynamoDB keeps leaving some.
   *
   * @example
   * ```ts
   * await User.batchWrite({ put: [new User({ id: "u-1" })], delete: [{ id: "u-2" }] });
   * ```
   */
  static async batchWrite<M extends ModelClass>(
    this: M,
    writes: BatchWrites<M>,
    options: BatchWriteOptions = {},
  ): Promise<void> {
    const info = this["~model"];
    await batches.batchWrite(clientOf(info).asyncContext, writesOf(info.schema, writes, options), options);
  }

  /**
   * The item as plain JSON, which `JSON.stringify` uses: dates as ISO 8601 text, bigints as text, bytes as base64, sets
   * as lists, at any depth.
   *
   * @returns A new object with the item's members.
   *
   * @example
   * ```ts
   * import { attr, defineModel } from "dynatwin";
   *
   * class User extends defineModel({
   *   table: "users",
   *   attributes: { id: attr.string().partitionKey(), tags: attr.stringSet().optional() },
   * }) {}
   *
   * console.log(JSON.stringify(new User({ id: "u-1", tags: new Set(["a"]) }))); // {"id":"u-1","tags":["a"]}
   * ```
   */
  toJSON(): Record<string, unknown> {
    return plainJson(this) as Record<string, unknown>; // an item has members
  }

  /**
   * Writes the item, in place of what is there under its key. A version counts on, and a save of an item that somebody
   * else wrote in between fails.
   *
   * AWS operation and permission: PutItem, `dynamodb:PutItem`.
   *
   * @param options - A condition, whether its failure carries the item that is there, a signal.
   * @returns The item itself.
   * @throws {@link ItemValidationError} when a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK when the condition fails.
   *
   * @example
   * ```ts
   * await new User({ id: "u-1" }).save({ condition: (user) => user.id.notExists() });
   * ```
   */
  async save<T extends ModelInstance>(this: T, options: WriteOptions<AttributesOf<T>> = {}): Promise<T> {
    const model = modelOf(this);
    await items.putItem(clientOf(model["~model"]).asyncContext, model, this, options);
    return this;
  }

  /**
   * Changes some attributes of the item, which must be there, and takes over what is stored then. No changes still check
   * the condition. What the table holds that does not fit the model is not taken over: the update was written, so it does
   * not fail.
   *
   * AWS operation and permission: UpdateItem, `dynamodb:UpdateItem`.
   *
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether its failure carries the item that is there, a signal.
   * @returns The item itself.
   * @throws {@link ItemValidationError} when a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK when the condition fails.
   *
   * @example
   * ```ts
   * const user = await User.get({ id: "u-1" });
   * await user?.update({ name: "Ada" });
   * ```
   */
  async update<T extends ModelInstance>(
    this: T,
    changes: ChangesOf<AttributesOf<T>>,
    options: WriteOptions<AttributesOf<T>> = {},
  ): Promise<T> {
    const model = modelOf(this);
    const { asyncContext } = clientOf(model["~model"]);
    const written = await items.updateItem(asyncContext, model, this, this, changes, options);
    return model["~model"].schema.replace(this, written);
  }

  /**
   * Deletes the item.
   *
   * AWS operation and permission: DeleteItem, `dynamodb:DeleteItem`.
   *
   * @param options - A condition, whether its failure carries the item that is there, a signal.
   * @throws `ConditionalCheckFailedException` of the SDK when the condition fails.
   *
   * @example
   * ```ts
   * const user = await User.get({ id: "u-1" });
   * await user?.delete();
   * ```
   */
  async delete<T extends ModelInstance>(this: T, options: WriteOptions<AttributesOf<T>> = {}): Promise<void> {
    const model = modelOf(this);
    await items.deleteItem(clientOf(model["~model"]).asyncContext, model, this, this, options);
  }

  /**
   * What is stored of the item, as the SDK takes it.
   *
   * @returns Its attributes by name, each as DynamoDB's `AttributeValue`.
   * @throws {@link ItemValidationError} when a value does not fit its attribute.
   *
   * @example
   * ```ts
   * console.log(new User({ id: "u-1", age: 30 }).toItem()); // { id: { S: 'u-1' }, age: { N: '30' } }
   * ```
   */
  toItem(): StoredItem {
    return infoOf(this).schema.encode(this);
  }

  /**
   * A part of a batch that puts an item. See {@link DynamoClient.batchWrite}.
   *
   * AWS operation: BatchWriteItem, sent by the client.
   *
   * @param item - The item. Its version is not checked, and the next one is stored.
   * @returns A part for `batchWrite` of the client.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchPut(new User({ id: "u-1", age: 1 }))]);
   * ```
   */
  static batchPut<M extends ModelClass>(this: M, item: InstanceType<M>): BatchWrite {
    return batchPut(this["~model"].schema, item);
  }

  /**
   * A part of a batch that deletes an item. See {@link DynamoClient.batchWrite}.
   *
   * AWS operation: BatchWriteItem, sent by the client.
   *
   * @param key - The key of the item.
   * @returns A part for `batchWrite` of the client.
   *
   * @example
   * ```ts
   * await client.batchWrite([User.batchDelete({ id: "u-1" })]);
   * ```
   */
  static batchDelete<M extends ModelClass>(this: M, key: KeyOf<M>): BatchWrite {
    return batchDelete(this["~model"].schema, key);
  }

  /**
   * A part of a batch that reads an item. See {@link DynamoClient.batchGet}.
   *
   * AWS operation: BatchGetItem, sent by the client.
   *
   * @param key - The key of the item.
   * @returns A part for `batchGet` of the client.
   *
   * @example
   * ```ts
   * const [user] = await client.batchGet([User.batchRead({ id: "u-1" })]);
   * console.log(user?.age);
   * ```
   */
  static batchRead<M extends ModelClass>(this: M, key: KeyOf<M>): BatchRead<InstanceType<M>> {
    return batchRead(this["~model"].schema, key, readerOf(this, undefined, {}));
  }

  /**
   * A part of a transaction that puts an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param item - The item.
   * @param options - A condition, whether its failure carries the item that is there.
   * @returns A part for `transactWrite`.
   *
   * @example
   * ```ts
   * await client.transactWrite([User.transactPut(new User({ id: "u-1", age: 1 }))]);
   * ```
   */
  static transactPut<M extends ModelClass>(
    this: M,
    item: InstanceType<M>,
    options: TransactOptions<AttributesOf<M>> = {},
  ): TransactWrite {
    return parts.transactPut(writtenModel(this), item, options);
  }

  /**
   * A part of a transaction that changes an item, which must be there. See {@link DynamoClient.transactWrite}. No
   * changes still check that the item is there, and the condition.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item, or the item itself, which then checks its version and takes over new values.
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether to make the item where there is none, whether a failure carries the one there.
   * @returns A part for `transactWrite`.
   *
   * @example
   * ```ts
   * await new User({ id: "u-1", age: 1 }).save();
   * await client.transactWrite([User.transactUpdate({ id: "u-1" }, { age: 2 })]);
   * ```
   */
  static transactUpdate<M extends ModelClass>(
    this: M,
    key: KeyOf<M>,
    changes: ChangesOf<AttributesOf<M>>,
    options: TransactUpdateOptions<AttributesOf<M>> = {},
  ): TransactWrite {
    return parts.transactUpdate(writtenModel(this), targetOf(this, key), changes, options);
  }

  /**
   * A part of a transaction that deletes an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item, or the item itself, which then checks its version.
   * @param options - A condition, whether its failure carries the item that is there.
   * @returns A part for `transactWrite`.
   *
   * @example
   * ```ts
   * await client.transactWrite([User.transactDelete({ id: "u-1" })]);
   * ```
   */
  static transactDelete<M extends ModelClass>(
    this: M,
    key: KeyOf<M>,
    options: TransactOptions<AttributesOf<M>> = {},
  ): TransactWrite {
    return parts.transactDelete(writtenModel(this), targetOf(this, key), options);
  }

  /**
   * A part of a transaction that only checks an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item, or the item itself, which then checks its version.
   * @param condition - What must be true of the item.
   * @param options - Whether a failure carries the item that is there.
   * @returns A part for `transactWrite`.
   *
   * @example
   * ```ts
   * await new User({ id: "u-1", age: 18 }).save();
   * await client.transactWrite([User.transactCheck({ id: "u-1" }, (user) => user.age.gte(18))]);
   * ```
   */
  static transactCheck<M extends ModelClass>(
    this: M,
    key: KeyOf<M>,
    condition: ConditionOf<AttributesOf<M>>,
    options: TransactCheckOptions<AttributesOf<M>> = {},
  ): TransactWrite {
    return parts.transactCheck(writtenModel(this), targetOf(this, key), condition, options);
  }

  /**
   * A part of a transaction that reads an item. See {@link DynamoClient.transactGet}.
   *
   * AWS operation: TransactGetItems, sent by the client.
   *
   * @param key - The key of the item.
   * @returns A part for `transactGet` of the client.
   *
   * @example
   * ```ts
   * await client.transactGet([User.transactRead({ id: "u-1" })]);
   * ```
   */
  static transactRead<M extends ModelClass>(this: M, key: KeyOf<M>): TransactGet<InstanceType<M>> {
    const { schema } = this["~model"];
    return parts.transactGet(schema, key, (stored) => instantiate(this, schema.decode(stored)));
  }
}
