import { MAX_SEARCH_RESULTS } from "../../../dynamodb/limits.js";
import { invalid } from "../../control-plane/aws-error.js";
import { lockedUntil } from "../../control-plane/locks.js";
import type { Json } from "../../control-plane/wire.js";
import { Placeholders } from "../expressions/placeholders.js";
import { type Projection, parseProjection, project } from "../expressions/projection.js";
import { parseSearchCondition, type SearchCondition } from "../expressions/search-condition.js";
import { searchAttributes, type VectorIndexDefinition } from "../store/definition.js";
import type { FoundItem, VectorItems } from "../store/vector-items.js";
import { attributeOf, type Item, typeOf } from "../values/attribute-value.js";
import { isEqual } from "../values/compare.js";
import { sizeOf } from "../values/size.js";
import type { WireItem, WireValue } from "../values/wire-value.js";
import { type CapacityDetail, isWanted, searchedBytes } from "./capacity.js";
import { findItemTable, type ItemService, type ItemTable } from "./item-tables.js";
import { checkEmptyKey } from "./key-checks.js";
import { checkParameters, PARAMETERS } from "./parameters.js";
import { searchVectorsShape } from "./search-request.js";
import { readRequest } from "./shapes.js";

interface SearchRequest {
  readonly TableName: string;
  readonly IndexName: string;
  readonly SearchVector: readonly WireValue[];
  readonly TopK: number;
  readonly SearchConditionExpression?: string;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: WireItem;
  readonly ReturnConsumedCapacity?: CapacityDetail;
}

/** SearchVectors. It finds the nearest items exactly, which DynamoDB does not promise. */
export function searchVectors(service: ItemService, json: Json): object {
  checkMembers(json);
  const request = readRequest<SearchRequest>(searchVectorsShape, json);
  const { TopK, ReturnConsumedCapacity: detail } = request;
  checkParameters(request, PARAMETERS.search);
  const vector = readSearchVector(request.SearchVector);
  if (TopK > MAX_SEARCH_RESULTS) {
    throw invalid(
      `Provided TopK value '${TopK}' is out of valid range. The value must be between 1 and ${MAX_SEARCH_RESULTS} inclusive`,
    );
  }
  const { conditions, projection } = readExpressions(request);
  const table = findItemTable(service, request.TableName);
  const items = findVectorItems(service, table, request.IndexName);
  const { definition } = items;
  checkDimensions(definition, vector);
  checkConditions(definition, conditions);
  const found = items.search({
    vector,
    partition: conditions?.find(({ name }) => name === definition.partition?.name)?.value,
    matches: testOf(definition, conditions ?? []),
    limit: TopK,
  });
  const results = found.map((each) => ({ Item: selected(items, projection, each), Score: each.score }));
  return {
    SearchResults: results,
    ...(isWanted(detail) && { ConsumedCapacity: { VectorSearchRequestBytes: bytesOf(items, found, results) } }),
  };
}

const REQUIRED = ["TableName", "IndexName", "SearchVector", "TopK"];

/** The search endpoint reads requests with another parser, and has its texts. */
function checkMembers(json: Json): void {
  const missing = REQUIRED.find((name) => json[name] === undefined || json[name] === null);
  if (missing === undefined) return;
  throw invalid(`missing field \`${missing}\` at line 1 column ${Buffer.byteLength(JSON.stringify(json))}`);
}

function readSearchVector(values: readonly WireValue[]): Float32Array {
  const numbers = values.map(({ N, ...others }) =>
    Object.keys(others).length === 0 && N ? Math.fround(Number(N)) : Number.NaN,
  );
  if (numbers.every(Number.isFinite)) return Float32Array.from(numbers);
  throw invalid(
    "Search vector contains invalid values. All values in the search vector must be a 32-bit floating-point number attribute",
  );
}

