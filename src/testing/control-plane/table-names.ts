import { invalid, notFound } from "./aws-error.js";
import { firstRepeated } from "./rules/rule.js";
import type { Plane } from "./tables.js";
import { isObject, type Json } from "./wire.js";

const ARN = "arn:";

type Names = (nameOrArn: string) => string;

/** A request with the names of its tables where it has their ARNs. */
export function withTableNames(plane: Plane, input: Json): Json {
  return renamed(input, (name) => nameOf(plane, name));
}

/** The answer to a request on items, under the ARNs that the request has where the answer has their tables' names. */
export function withAskedNames(plane: Plane, { RequestItems }: Json, body: string): string {
  const arns = Object.keys(Object(RequestItems)).filter((name) => name.startsWith(ARN));
  if (arns.length === 0) return body;
  const asked = new Map(arns.map((arn) => [nameOf(plane, arn), arn]));
  const entries = Object.entries(JSON.parse(body) as Json).map(([member, value]) => [
    member,
    isObject(value) ? withKeys(value, (name) => asked.get(name) ?? name) : value,
  ]);
  return JSON.stringify(Object.fromEntries(entries));
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

/** The name in a table's ARN. What is no ARN is a name. */
function nameOf({ region, accountId }: Plane, nameOrArn: string): string {
  if (!nameOrArn.startsWith(ARN)) return nameOrArn;
  const [, , service, arnRegion, arnAccount, resource = ""] = nameOrArn.split(":");
  const [type, name, ...rest] = resource.split("/");
  if (service !== "dynamodb" || type !== "table" || !name || rest.length > 0)
    throw invalid(`1 validation error detected: Invalid resource type in '${nameOrArn}'`);
  if (arnRegion !== region) throw invalid(`1 validation error detected: Invalid AWS region in '${nameOrArn}'`);
  // Whose tables an account may use is a matter of policies, which nobody plays: there are none.
  if (arnAccount !== accountId) throw notFound(`Requested resource not found: ResourceArn: ${nameOrArn} not found`);
  return name;
}
