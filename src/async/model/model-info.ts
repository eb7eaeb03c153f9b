import type { WrittenModel } from "../../model/conditional-writes.js";
import { copyExactNumbers } from "../../model/exact-key-numbers.js";
import type { HasAttributes } from "../../model/infer.js";
import { setMisfit } from "../../model/item-metadata.js";
import { markPartial } from "../../model/partial-items.js";
import type { Part } from "../../model/requests.js";
import type { IndexSchema, PartialValues, Schema, StoredItem } from "../../model/schema.js";
import type { Target } from "../../model/transactions.js";
// Types only, as in ../client/default-client.ts: a model's client has both faces.
import type { DynamoClient } from "../../sync/client/client.js";
import type { Model } from "../../sync/model/model.js";
import type { TableSettings } from "../../table/definition/options.js";
import { getDefaultClient } from "../client/default-client.js";

/** What a model class knows about itself. */
export interface ModelInfo {
  readonly schema: Schema;
  readonly tableOptions: TableSettings;
  readonly client: DynamoClient | undefined;
}

/** The class of any model, with the methods that all have. */
export interface ModelClass extends Omit<typeof Model, "prototype">, HasAttributes {
  /** @internal */
  readonly "~model": ModelInfo;
  /** What its items inherit from. */
  readonly prototype: object;
  /** Makes a new item of what its attributes say. */
  new (input: never): ModelInstance;
}

/** An item of any model. */
export interface ModelInstance extends Model, HasAttributes {}

/** The class of an item. */
export function modelOf(item: object): ModelClass {
  return item.constructor as unknown as ModelClass; // items are made by no other class
}

/** What the class of an item knows about itself. */
export function infoOf(item: object): ModelInfo {
  return modelOf(item)["~model"];
}

/** The client of a model: its own, or the default one. */
export function clientOf({ client }: ModelInfo): DynamoClient {
  return client ?? getDefaultClient();
}

/** Makes an item of the class that a static method was called on. */
export function instantiate<M extends ModelClass>(model: M, values: Record<string, unknown>): InstanceType<M> {
  // What a model's constructor takes is typed per model; decoded values fit by construction.
  return new model(values as never) as InstanceType<M>;
}

/** Makes an item of what a write found or made in the table, as far as it fits: a part of one is nothing to construct. */
export function instantiateWritten<M extends ModelClass>(model: M, { values, misfit }: PartialValues): InstanceType<M> {
  if (misfit === undefined) return instantiate(model, values);
  const item: object = Object.assign(Object.create(model.prototype), values);
  setMisfit(item, misfit);
  return item as InstanceType<M>; // its prototype is the model's
}

/** What a refused write needs of its model. */
export function writtenModel(model: ModelClass): WrittenModel {
  const { schema } = model["~model"];
  return { schema, read: (stored) => instantiateWritten(model, schema.decodeWritten(stored)) };
}

/** The item that a key is, where it is one of the model. */
export function itemIn<M extends ModelClass>(model: M, key: object): InstanceType<M> | undefined {
  return key instanceof model ? (key as InstanceType<M>) : undefined; // of the class or one that extends it
}

/** What a part of a transaction is about. */
export function targetOf(model: ModelClass, key: object): Target {
  return { key, isItem: key instanceof model };
}

/**
 * What makes of a stored item what a list gives: an item of the model, or a plain object where the index holds a part of
 * the attributes, or the call asks for a part.
 *
 * @param options - Those of the call, which were not checked yet: they are read with the first item.
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
    if (attributes !== undefined) return partOf(schema.decode(stored, true), attributes);
    return holdsAll ? instantiate(model, schema.decode(stored)) : markPartial(schema.decode(stored, true));
  };
  return read as (stored: StoredItem) => T; // which of these it is, the types of the callers say
}

/** The part of an item that has the given names. */
export function partOf(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const part = Object.fromEntries(names.filter((name) => name in values).map((name) => [name, values[name]]));
  copyExactNumbers(values, part);
  return markPartial(part);
}
