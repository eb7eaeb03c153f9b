import { invalid, invalidValues } from "../control-plane/aws-error.js";
import { compareKeys, type KeyAttribute, type KeyValue, startsWith } from "./key-order.js";
import type { ViewRequest } from "./multi-attribute-index.js";

/** What a query asks of one attribute of a key. */
export interface KeyCondition {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly KeyValue[];
}

const MIRRORED: Readonly<Record<string, string>> = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/**
 * Reads a KeyConditionExpression that the store found well-formed: comparisons, BETWEEN and begins_with, joined by AND. So
 * brackets and commas tell nothing that the words do not.
 */
export function readKeyConditions(request: ViewRequest): KeyCondition[] {
  const { KeyConditionExpression = "", ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = request;
  const words: string[] = KeyConditionExpression.match(/[#:]?\w+|[<>]=?|=/g) ?? [];
  const next = () => words.shift() ?? "";
  const nameOf = (word: string) => ExpressionAttributeNames[word] ?? word;
  const given = (word: string) => ExpressionAttributeValues[word] ?? {};
  const readOne = (first: string): KeyCondition => {
    if (first === "begins_with") return { name: nameOf(next()), operator: first, values: [given(next())] };
    const [operator, second] = [next().toUpperCase(), next()];
    if (operator === "BETWEEN") {
      next(); // its AND
      return { name: nameOf(first), operator, values: [given(second), given(next())] };
    }
    return first.startsWith(":")
      ? { name: nameOf(second), operator: String(MIRRORED[operator]), values: [given(first)] }
      : { name: nameOf(first), operator, values: [given(second)] };
  };
  const conditions: KeyCondition[] = [];
  do conditions.push(readOne(next()));
  while (next() !== "");
  return conditions;
}

/** Throws unless the conditions name all of the partition key, and the sort key from the left with a range at its end. */
export function checkKeyConditions(
  conditions: readonly KeyCondition[],
  partitionKey: readonly KeyAttribute[],
  sortKey: readonly KeyAttribute[],
): void {
  const key = [...partitionKey, ...sortKey];
  const used = key.map(({ name }) => conditions.find((condition) => condition.name === name));
  const end = Math.max(partitionKey.length, used.findLastIndex((condition) => condition !== undefined) + 1);
  const gap = used.slice(0, end).indexOf(undefined);
  if (gap >= 0) throw invalid(`Query condition missed key schema element: ${key[gap]?.name}`);
  const equal = used.slice(0, Math.max(partitionKey.length, end - 1));
  if (conditions.length > end || equal.some((condition) => condition?.operator !== "="))
    throw invalid("Query key condition not supported");
  const fits = key.every(({ type }, place) => used[place]?.values.every((value) => type in value) ?? true);
  if (!fits) throw invalidValues("Condition parameter type does not match schema type");
}

/** Whether an item's value of an attribute is what a condition asks for. */
export function meets(type: KeyAttribute["type"], value: KeyValue, { operator, values }: KeyCondition): boolean {
  const [low = {}, high = {}] = values;
  if (operator === "begins_with") return startsWith(type, value, low);
  const order = compareKeys(type, value, low);
  switch (operator) {
    case "=":
      return order === 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    default:
      return order >= 0 && compareKeys(type, value, high) <= 0;
  }
}
