import type { ChangesOf } from "../../model/expressions/update.js";
import type { AttributesOf, KeyOf } from "../../model/infer.js";
import type { UpdateOptions, WriteOptions } from "../../model/item-options.js";
import * as items from "../items.js";
import { clientOf, instantiateWritten, itemIn, type ModelClass } from "./model-info.js";
import { ModelReads } from "./reads.js";

/** A model's writes of single items. */
export class ModelWrites extends ModelReads {
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
}
