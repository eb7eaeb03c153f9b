import { type DefinitionIssue, ItemValidationError } from "../../errors.js";
import { type AttributeMap, readAttributeMap } from "../../model/attribute-map.js";
import { checkOwn } from "../../model/own-items.js";
import type { StoredItem } from "../../model/schema.js";
import { plainJson } from "../../model/to-json.js";
import { ModelBase } from "./base.js";
import { infoOf, instantiate, type ModelClass } from "./model-info.js";

/** The result of `validate`: an item, or the issues of the values. */
export type Validation<T> =
  | {
      /** The item created from the values. */
      readonly value: T;
      /** Absent for valid values. */
      readonly issues?: undefined;
    }
  | {
      /** All issues. */
      readonly issues: readonly DefinitionIssue[];
      /** Absent for invalid values. */
      readonly value?: undefined;
    };

/** Conversions of items and their values. These methods send nothing. */
export class ModelValues extends ModelBase {
  /**
   * Creates an item from an attribute map: a result of the SDK's own calls, or the image of a stream record.
   *
   * @param stored - The attributes by name, as `AttributeValue`s. Bytes can be base64 text, as in AWS Lambda.
   * @returns The item.
   * @throws {@link ItemValidationError} if it does not fit the model, or is of another entity.
   *
   * @example
   * ```ts
   * const user = User.parse({ id: { S: "u-1" }, age: { N: "30" } });
   * console.log(user.age); // 30
   * ```
   */
  static parse<M extends ModelClass>(this: M, stored: AttributeMap): InstanceType<M> {
    const { schema } = this["~model"];
    const item = readAttributeMap(schema.table, stored);
    checkOwn(schema, item);
    return instantiate(this, schema.decode(item));
  }

  /**
   * Checks whether values are a valid item of the model. Nothing is sent.
   *
   * @param input - The values of the attributes, from any source.
   * @returns The item as `value`, or all `issues`.
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
      return { value: new this(input as never) as InstanceType<M> }; // checked above
    } catch (error) {
      if (!(error instanceof ItemValidationError)) throw error;
      return { issues: error.issues };
    }
  }

  /**
   * The stored form of the item, as in the SDK's requests.
   *
   * @returns Its attributes by name, each as DynamoDB's `AttributeValue`.
   * @throws {@link ItemValidationError} if a value does not fit its attribute.
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
   * The item as plain JSON, which `JSON.stringify` uses: dates as ISO 8601 text, bigints as text, bytes as base64, sets
   * as lists, at any depth.
   *
   * @returns A new object with the item's members.
   *
   * @example
   * ```ts
   * console.log(JSON.stringify(new User({ id: "u-1", age: 30 }))); // {"id":"u-1","age":30}
   * ```
   */
  toJSON(): Record<string, unknown> {
    return plainJson(this) as Record<string, unknown>; // an item has members
  }
}
