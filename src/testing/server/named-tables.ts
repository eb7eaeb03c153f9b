import { tableNameIn } from "../../dynamodb/arns.js";
import type { Json } from "../control-plane/wire.js";

/** The names of the tables in a request. */
export function tableNamesIn({ TableName, ResourceArn, RequestItems, TransactItems }: Json): string[] {
  const parts = Array.isArray(TransactItems) ? TransactItems.flatMap((part) => Object.values(Object(part))) : [];
  const named = [TableName, ResourceArn, ...Object.keys(Object(RequestItems)), ...parts.map(tableOf)];
  return named.filter((name) => typeof name === "string").map(tableNameIn);
}

function tableOf(part: unknown): unknown {
  return Object(part).TableName;
}
