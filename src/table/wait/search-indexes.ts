import type { AttributeValue, TableDescription, VectorIndexDescription } from "@aws-sdk/client-dynamodb";
import { isNotSearchable, isRetryable } from "../../dynamodb/error-predicates.js";
import type { OperationInput } from "../../dynamodb/operations.js";
import { type Procedure, request } from "../../procedure/procedure.js";
import type { WaitTracker } from "./wait-tracker.js";

/**
 * The vector indexes of a table that DynamoDB refuses to search yet, as texts. An index can be ACTIVE before that, so each is
 * searched until it was found once. One that the caller may not search, or that cannot be searched for another reason than its
 * age, counts as found: waiting does not change that.
 */
export function* unsearchableParts(tracker: WaitTracker, table: TableDescription): Procedure<string[]> {
  const pending: string[] = [];
  for (const index of table.VectorIndexes ?? []) {
    const name = index.IndexName ?? "";
    if (tracker.searched.has(name)) continue;
    if (yield* isFound(tracker, searchOf(tracker.tableName, index, table))) tracker.searched.add(name);
    else pending.push(`index ${name} to be searchable`);
  }
  return pending;
}

function* isFound(tracker: WaitTracker, input: OperationInput<"SearchVectors">): Procedure<boolean> {
  tracker.polls++;
  try {
    yield* request("SearchVectors", input, tracker.deadline.readTimeoutMs);
    return true;
  } catch (error) {
    if (isRetryable(error)) tracker.noteError(error);
    else if (isNotSearchable(error)) tracker.noteRefusal(error);
    else return true;
    return false;
  }
}

/** A value of each type that a partition key of an index can have. */
const ANY_VALUES: Readonly<Record<string, AttributeValue>> = {
  S: { S: "?" },
  N: { N: "0" },
  B: { B: new Uint8Array(1) },
};

/** A search that finds at most one item. Its vector has the length 1, as the cosine of another may not exist. */
function searchOf(
  TableName: string,
  { IndexName, Dimensions = 1, SearchSchema = [] }: VectorIndexDescription,
  { AttributeDefinitions = [] }: TableDescription,
): OperationInput<"SearchVectors"> {
  const key = SearchSchema.find(({ SearchSchemaElementType }) => SearchSchemaElementType === "HASH")?.AttributeName;
  const type = AttributeDefinitions.find(({ AttributeName }) => AttributeName === key)?.AttributeType ?? "S";
  const value = ANY_VALUES[type];
  return {
    TableName,
    IndexName,
    SearchVector: Array.from({ length: Dimensions }, (_, place) => ({ N: place === 0 ? "1" : "0" })),
    TopK: 1,
    ...(key !== undefined &&
      value !== undefined && {
        SearchConditionExpression: "#key = :value",
        ExpressionAttributeNames: { "#key": key },
        ExpressionAttributeValues: { ":value": value },
      }),
  };
}
