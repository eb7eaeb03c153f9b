import { invalid, invalidValues } from "../control-plane/aws-error.js";
import type { Json } from "../control-plane/wire.js";
import { keyOf } from "./multi-attribute-entries.js";
import type { IndexEntry, IndexReadRequest, MultiAttributeIndex } from "./multi-attribute-index.js";

const PARTITION = "dynatwin_partition";
const RANK = "dynatwin_rank";
const PASSED_ON = [
  "FilterExpression",
  "Limit",
  "ProjectionExpression",
  "ReturnConsumedCapacity",
  "Segment",
  "TotalSegments",
];

/** Throws if a well-formed request is invalid for this index. */
export function checkIndexRead(index: MultiAttributeIndex, request: IndexReadRequest): void {
  const { indexName, holds, partitionKey, sortKey } = index;
  for (const legacy of ["KeyConditions", "QueryFilter", "ScanFilter", "AttributesToGet"]) {
    if (!(legacy in request)) continue;
    throw invalid(`dynatwin's emulator reads through the index ${indexName} by expressions only, not by ${legacy}.`);
  }
  if (request.ConsistentRead) throw invalid("Consistent reads are not supported on global secondary indexes");
  if (request.Select === "ALL_ATTRIBUTES" && holds !== "ALL") {
    throw invalidValues(
      `Select type ALL_ATTRIBUTES is not supported for global secondary index ${indexName} because its projection ` +
        "type is not ALL",
    );
  }
  if (request.KeyConditionExpression === undefined) return;
  const filtered = filteredNames(request);
  const wrong = [...partitionKey, ...sortKey].find(({ name }) => filtered.includes(name));
  if (wrong) {
    throw invalid(
      `Filter Expression can only contain non-primary key attributes: Primary key attribute: ${wrong.name}`,
    );
  }
}

/** The top-level attributes in a filter expression. */
function filteredNames({ FilterExpression = "", ExpressionAttributeNames = {} }: IndexReadRequest): string[] {
  const words = FilterExpression.match(/(?<![\w.#:])#?[A-Za-z_]\w*(?!\w|\s*\()/g) ?? [];
  return words.map((word) => ExpressionAttributeNames[word] ?? word);
}

/** The definition of a temporary table for the entries: one partition, numbered by rank. */
export function tableOf({ tableName }: MultiAttributeIndex) {
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: PARTITION, AttributeType: "S" },
      { AttributeName: RANK, AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: PARTITION, KeyType: "HASH" },
      { AttributeName: RANK, KeyType: "RANGE" },
    ],
  };
}

/** The items of the temporary table. */
export function itemsOf(rows: readonly IndexEntry[]): IndexEntry[] {
  return rows.map((row, rank) => ({ ...row, [PARTITION]: { S: PARTITION }, [RANK]: { N: String(rank) } }));
}

/** The request to the temporary table, with the filter, limit, projection and count of the original request. */
export function requestTo(index: MultiAttributeIndex, operation: string, request: IndexReadRequest): object {
  const { FilterExpression, ProjectionExpression, Select = "ALL_PROJECTED_ATTRIBUTES" } = request;
  const used: readonly string[] = `${FilterExpression} ${ProjectionExpression}`.match(/[#:]\w+/g) ?? [];
  const names = pick(request.ExpressionAttributeNames, used);
  const values = pick(request.ExpressionAttributeValues, used);
  if (operation === "Query") values[`:${PARTITION}`] = { S: PARTITION };
  return {
    TableName: index.tableName,
    ...pick(request, PASSED_ON),
    ...(operation === "Query" && { KeyConditionExpression: `${PARTITION} = :${PARTITION}` }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    // The temporary table contains projected attributes only.
    ...(!Select.startsWith("ALL_") && { Select }),
  };
}

/** Converts the temporary table's answer to the answer of the index. */
export function answerFrom(index: MultiAttributeIndex, rows: readonly IndexEntry[], answer: Json): Json {
  const { Items, LastEvaluatedKey } = answer as { Items?: readonly IndexEntry[]; LastEvaluatedKey?: IndexEntry };
  const last = rows[Number(LastEvaluatedKey?.[RANK]?.["N"])];
  return {
    ...answer,
    ...(Items && { Items: Items.map(({ [PARTITION]: _partition, [RANK]: _rank, ...row }) => row) }),
    ...(last && { LastEvaluatedKey: keyOf(index, last) }),
  };
}

function pick(given: object = {}, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}
