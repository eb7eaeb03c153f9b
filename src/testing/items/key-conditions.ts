import { invalid, invalidValues } from "../control-plane/aws-error.js";
import { compareKeys, type KeyAttribute, type KeyValue, startsWith } from "./key-order.js";
import type { IndexReadRequest } from "./multi-attribute-index.js";

/** The condition of a query on one key attribute. */
export interface KeyCondition {
  readonly name: string;
  readonly operator: string;
  readonly values: readonly KeyValue[];
}

const MIRRORED: Readonly<Record<string, string>> = { "=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<=" };

/**
 * Parses a KeyConditionExpression that dynalite has accepted as well-formed: comparisons, BETWEEN and begins_with, joined by
 * AND. Parentheses and commas can be ignored, because the order of the words is unambiguous.
 */
export function readKeyConditions(request: IndexReadRequest): KeyCondition[] {
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

/** Throws unless the conditions include the whole partition key, and sort key attributes from the left, a range only last. */
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

/** Whether an attribute's value matches a condition. */
export function matches(type: KeyAttribute["type"], value: KeyValue, { operator, values }: KeyCondition): boolean {
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
