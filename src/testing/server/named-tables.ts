import { tableNameIn } from "../../dynamodb/arns.js";
import { isObject, type Json } from "../control-plane/wire.js";
import { tableNamedIn } from "../items/partiql/named-table.js";

/** The names of the tables in a request. The iterator of a stream starts with its ARN. */
export function tableNamesIn(request: Json): string[] {
  const { TableName, ResourceArn, StreamArn, ShardIterator, RequestItems } = request;
  const { TransactItems, Statements, TransactStatements } = request;
  // A text has members too, one for each character.
  const parts = listOf(TransactItems).flatMap((part) => (isObject(part) ? Object.values(part) : []));
  const statements = [request, ...listOf(Statements), ...listOf(TransactStatements)];
  const named = [
    TableName,
    ResourceArn,
    StreamArn,
    ShardIterator,
    ...(isObject(RequestItems) ? Object.keys(RequestItems) : []),
    ...parts.map((part) => Object(part).TableName),
    ...statements.map(tableOfStatement),
  ];
  return named.filter((name) => typeof name === "string").map(tableNameIn);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function tableOfStatement(part: unknown): string | undefined {
  const { Statement: text } = Object(part) as Json;
  return typeof text === "string" ? tableNamedIn(text) : undefined;
}
