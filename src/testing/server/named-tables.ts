import type { Json } from "../control-plane/wire.js";

/** The names of the tables in a request. */
export function tableNamesIn({ TableName, ResourceArn, RequestItems, TransactItems }: Json): string[] {
  const parts = Array.isArray(TransactItems) ? TransactItems.flatMap((part) => Object.values(Object(part))) : [];
  const named = [TableName, ResourceArn, ...Object.keys(Object(RequestItems)), ...parts.map(tableOf)];
  return named.filter((name) => typeof name === "string").map(withoutArn);
}

function tableOf(part: unknown): unknown {
  return Object(part).TableName;
}

/** The name of a table, from its name or ARN. */
export function withoutArn(name: string): string {
  return /^arn:[^/]*:table\/([^/]+)/.exec(name)?.[1] ?? name;
}
