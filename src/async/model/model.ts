import type { ChangesOf } from "../../model/expressions/update.js";
import type { AttributesOf } from "../../model/infer.js";
import type { WriteOptions } from "../../model/item-options.js";
import * as items from "../items.js";
import { clientOf, type ModelInstance, modelOf } from "./model-info.js";
import { ModelTransactions } from "./transactions.js";

/**
 * The base class of every model, with the methods of the classes that `defineModel` returns, and of their items.
 *
 * The examples of its methods use the client and the models of the guide "The models of the examples".
 *
 * @example
 * ```ts
 * import { Model } from "dynatwin";
 *
 * export const isItem = (value: unknown) => value instanceof Model;
 * ```
 */
export class AsyncModel extends ModelTransactions {
  /**
   * Writes the item, and replaces the existing one. A version is increased, and a save of an item that was changed by
   * another writer fails.
   *
   * AWS operation and permission: PutItem, `dynamodb:PutItem`.
   *
   * @param options - A condition, whether its failure has the existing item in stored form, a signal.
   * @returns The item itself.
   * @throws {@link ItemValidationError} if a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK if the condition fails.
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
   * Changes some attributes of the item, which must exist, and sets its values to the stored ones. An update without
   * changes still checks the condition. Stored values that do not fit the model are not set: the update was executed,
   * so it does not fail.
   *
   * AWS operation and permission: UpdateItem, `dynamodb:UpdateItem`.
   *
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether its failure has the existing item in stored form, a signal.
   * @returns The item itself.
   * @throws {@link ItemValidationError} if a value does not fit its attribute; nothing was sent then.
   * @throws `ConditionalCheckFailedException` of the SDK if the condition fails.
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
   * @param options - A condition, whether its failure has the existing item in stored form, a signal.
   * @throws `ConditionalCheckFailedException` of the SDK if the condition fails.
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
}
