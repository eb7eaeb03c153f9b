import type { ConditionOf } from "../../model/expressions/compile-condition.js";
import type { ChangesOf } from "../../model/expressions/update.js";
import type { AttributesOf, KeyOf } from "../../model/infer.js";
import type {
  TransactCheckOptions,
  TransactGet,
  TransactOptions,
  TransactUpdateOptions,
  TransactWrite,
} from "../../model/transactions.js";
import * as parts from "../../model/transactions.js";
import { ModelBatches } from "./batches.js";
import { instantiate, type ModelClass, targetOf, writtenModel } from "./model-info.js";

/** The parts of the client's transactions. */
export class ModelTransactions extends ModelBatches {
  /**
   * A part of a transaction that puts an item. See {@link DynamoClient.transactWrite}.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param item - The item.
   * @param options - A condition, whether its failure has the existing item in stored form.
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
   * A part of a transaction that changes an item, which must exist. See {@link DynamoClient.transactWrite}. A part
   * without changes still checks that the item exists, and the condition.
   *
   * AWS operation: TransactWriteItems, sent by the client.
   *
   * @param key - The key of the item, or the item itself, whose version is then checked, and which gets the new values.
   * @param changes - New values by attribute, or a function that returns changes.
   * @param options - A condition, whether to create the item if it does not exist, whether a failure has the existing
   * item in stored form.
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
   * @param key - The key of the item, or the item itself, whose version is then checked.
   * @param options - A condition, whether its failure has the existing item in stored form.
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
   * @param key - The key of the item, or the item itself, whose version is then checked.
   * @param condition - The condition on the item.
   * @param options - Whether a failure has the existing item in stored form.
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
