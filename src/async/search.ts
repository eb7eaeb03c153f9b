import { decodeItems } from "../model/decode-items.js";
import type { ModelSearchOptions, PartOptions } from "../model/item-options.js";
import { isOwn } from "../model/own-items.js";
import { plainSearchRequest, type SearchValue, type SearchVectorsOptions } from "../model/plain-search.js";
import type { Schema, StoredItem } from "../model/schema.js";
import { byScore, type SearchResult, searchRequest } from "../model/search.js";
import type { VectorIndexSchema } from "../model/vector-indexes.js";
import type { Vector } from "../model/vectors.js";
import type { AsyncContext } from "./context.js";

/** A vector index of a model, and the conversion of its items. */
export interface SearchSource<T> {
  readonly schema: Schema;
  readonly index: VectorIndexSchema;
  readonly read: (stored: StoredItem) => T;
}

/** Finds the nearest items of a model. Items of other models in the table are left out. */
export async function search<T>(
  { transport }: AsyncContext,
  { schema, index, read }: SearchSource<T>,
  vector: Vector,
  equals: object,
  options: ModelSearchOptions & PartOptions<string>,
): Promise<SearchResult<T>[]> {
  const request = searchRequest(schema, index, vector, equals, options);
  const { SearchResults } = await transport.send("SearchVectors", request, { signal: options.signal });
  const found = resultsOf(SearchResults).filter(({ item }) => isOwn(schema, index, item));
  const readResult = ({ item, score }: SearchResult<StoredItem>): SearchResult<T> => ({ item: read(item), score });
  const { items, failure } = decodeItems(found, readResult, options.onMisfit);
  if (failure !== undefined) throw failure.error;
  return items.sort(byScore(index));
}

/** Finds the nearest items in an index of which only the name is known. */
export async function searchVectors(
  { transport }: AsyncContext,
  table: string,
  indexName: string,
  vector: Vector,
  equals: Readonly<Record<string, SearchValue | undefined>>,
  options: SearchVectorsOptions,
): Promise<SearchResult<StoredItem>[]> {
  const request = plainSearchRequest(table, indexName, vector, equals, options);
  const { SearchResults } = await transport.send("SearchVectors", request, { signal: options.signal });
  return resultsOf(SearchResults);
}

/** Results as the SDK returns them, whose members are optional in its types. */
function resultsOf(
  results: readonly { Item?: StoredItem | undefined; Score?: number | undefined }[] = [],
): SearchResult<StoredItem>[] {
  return results.map(({ Item = {}, Score = Number.NaN }) => ({ item: Item, score: Score }));
}
