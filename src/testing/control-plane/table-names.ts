import { isArn, parseTableArn } from "../../dynamodb/arns.js";
import { invalid, notFound } from "./aws-error.js";
import { firstRepeated } from "./rules/rule.js";
import type { ControlPlane } from "./tables.js";
import { isObject, type Json } from "./wire.js";

type Names = (nameOrArn: string) => string;

/** Replaces the ARNs of tables in a request by their names. */
export function withTableNames(controlPlane: ControlPlane, input: Json): Json {
  if (typeof input["TableName"] === "string" && !isArn(input["TableName"])) return input; // most requests
  return renamed(input, (name) => tableNameOf(controlPlane, name));
}

/** Replaces the names of tables in an answer by the ARNs that the request has. */
export function withAskedNames(controlPlane: ControlPlane, { RequestItems }: Json, answer: object): object {
  const arns = isObject(RequestItems) ? Object.keys(RequestItems).filter(isArn) : [];
  if (arns.length === 0) return answer;
  const asked = new Map(arns.map((arn) => [tableNameOf(controlPlane, arn), arn]));
  const entries = Object.entries(answer).map(([member, value]) => [
    member,
    isObject(value) ? withKeys(value, (name) => asked.get(name) ?? name) : value,
  ]);
  return Object.fromEntries(entries);
}

function renamed(input: Json, names: Names): Json {
  const { TableName, RequestItems, TransactItems } = input;
  return {
    ...input,
    ...(typeof TableName === "string" && { TableName: names(TableName) }),
    ...(isObject(RequestItems) && { RequestItems: withKeys(RequestItems, names) }),
    ...(Array.isArray(TransactItems) && { TransactItems: TransactItems.map((item) => withActions(item, names)) }),
  };
}

function withActions(item: unknown, names: Names): unknown {
  if (!isObject(item)) return item;
  const entries = Object.entries(item).map(([name, action]) => [
    name,
    isObject(action) ? renamed(action, names) : action,
  ]);
  return Object.fromEntries(entries);
}

function withKeys(of: Json, names: Names): Json {
  const entries = Object.entries(of).map(([name, value]) => [names(name), value] as const);
  const repeated = firstRepeated(entries.map(([name]) => name));
  if (repeated === undefined) return Object.fromEntries(entries);
  throw invalid(`The request names the table ${repeated} twice: by its name, and by its ARN.`);
}

/** The name of a table, from its name or ARN. Throws if it is no ARN of a table of this account and region. */
export function tableNameOf({ region, accountId }: ControlPlane, nameOrArn: string): string {
  if (!isArn(nameOrArn)) return nameOrArn;
  const arn = parseTableArn(nameOrArn);
  if (arn?.subresource !== "") throw invalid(`1 validation error detected: Invalid resource type in '${nameOrArn}'`);
  if (arn.region !== region) throw invalid(`1 validation error detected: Invalid AWS region in '${nameOrArn}'`);
  // Access to tables of other accounts needs policies, which are not supported.
  if (arn.accountId !== accountId) throw notFound(`Requested resource not found: ResourceArn: ${nameOrArn} not found`);
  return arn.tableName;
}
