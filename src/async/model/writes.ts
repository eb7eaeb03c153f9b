import type { ChangesOf } from "../../model/expressions/update.js";
import type { AttributesOf, KeyOf } from "../../model/infer.js";
import type { UpdateOptions, WriteOptions } from "../../model/item-options.js";
import * as items from "../items.js";
import { clientOf, instantiateWritten, itemIn, type ModelClass } from "./model-info.js";
import { ModelReads } from "./reads.js";

/** The writes of single items. */
export class ModelWrites extends ModelReads {
  /**
   * Writes an item, and replaces the existing one, like `save` of a new item.
   *
   * AWS operation and permission: PutItem, `dynamodb:PutItem`.
   *
   * @param input - The values of the attributes, or an item.
   * @param options - A condition, whether its failure has the existing item in stored form, a signal.
   * @returns The item.
   * @throws {@link ItemValidationError} if a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK if the condition fails.
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
    const item = itemIn(this, input) ?? (new this(input as never) as InstanceType<M>); // its constructor checks it
    await items.putItem(clientOf(this["~model"]).asyncContext, this, item, options);
    return item;
  }

  /**
   * Changes some attributes of the item with a key, which must exist unless it is an upsert. An update without changes
   * still checks the condition. A version is increased.
   *
   * AWS operation and permission: UpdateItem, `dynamodb:UpdateItem`.
   *
   * @param key - The key, or an item, whose version is then checked, and whose values are set to the stored ones.
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether to create the item if it does not exist (false), whether the condition's
   * failure has the existing item in stored form, a signal.
   * @returns The changed item. Stored values that do not fit the model are left out of it: the update was executed, so
   * it does not fail. Such an item cannot be saved.
   * @throws {@link ItemValidationError} if a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK if there is no item, or the condition fails.
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
   * Deletes the item with a key. If there is none, nothing happens.
   *
   * AWS operation and permission: DeleteItem, `dynamodb:DeleteItem`.
   *
   * @param key - The key, or an item, whose version is then checked.
   * @param options - A condition, whether its failure has the existing item in stored form, a signal.
   * @throws `ConditionalCheckFailedException` of the SDK if the condition fails.
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
