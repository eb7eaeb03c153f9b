import type { WrittenModel } from "../../model/conditional-writes.js";
import { copyExactNumbers } from "../../model/exact-key-numbers.js";
import type { HasAttributes } from "../../model/infer.js";
import { setMisfit } from "../../model/item-metadata.js";
import { markPartial } from "../../model/partial-items.js";
import type { Part } from "../../model/requests.js";
import type { PartialValues, Schema, StoredItem } from "../../model/schema.js";
import type { SharedTableSchema } from "../../model/shared-table-schema.js";
import type { IndexSchema, TableKeys } from "../../model/table-keys.js";
import type { Target } from "../../model/transactions.js";
// Types only, as in ../client/default-client.ts: a model's client has async and blocking methods.
import type { DynamoClient } from "../../sync/client/client.js";
import type { Model } from "../../sync/model/model.js";
import type { SharedTable } from "../../sync/model/shared-table.js";
import type { TableSettings } from "../../table/definition/options.js";
import { getDefaultClient } from "../client/default-client.js";

/** The internal data of a table: its keys and indexes, its settings, its client. */
export interface TableInfo {
  readonly schema: TableKeys;
  readonly tableOptions: TableSettings;
  readonly client: DynamoClient | undefined;
}

/** The internal data of a table of `defineTable`. */
export interface SharedTableInfo extends TableInfo {
  readonly schema: SharedTableSchema;
  /** The stored keys of items of any model. */
  readonly items: Schema;
}

/** The internal data of a model class. */
export interface ModelInfo extends TableInfo {
  readonly schema: Schema;
  /** The table that the model shares with others; `undefined` if it has a table of its own. */
  readonly sharedTable: TableInfo | undefined;
}

/** The class of any model, with the methods of all models. */
export interface ModelClass extends Omit<typeof Model, "prototype">, HasAttributes {
  /** @internal */
  readonly "~model": ModelInfo;
  /** The prototype of its items. */
  readonly prototype: object;
  /** Creates a new item from the values of its attributes. */
  new (input: never): ModelInstance;
}

/** A model, or a table of `defineTable`. */
export type AnyTable = ModelClass | SharedTable;

/** An item of any model. */
export interface ModelInstance extends Model, HasAttributes {}

/** The class of an item. */
export function modelOf(item: object): ModelClass {
  return item.constructor as unknown as ModelClass; // only such classes create items
}

/** The internal data of an item's class. */
export function infoOf(item: object): ModelInfo {
  return modelOf(item)["~model"];
}

/** The client of a model or a table: its own, or the default one. */
export function clientOf({ client }: TableInfo): DynamoClient {
  return client ?? getDefaultClient();
}

/** Creates an item of the class that a static method was called on. */
export function instantiate<M extends ModelClass>(model: M, values: Record<string, unknown>): InstanceType<M> {
  // The parameter of a model's constructor is typed per model; decoded values fit it.
  return new model(values as never) as InstanceType<M>;
}

/**
 * Creates an item from a stored item returned by a write, without the values that do not fit. The constructor is not
 * called, because the item can be incomplete.
 */
export function instantiateWritten<M extends ModelClass>(model: M, { values, misfit }: PartialValues): InstanceType<M> {
  if (misfit === undefined) return instantiate(model, values);
  const item: object = Object.assign(Object.create(model.prototype), values);
  setMisfit(item, misfit);
  return item as InstanceType<M>; // its prototype is the model's
}

/** The members of a model that are needed after a refused write. */
export function writtenModel(model: ModelClass): WrittenModel {
  const { schema } = model["~model"];
  return { schema, read: (stored) => instantiateWritten(model, schema.decodeWritten(stored)) };
}

/** The key as an item, if it is one of the model. */
export function itemIn<M extends ModelClass>(model: M, key: object): InstanceType<M> | undefined {
  return key instanceof model ? (key as InstanceType<M>) : undefined; // of the class, or of a class that extends it
}

/** The target of a part of a transaction. */
export function targetOf(model: ModelClass, key: object): Target {
  return { key, isItem: key instanceof model };
}

/**
 * Returns the function that converts a stored item to an element of a list: an item of the model, or a plain object if
 * the index projects only some attributes, or the call requests only some.
 *
 * @param options - The options of the call, which were not checked yet: they are read with the first item.
 */
export function readerOf<T>(
  model: ModelClass,
  index: IndexSchema | undefined,
  options: Part,
): (stored: StoredItem) => T {
  const { schema } = model["~model"];
  const holdsAll = schema.projectedBy(index) === undefined;
  const read = (stored: StoredItem): unknown => {
    const { attributes } = options;
    if (attributes !== undefined) return partOf(schema.decode(stored, !schema.readsWhole(index)), attributes);
    return holdsAll ? instantiate(model, schema.decode(stored)) : markPartial(schema.decode(stored, true));
  };
  return read as (stored: StoredItem) => T; // the callers' types determine which of these it is
}

/** A partial item with the given attributes. */
export function partOf(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const part = Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
  copyExactNumbers(values, part);
  return markPartial(part);
}