function readExpressions(request: SearchRequest): {
  readonly conditions: SearchCondition[] | undefined;
  readonly projection: Projection | undefined;
} {
  const { SearchConditionExpression: condition, ProjectionExpression } = request;
  const placeholders = new Placeholders(request);
  const conditions = condition === undefined ? undefined : parseSearchCondition(condition, placeholders);
  const projection =
    ProjectionExpression === undefined ? undefined : parseProjection(ProjectionExpression, placeholders);
  placeholders.checkUsed();
  return { conditions, projection };
}

/** Finds a vector index of a table. Throws if it does not exist, or cannot be searched yet. */
function findVectorItems({ controlPlane }: ItemService, { schema, store }: ItemTable, name: string): VectorItems {
  const table = controlPlane.tables.get(schema.name);
  const { IndexStatus, Backfilling } = table?.description.VectorIndexes?.find((each) => each.IndexName === name) ?? {};
  if (IndexStatus === "CREATING" && Backfilling) throw invalid(`Cannot search backfilling vector index: ${name}`);
  const isOpen = IndexStatus === "ACTIVE" && table && lockedUntil(controlPlane, table, `search ${name}`) === undefined;
  const items = isOpen ? store.vectorIndexes.get(name) : undefined;
  if (items) return items;
  throw invalid(`The table does not have the specified index: ${name}`);
}

function checkDimensions({ dimensions }: VectorIndexDefinition, { length }: Float32Array): void {
  if (length !== dimensions)
    throw invalid(`Input search vector dimension ${length} does not match vector index dimension ${dimensions}`);
}

/** Throws if a search does not name the partition, or attributes that the index does not find items by. */
function checkConditions(index: VectorIndexDefinition, conditions: readonly SearchCondition[] | undefined): void {
  const { partition } = index;
  const attributes = searchAttributes(index);
  const unknown = conditions?.find(({ name }) => attributes.every((attribute) => attribute.name !== name));
  if (unknown) {
    throw invalid(
      "SearchConditionExpression must not contain any attributes that is not in SearchSchema. " +
        `Invalid attribute: ${unknown.name}`,
    );
  }
  if (partition && !conditions)
    throw invalid("SearchConditionExpression must be provided when SearchSchema has a HASH key");
  if (partition && !conditions?.some(({ name }) => name === partition.name))
    throw invalid("SearchConditionExpression must have all HASH attributes in configured SearchSchema");
  for (const { name, value } of conditions ?? []) {
    const type = attributes.find((attribute) => attribute.name === name)?.type;
    if (type === undefined || type in value) continue;
    throw invalid(
      `Type of '${name}' attribute in SearchConditionExpression (${typeOf(value)}) does not match type in search schema (${type})`,
    );
  }
  const given = conditions?.find(({ name }) => name === partition?.name);
  if (partition && given) checkEmptyKey({ partition: [partition], sort: [] }, { [given.name]: given.value });
}

/** Whether an item has the values that are asked for; those of the partition all have its value. */
function testOf({ partition }: VectorIndexDefinition, conditions: readonly SearchCondition[]) {
  const others = conditions.filter(({ name }) => name !== partition?.name);
  if (others.length === 0) return undefined;
  return (item: Item) =>
    others.every(({ name, value }) => {
      const actual = attributeOf(item, name);
      return actual !== undefined && isEqual(actual, value);
    });
}

/** The vector is returned only if the projection names it. */
function selected(items: VectorItems, projection: Projection | undefined, found: FoundItem): Item {
  if (!projection) return items.project(found.item);
  const isVectorAsked = projection.paths.some(([name]) => name === items.definition.vector);
  return project(projection, isVectorAsked ? items.projectWithVector(found) : items.project(found.item));
}

function bytesOf(items: VectorItems, found: readonly FoundItem[], results: readonly { Item: Item }[]): number {
  const { vector, dimensions } = items.definition;
  return searchedBytes({
    dimensions,
    results: found.length,
    itemBytes: found.reduce((sum, { item }) => sum + sizeOf(items.project(item)), 0),
    vectors: results.filter(({ Item: item }) => attributeOf(item, vector) !== undefined).length,
  });
}
