import { tableNameIn } from "../../dynamodb/arns.js";
import { isObject, type Json } from "../control-plane/wire.js";

/** The names of the tables in a request. */
export function tableNamesIn({ TableName, ResourceArn, RequestItems, TransactItems }: Json): string[] {
  // A text has members too: its characters.
  const parts = Array.isArray(TransactItems)
    ? TransactItems.filter(isObject).flatMap((part) => Object.values(part))
    : [];
  const tables = isObject(RequestItems) ? Object.keys(RequestItems) : [];
  const named = [TableName, ResourceArn, ...tables, ...parts.map(tableOf)];
  return named.filter((name) => typeof name === "string").map(tableNameIn);
}

function tableOf(part: unknown): unknown {
  return Object(part).TableName;
}
