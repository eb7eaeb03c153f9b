import { tableNameIn } from "../../dynamodb/arns.js";
import type { Json } from "../control-plane/wire.js";

/** The names of the tables in a request. The iterator of a stream starts with its ARN. */
export function tableNamesIn(input: Json): string[] {
  const { TableName, ResourceArn, StreamArn, ShardIterator, RequestItems, TransactItems } = input;
  const parts = Array.isArray(TransactItems) ? TransactItems.flatMap((part) => Object.values(Object(part))) : [];
  const named = [
    TableName,
    ResourceArn,
    StreamArn,
    ShardIterator,
    ...Object.keys(Object(RequestItems)),
    ...parts.map(tableOf),
  ];
  return named.filter((name) => typeof name === "string").map(tableNameIn);
}

function tableOf(part: unknown): unknown {
  return Object(part).TableName;
}
