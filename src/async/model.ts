import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { KeyConditionOf } from "../model/expressions/key-condition.js";
import type { ChangesOf } from "../model/expressions/update.js";
import type { PartitionKeyName, SortKeyName } from "../model/infer.js";
import type { GetOptions, ItemCallOptions, QueryOptions, ScanOptions, WriteOptions } from "../model/options.js";
import type { StoredItem } from "../model/schema.js";
import type { CallOptions, DeleteTableOptions, TableSettings } from "../table/options.js";
import type { WaitOptions } from "../table/wait-options.js";
import * as batches from "./batches.js";
import { type AsyncItems, itemList } from "./item-list.js";
import * as items from "./items.js";
import { queryPages, scanPages } from "./lists.js";
import {
  type AttributesOf,
  clientOf,
  infoOf,
  instantiate,
  type KeyFor,
  type ModelClass,
  type ModelInstance,
} from "./model-info.js";

/** Puts and deletes of one batch. */
export interface BatchWrites<M extends ModelClass> {
  /** Items to put; what is there under their keys is replaced. */
  readonly put?: readonly InstanceType<M>[] | undefined;
  /** Keys of items to delete. */
  readonly delete?: readonly KeyFor<M>[] | undefined;
}

/** What every model class and every item can do. */
export class AsyncModel {
  constructor(input: object) {
    Object.assign(this, infoOf(this).schema.construct(input));
  }

  static createTable(this: ModelClass, settings: TableSettings = {}): Promise<TableDescription> {
    return clientOf(this["~model"]).createTable(this, settings);
  }

  static tableExists(this: ModelClass, options?: CallOptions): Promise<boolean> {
    return clientOf(this["~model"]).tableExists(this, options);
  }

  static deleteTable(
    this: ModelClass,
    options: DeleteTableOptions & { readonly ifExists: true },
  ): Promise<TableDescription | undefined>;
  static deleteTable(
    this: ModelClass,
    options?: DeleteTableOptions & { readonly ifExists?: false | undefined },
  ): Promise<TableDescription>;
  static deleteTable(this: ModelClass, options?: DeleteTableOptions): Promise<TableDescription | undefined> {
    return clientOf(this["~model"]).deleteTable(this, options);
  }

  static waitForTableActive(this: ModelClass, options?: WaitOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).waitForTableActive(this, options);
  }

  static async waitForTableDeleted(this: ModelClass, options?: Omit<WaitOptions, "until">): Promise<void> {
    await clientOf(this["~model"]).waitForTableDeleted(this, options);
  }

  static describeTable(this: ModelClass, options?: CallOptions): Promise<TableDescription> {
    return clientOf(this["~model"]).describeTable(this, options);
  }

  static async get<M extends ModelClass>(
    this: M,
    key: KeyFor<M>,
    options: GetOptions = {},
  ): Promise<InstanceType<M> | undefined> {
    const { schema } = this["~model"];
    const values = await items.getItem(clientOf(this["~model"]).asyncContext, schema, key, options);
    return values && instantiate(this, values);
  }

  static query<M extends ModelClass>(
    this: M,
    key: KeyConditionOf<AttributesOf<M>, PartitionKeyName<AttributesOf<M>>, SortKeyName<AttributesOf<M>>>,
    options: QueryOptions<AttributesOf<M>> = {},
  ): AsyncItems<InstanceType<M>> {
    const info = this["~model"];
    const { schema } = info;
    const source = { schema, index: undefined, read: (stored: StoredItem) => instantiate(this, schema.decode(stored)) };
    return itemList(() => queryPages(clientOf(info).asyncContext, source, key, options));
  }

  static scan<M extends ModelClass>(this: M, options: ScanOptions<AttributesOf<M>> = {}): AsyncItems<InstanceType<M>> {
    const info = this["~model"];
    const { schema } = info;
    const source = { schema, index: undefined, read: (stored: StoredItem) => instantiate(this, schema.decode(stored)) };
    return itemList(() => scanPages(clientOf(info).asyncContext, source, options));
  }

  static async batchGet<M extends ModelClass>(
    this: M,
    keys: readonly KeyFor<M>[],
    options: GetOptions = {},
  ): Promise<InstanceType<M>[]> {
    const info = this["~model"];
    const { schema } = info;
    const asked = keys.map((key) => schema.encodeKey(key));
    const found = await batches.batchGet(clientOf(info).asyncContext, schema, asked, options);
    return found.map((stored) => instantiate(this, schema.decode(stored)));
  }

  static async batchWrite<M extends ModelClass>(
    this: M,
    writes: BatchWrites<M>,
    options: ItemCallOptions = {},
  ): Promise<void> {
    const info = this["~model"];
    const { schema } = info;
    const requests = [
      ...(writes.put ?? []).map((item) => ({ PutRequest: { Item: schema.encode(item) } })),
      ...(writes.delete ?? []).map((key) => ({ DeleteRequest: { Key: schema.encodeKey(key) } })),
    ];
    await batches.batchWrite(clientOf(info).asyncContext, schema, requests, options);
  }

  async save<T extends ModelInstance>(this: T, options: WriteOptions<AttributesOf<T>> = {}): Promise<T> {
    const info = infoOf(this);
    const { schema } = info;
    const version = schema.versionOf(this);
    const item = version === undefined ? this : { ...this, [schema.version ?? ""]: version + 1 };
    await items.putItem(clientOf(info).asyncContext, schema, schema.encode(item), { version }, options);
    return Object.assign(this, item);
  }

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

  async delete<T extends ModelInstance>(this: T, options: WriteOptions<AttributesOf<T>> = {}): Promise<void> {
    const info = infoOf(this);
    const { schema } = info;
    // An item that was never saved has no version to insist on.
    const version = schema.versionOf(this) || undefined;
    await items.deleteItem(clientOf(info).asyncContext, schema, this, { version }, options);
  }
}
