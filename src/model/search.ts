import type { SearchVectorsCommandInput } from "@aws-sdk/client-dynamodb";
import { suggest } from "../validation/suggestions.js";
import type { Attributes } from "./attribute.js";
import { CallIssues } from "./call-issues.js";
import { checkExpressionSize, operatorsOf } from "./expressions/expression-limits.js";
import { Placeholders } from "./expressions/placeholders.js";
import { compileProjection, type Holder } from "./expressions/projection.js";
import { Scope, specOf } from "./expressions/scope.js";
import type { Simplify, ValueOf } from "./infer.js";
import type { ModelSearchOptions, PartOptions } from "./item-options.js";
import { usableOptions } from "./option-readers.js";
import type { Schema } from "./schema.js";
import { searchNames, type VectorIndexSchema } from "./vector-indexes.js";
import { type Vector, vector as vectorCodec } from "./vectors.js";

/** How many items a search returns, unless it says otherwise. */
export const DEFAULT_TOP_K = 10;

const NOTHING_TO_COMPARE = "leave it out: the model has no attribute that the index compares.";

/** An item that a search found. */
export interface SearchResult<T> {
  /** The item, or the attributes of it that were requested. */
  readonly item: T;
  /**
   * The result of the index's distance function: of COSINE 0 to 2, of EUCLIDEAN the distance, both lower for nearer items; of
   * DOT_PRODUCT the product, higher for nearer items.
   */
  readonly score: number;
}

/**
 * What the items that a search finds must have: the value of the index's partition key, if it has one, and of any of its filters.
 */
export type SearchKeyOf<A extends Attributes, P extends keyof A, F extends keyof A> = Simplify<
  { readonly [K in P]: ValueOf<A[K]> } & { readonly [K in F]?: ValueOf<A[K]> | undefined }
>;

/** The type of an argument that can be omitted if the index has no partition key. */
// biome-ignore lint/suspicious/noConfusingVoidType: a parameter of type void can be omitted before an optional one.
export type OmittedKey<P> = [P] extends [never] ? void : never;

/** The request of a search in a vector index of a model. */
export function searchRequest(
  schema: Schema,
  index: VectorIndexSchema,
  vector: Vector,
  equals: object,
  options: ModelSearchOptions & PartOptions<string>,
): SearchVectorsCommandInput {
  const issues = CallIssues.onTable(schema.table);
  const placeholders = new Placeholders();
  const { topK = DEFAULT_TOP_K, attributes } = usableOptions("search", options, issues);
  const SearchVector = issues.collect(() => encodeVector(schema, index, vector), []);
  const SearchConditionExpression = issues.collect(() => compileEquals(schema, index, equals, placeholders), "");
  const names = attributes ?? (index.projection === "ALL" ? Object.keys(schema.attributes) : undefined);
  const needed = neededNames(schema, index, attributes !== undefined);
  const compile = () => names && compileProjection(schema, names, needed, placeholders, holderOf(schema, index));
  const ProjectionExpression = issues.collect(compile, undefined);
  checkExpressionSize("equals", SearchConditionExpression, operatorsOf.condition, issues);
  checkExpressionSize("attributes", ProjectionExpression, operatorsOf.projection, issues);
  issues.finish();
  const keys = { TableName: schema.table, IndexName: index.indexName };
  return searchInput(
    { ...keys, SearchVector, TopK: topK, SearchConditionExpression, ProjectionExpression },
    placeholders,
  );
}

/** The input of a search with the names and values of its expressions. An empty condition is none. */
export function searchInput(
  { SearchConditionExpression: condition, ...input }: SearchVectorsCommandInput,
  { names, values }: Placeholders,
): SearchVectorsCommandInput {
  const SearchConditionExpression = condition === "" ? undefined : condition;
  return { ...input, SearchConditionExpression, ExpressionAttributeNames: names, ExpressionAttributeValues: values };
}

/** Sorts results by their scores, the nearest item first. */
export function byScore({ distance }: VectorIndexSchema): (a: { score: number }, b: { score: number }) => number {
  return distance === "DOT_PRODUCT" ? (a, b) => b.score - a.score : (a, b) => a.score - b.score;
}

function encodeVector(schema: Schema, { dimensions }: VectorIndexSchema, vector: Vector) {
  const scope = new Scope(schema, new Placeholders());
  const stored = scope.encode(["vector"], vectorCodec(dimensions), vector);
  scope.finish("");
  return stored?.L ?? [];
}

/** The SearchConditionExpression; empty if the index can be searched without. */
function compileEquals(schema: Schema, index: VectorIndexSchema, equals: object, placeholders: Placeholders): string {
  const scope = new Scope(schema, placeholders);
  const { entity, written } = schema;
  const names = searchNames(index).filter((name) => name !== entity?.attribute);
  const clauses: string[] = [];
  const add = (name: string, value: object) =>
    clauses.push(`${placeholders.name(name)} = ${placeholders.value(value as never)}`);
  if (typeof equals !== "object" || equals === null || Array.isArray(equals)) {
    scope.report("equals", "expected an object.", `give ${names.join(" and ") || "{}"}.`);
    return scope.finish("");
  }
  const given = equals as Readonly<Record<string, unknown>>;
  for (const name of searchNames(index)) {
    if (name === entity?.attribute) add(name, { S: entity.name });
    else if (given[name] !== undefined) {
      const spec = specOf(written, name);
      const stored = spec && scope.encode(["equals", name], spec.codec, given[name]);
      if (stored !== undefined) add(name, stored);
    } else if (index.partitionKey.includes(name))
      scope.report(`equals.${name}`, `is required: it partitions index "${index.indexName}".`, "give its value.");
  }
  for (const name of Object.keys(given)) {
    if (given[name] === undefined || names.includes(name)) continue;
    const fix = names.length === 0 ? NOTHING_TO_COMPARE : suggest(name, names);
    scope.report(`equals.${name}`, `cannot be compared in index "${index.indexName}".`, fix);
  }
  return scope.finish(clauses.join(" AND "));
}

/** The stored attributes that the results need besides the requested ones. */
function neededNames(schema: Schema, { projection }: VectorIndexSchema, isPart: boolean): string[] {
  const { entity } = schema;
  const keys = isPart ? schema.keyNames : [];
  if (entity === undefined || (projection !== "ALL" && !projection.includes(entity.attribute))) return keys;
  return [...keys, entity.attribute, ...(entity.version === undefined ? [] : [entity.versionAttribute])];
}

function holderOf(schema: Schema, index: VectorIndexSchema): Holder {
  const { projection, vector, indexName } = index;
  const name = `index "${indexName}"`;
  if (projection === "ALL") return { name, projected: undefined };
  const keys = schema.keyNames.flatMap((key) => [key, ...schema.templates.namesIn(key)]);
  const listed = projection === "KEYS_ONLY" ? [] : projection;
  return { name, projected: new Set([...keys, ...searchNames(index), vector, ...listed]) };
}
