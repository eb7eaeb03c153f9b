import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { DynatwinError } from "../errors.js";
import { keysToGet, writesToSend } from "../model/batches.js";
import type { ConditionOf } from "../model/expressions/condition.js";
import type { QueryKeyOf } from "../model/expressions/key-condition.js";
import type { ChangesOf } from "../model/expressions/update.js";
import type { AttributesOf, ItemOf, KeyOf } from "../model/infer.js";
import { fitting } from "../model/misfit.js";
import type {
  BatchGetOptions,
  GetOptions,
  ItemCallOptions,
  PartOptions,
  QueryOptions,
  ScanOptions,
  Selected,
  WriteOptions,
} from "../model/options.js";
import { plainJson } from "../model/plain-json.js";
import type { TransactGet, TransactOptions, TransactWrite } from "../model/transactions.js";
import * as parts from "../model/transactions.js";
import type { CallOptions, DeletedTable, DeleteTableOptions, TableSettings } from "../table/options.js";
import type { WaitOptions } from "../table/wait-options.js";
import * as batches from "./batches.js";
import { type AsyncItems, itemList } from "./item-list.js";
import * as items from "./items.js";
import { queryPages, scanPages } from "./lists.js";
import {
  clientOf,
  infoOf,
  instantiate,
  type ModelClass,
  type ModelInfo,
  type ModelInstance,
  partOf,
  readerOf,
} from "./model-info.js";

/** Puts and deletes of one batch. */
export interface BatchWrites<M extends ModelClass> {
  /** Items to put; what is there under their keys is replaced. */
  readonly put?: readonly InstanceType<M>[] | undefined;
  /** Keys of items to delete. */
  readonly delete?: readonly KeyOf<M>[] | undefined;
}

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
   * Reads many items by key, 100 to a request. What DynamoDB leaves unprocessed is asked for again, later and later.
   *
   * AWS operation and permission: BatchGetItem, `dynamodb:BatchGetItem`.
   *
   * @param keys - The keys, without repetition.
   * @param options - Whether to read what was last written (false), a signal.
   * @returns The items that are there, in no order.
   * @throws {@link UnprocessedItemsError} when DynamoDB keeps leaving some.
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
    const { schema } = info;
    const asked = keysToGet(schema, keys, options);
    const found = await batches.batchGet(clientOf(info).asyncContext, schema, asked, options);
    const { items: fit, failure } = fitting(found, readerOf<InstanceType<M>>(this, undefined, {}), options.onMisfit);
    if (failure !== undefined) throw failure.error;
    return fit;
  }

  /**
   * Puts and deletes many items, 25 to a request. What DynamoDB leaves unprocessed is sent again, later and later.
   * Conditions and versions are not checked: batches have none.
   *
   * AWS operation and permission: BatchWriteItem, `dynamodb:BatchWriteItem`.
   *
   * @param writes - Items to put and keys to delete, each key once.
   * @param options - A signal.
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
    options: ItemCallOptions = {},
  ): Promise<void> {
    const info = this["~model"];
    const { schema } = info;
    const requests = writesToSend(schema, writes, options);
    await batches.batchWrite(clientOf(info).asyncContext, schema, requests, options);
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
   * Writes the item, in place of what is there under its key. A version attribute counts on, and a save of an item that
   * somebody else saved in between fails.
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
    const info = infoOf(this);
    const { schema } = info;
    const { version, next, counted } = schema.nextVersion(this);
    await items.putItem(clientOf(info).asyncContext, schema, () => schema.encode(next, this), { version }, options);
    return Object.assign(this, counted);
  }

  /**
   * Changes some attributes of the item, which must be there, and takes over what is stored then.
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
    const info = infoOf(this);
    const { schema } = info;
    const expected = { exists: true, version: schema.versionOf(this) };
    const values = await items.updateItem(clientOf(info).asyncContext, schema, this, changes, expected, options);
    return values === undefined ? this : schema.replace(this, values);
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
    const info = infoOf(this);
    const { schema } = info;
    // An item that was never saved has no version to insist on.
    const version = schema.versionOf(this) || undefined;
    await items.deleteItem(clientOf(info).asyncContext, schema, this, { version }, options);
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
    return parts.transactPut(this["~model"].schema, item, options);
  }

  /**
   * A part of a transaction that changes an item, which must be there. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item.
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether its failure carries the item that is there.
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
    options: TransactOptions<AttributesOf<M>> = {},
  ): TransactWrite {
    return parts.transactUpdate(this["~model"].schema, key, changes, options);
  }

  /**
   * A part of a transaction that deletes an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item.
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
    return parts.transactDelete(this["~model"].schema, key, options);
  }

  /**
   * A part of a transaction that only checks an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item.
   * @param condition - What must be true of the item.
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
  ): TransactWrite {
    return parts.transactCheck(this["~model"].schema, key, condition);
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
