import type { Attributes } from "../../model/attribute.js";
import type { ItemValues } from "../../model/infer.js";
import type { ModelSearchOptions, PartOptions, Selected } from "../../model/item-options.js";
import { markPartial } from "../../model/partial-items.js";
import type { StoredItem } from "../../model/schema.js";
import type { OmittedKey, SearchKeyOf, SearchResult } from "../../model/search.js";
import type { VectorIndexSchema } from "../../model/vector-indexes.js";
import type { Vector } from "../../model/vectors.js";
import * as searches from "../search.js";
import { clientOf, instantiate, type ModelClass, partOf } from "./model-info.js";

/**
 * A vector index of a model: the value of the model's property with its name. Types: the model's attributes, the index's partition
 * key, its filters, the attributes that it has, and its results.
 *
 * An index that projects all attributes returns items of the model. Another index returns plain objects with the
 * projected attributes, without the vector.
 */
export class AsyncModelVectorIndex<A extends Attributes, P extends keyof A, F extends keyof A, N extends keyof A, T> {
  /** @internal */
  readonly model: ModelClass;
  /** @internal */
  readonly index: VectorIndexSchema;

  /** @internal */
  constructor(model: ModelClass, index: VectorIndexSchema) {
    this.model = model;
    this.index = index;
  }

  /**
   * Finds the items whose vectors are nearest to a vector. The search is approximate: it can miss an item. It is eventually
   * consistent.
   *
   * AWS operation and permission: SearchVectors, `dynamodb:SearchVectors` on the index.
   *
   * @param vector - An array or a Float32Array with the dimensions of the index.
   * @param equals - The value of the partition key, if the index has one, and of filters. Can be omitted if the index has no
   * partition key.
   * @param options - How many items to return (`topK`, 10), which attributes, what to do with items that do not fit the model, a
   * signal.
   * @returns The items with their scores, the nearest first. Items of other models of the table are left out, so that there can be
   * fewer than `topK`.
   * @throws {@link ItemValidationError} if the vector or a value does not fit, or a stored item.
   * @throws {@link ExpressionError} for other wrong arguments.
   *
   * @example
   * ```ts
   * await new Article({ id: "a-1", language: "en", title: "Snow", embedding: [0.2, 0.9, 0.1] }).save();
   * const results = await Article.byMeaning.search([0.1, 0.9, 0.2], { language: "en" }, { topK: 5 });
   * for (const { item, score } of results) console.log(item.title, score);
   * ```
   */
  async search<K extends N & string = never>(
    vector: Vector,
    equals: SearchKeyOf<A, P, F> | OmittedKey<P>,
    options: ModelSearchOptions & PartOptions<K> = {},
  ): Promise<SearchResult<Selected<T, NoInfer<K>, ItemValues<A>>>[]> {
    const info = this.model["~model"];
    const read = readerOf<Selected<T, NoInfer<K>, ItemValues<A>>>(this.model, this.index, options);
    const source = { schema: info.schema, index: this.index, read };
    return await searches.search(clientOf(info).asyncContext, source, vector, equals ?? {}, options);
  }
}

/** Converts what a search found to an item of the model, or to a plain object with some of its attributes. */
function readerOf<T>(
  model: ModelClass,
  { projection }: VectorIndexSchema,
  options: PartOptions<string>,
): (stored: StoredItem) => T {
  const { schema } = model["~model"];
  const read = (stored: StoredItem): unknown => {
    const { attributes } = options; // the request's checks come before: callers in JavaScript can pass null
    if (attributes !== undefined) return partOf(schema.decode(stored, true), attributes);
    return projection === "ALL" ? instantiate(model, schema.decode(stored)) : markPartial(schema.decode(stored, true));
  };
  return read as (stored: StoredItem) => T; // the callers' types determine which of these it is
}
