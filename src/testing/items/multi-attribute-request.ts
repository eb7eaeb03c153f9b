import { invalid, invalidValues } from "../control-plane/aws-error.js";
import type { Json } from "../control-plane/wire.js";
import { keyOf } from "./multi-attribute-entries.js";
import type { IndexView, Row, ViewRequest } from "./multi-attribute-index.js";

const VIEW = "dynatwin_view";
const RANK = "dynatwin_rank";
const PASSED_ON = [
  "FilterExpression",
  "Limit",
  "ProjectionExpression",
  "ReturnConsumedCapacity",
  "Segment",
  "TotalSegments",
];

/** Throws what is wrong with a request that is well-formed, for this index. */
export function checkViewRequest(view: IndexView, request: ViewRequest): void {
  const { indexName, holds, partitionKey, sortKey } = view;
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

/** The attributes of the items that a filter looks at: neither functions nor what is inside of attributes. */
function filteredNames({ FilterExpression = "", ExpressionAttributeNames = {} }: ViewRequest): string[] {
  const words = FilterExpression.match(/(?<![\w.#:])#?[A-Za-z_]\w*(?!\w|\s*\()/g) ?? [];
  return words.map((word) => ExpressionAttributeNames[word] ?? word);
}

/** The rows of a view as a table of their own, in which they are one partition and numbered. */
export function tableOf({ tableName }: IndexView) {
  return {
    TableName: tableName,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [
      { AttributeName: VIEW, AttributeType: "S" },
      { AttributeName: RANK, AttributeType: "N" },
    ],
    KeySchema: [
      { AttributeName: VIEW, KeyType: "HASH" },
      { AttributeName: RANK, KeyType: "RANGE" },
    ],
  };
}

/** The items of that table. */
export function itemsOf(rows: readonly Row[]): Row[] {
  return rows.map((row, rank) => ({ ...row, [VIEW]: { S: VIEW }, [RANK]: { N: String(rank) } }));
}

/** What is asked of that table: all of it, filtered, cut and counted as the request wants it. */
export function requestTo(view: IndexView, operation: string, request: ViewRequest): object {
  const { FilterExpression, ProjectionExpression, Select = "ALL_PROJECTED_ATTRIBUTES" } = request;
  const used: readonly string[] = `${FilterExpression} ${ProjectionExpression}`.match(/[#:]\w+/g) ?? [];
  const names = pick(request.ExpressionAttributeNames, used);
  const values = pick(request.ExpressionAttributeValues, used);
  if (operation === "Query") values[`:${VIEW}`] = { S: VIEW };
  return {
    TableName: view.tableName,
    ...pick(request, PASSED_ON),
    ...(operation === "Query" && { KeyConditionExpression: `${VIEW} = :${VIEW}` }),
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    // All that there is of a row is what its index holds.
    ...(!Select.startsWith("ALL_") && { Select }),
  };
}

/** The answer to the request, from the table's answer. */
export function answerFrom(view: IndexView, rows: readonly Row[], answer: Json): Json {
  const { Items, LastEvaluatedKey } = answer as { Items?: readonly Row[]; LastEvaluatedKey?: Row };
  const last = rows[Number(LastEvaluatedKey?.[RANK]?.["N"])];
  return {
    ...answer,
    ...(Items && { Items: Items.map(({ [VIEW]: _view, [RANK]: _rank, ...row }) => row) }),
    ...(last && { LastEvaluatedKey: keyOf(view, last) }),
  };
}

function pick(given: object = {}, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.includes(name)));
}
