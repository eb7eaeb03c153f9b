import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { nearest, suggest } from "../../validation/suggestions.js";
import type { AttributeSpec, Attributes } from "../attribute.js";
import type { AttributesOf, HasAttributes, PartitionKeyName, Simplify, SortKeyName, ValueOf } from "../infer.js";
import type { IndexSchema, Schema } from "../schema.js";
import { isBytes, isDate } from "../value-kinds.js";
import { placeholderOf } from "./comparison.js";
import { isReversed } from "./order.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, Scope, specOf } from "./scope.js";
import { partCodec } from "./supported-operations.js";

/** The ranges of a sort key. */
export interface KeyRanges<V> {
  /** From the first value to the second, inclusive. */
  readonly between: readonly [low: V, high: V];
  /** Less than the value. */
  readonly lt: V;
  /** Less than or equal to the value. */
  readonly lte: V;
  /** Greater than the value. */
  readonly gt: V;
  /** Greater than or equal to the value. */
  readonly gte: V;
}

/** The ranges of a sort key of text or bytes. */
export interface KeyPrefixes<V> extends KeyRanges<V> {
  /** Starts with the text, or the bytes. */
  readonly beginsWith: [V] extends [string] ? string : V;
}

/** Exactly one of several members. */
type OneOf<T> = {
  [K in keyof T]: { readonly [Q in K]: T[Q] } & { readonly [Q in Exclude<keyof T, K>]?: undefined };
}[keyof T];

/** A range of a sort key: `{ beginsWith }`, `{ between: [low, high] }`, `{ lt }`, `{ lte }`, `{ gt }` or `{ gte }`. */
export type KeyRangeOf<V, S = unknown> = OneOf<
  [S] extends ["N"] ? KeyRanges<V> : [V] extends [string | Uint8Array] ? KeyPrefixes<V> : KeyRanges<V>
>;

/**
 * The key condition of a query: the value of every partition key attribute, and of the sort key a value or a range.
 *
 * If a sort key has several attributes, they are given from the left, and the last of them can be a range.
 */
export type KeyConditionOf<A extends Attributes, P extends keyof A, S extends keyof A> = Simplify<
  { readonly [K in P]: ValueOf<A[K]> } & {
    readonly [K in S]?: ValueOf<A[K]> | KeyRangeOf<ValueOf<A[K]>, A[K]["~types"]["storage"]> | undefined;
  }
>;

/** The key argument of a model's `query`: the partition key's value, and of the sort key a value or a range. */
export type QueryKeyOf<M extends HasAttributes> = KeyConditionOf<
  AttributesOf<M>,
  PartitionKeyName<AttributesOf<M>>,
  SortKeyName<AttributesOf<M>>
>;

type Key = Readonly<Record<string, unknown>>;

const COMPARATORS = { lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;
const OPERATORS = ["beginsWith", "between", "lt", "lte", "gt", "gte"] as const;
type Operator = (typeof OPERATORS)[number];
const ONE_OPERATOR = `give one of ${OPERATORS.join(", ")}, or a value.`;

/** The KeyConditionExpression of a query on a table or on one of its indexes. */
export function compileKeyCondition(
  schema: Schema,
  index: IndexSchema | undefined,
  given: object,
  placeholders: Placeholders,
): string {
  const scope = new Scope(schema, placeholders);
  const key: Key = Object(given);
  if (typeof given !== "object" || given === null) {
    scope.report("key", "expected an object.", `give ${schema.keyNamesOf(index).join(" and ")}.`);
    return scope.finish("");
  }
  const partitionKey = index?.partitionKey ?? [schema.partitionKey];
  const sortKey = index?.sortKey ?? (schema.sortKey === undefined ? [] : [schema.sortKey]);
  let text = "";
  for (const name of partitionKey) {
    const value = key[name];
    if (value === undefined) scope.report(name, "is required: it is in the partition key.", "give its value.");
    else if (isRange(value))
      scope.report(name, "a partition key has no ranges.", "give its value, or scan with a filter.");
    else text += `${text && " AND "}${placeholders.name(name)} = ${placeholderOf(scope, encode(scope, name, value))}`;
  }
  text += sortText(scope, sortKey, key);
  for (const name of Object.keys(key)) {
    if (key[name] === undefined || partitionKey.includes(name) || sortKey.includes(name)) continue;
    reportUnknownName(scope, index, name, [...partitionKey, ...sortKey]);
  }
  return scope.finish(text);
}

/** The sort key's part of the condition. */
function sortText(scope: Scope, sortKey: readonly string[], key: Key): string {
  let text = "";
  let missing: string | undefined;
  let rangeName: string | undefined;
  for (const name of sortKey) {
    const value = key[name];
    if (value === undefined) missing ??= name;
    else if (missing !== undefined)
      scope.report(name, `needs ${missing} before it.`, `give ${missing}: sort keys are used from the left.`);
    else if (rangeName !== undefined)
      scope.report(
        name,
        `comes after a range of ${rangeName}.`,
        `give a value of ${rangeName}: only the last can be a range.`,
      );
    else if (isRange(value)) {
      rangeName = name;
      text += ` AND ${rangeText(scope, name, value)}`;
    } else text += ` AND ${scope.placeholders.name(name)} = ${placeholderOf(scope, encode(scope, name, value))}`;
  }
  return text;
}

/** Whether a value is a range. Values of keys are scalars, dates and bytes, so any other object is a range. */
export function isRange(value: unknown): value is Key {
  return typeof value === "object" && value !== null && !(isDate(value) || isBytes(value) || Array.isArray(value));
}

function rangeText(scope: Scope, name: string, range: Key): string {
  const given = Object.keys(range).filter((operator) => range[operator] !== undefined);
  for (const operator of given) {
    if (isOperator(operator)) continue;
    const near = nearest(operator, OPERATORS);
    scope.report(`${name}.${operator}`, "there is no such operator.", near ? `did you mean ${near}?` : ONE_OPERATOR);
  }
  const known = given.filter(isOperator);
  const [operator] = known;
  if (given.length === 0) scope.report(name, "has no operator.", ONE_OPERATOR);
  if (known.length > 1) {
    const fix = isBounds(known) ? "use between, which includes both ends." : ONE_OPERATOR;
    scope.report(name, `has ${known.length} operators: ${known.join(", ")}.`, fix);
  }
  if (operator === undefined || given.length > 1) return "";
  return operatorText(scope, name, operator, range[operator]);
}

/** The stored form of the value of a key attribute. */
function encode(scope: Scope, name: string, value: unknown): AttributeValue | undefined {
  const { codec } = scope.schema.written[name] as AttributeSpec; // names of keys were checked with the definition
  return scope.encode([name], codec, value);
}

function isOperator(name: string): name is Operator {
  return OPERATORS.some((operator) => operator === name);
}

/** Whether the operators are a lower and an upper bound, as in other libraries. */
function isBounds(operators: readonly Operator[]): boolean {
  return operators.length === 2 && operators.every((operator) => operator in COMPARATORS);
}

function operatorText(scope: Scope, name: string, operator: Operator, value: unknown): string {
  const { schema, placeholders } = scope;
  const codec = partCodec(schema.attributes[name] as AttributeSpec); // names of keys were checked with the definition
  const stored = (part: unknown) => scope.encode([name], codec, part);
  if (operator === "between") return betweenText(scope, name, value, stored);
  if (operator !== "beginsWith")
    return `${placeholders.name(name)} ${COMPARATORS[operator]} ${placeholderOf(scope, stored(value))}`;
  const spec = specOf(schema.attributes, name);
  if (spec !== undefined && hasPrefixes(spec))
    return `begins_with(${placeholders.name(name)}, ${placeholderOf(scope, stored(value))})`;
  scope.report(
    `${name}.beginsWith`,
    `an attribute of type ${spec?.kind} has no prefixes.`,
    "use between, lt, lte, gt or gte.",
  );
  return "";
}

/** Whether values have prefixes. The text of a date has one too, but a Date cannot express it. */
function hasPrefixes({ codec, kind }: AttributeSpec): boolean {
  return (codec.storage === "S" && kind !== "date") || codec.storage === "B";
}

function betweenText(
  scope: Scope,
  name: string,
  value: unknown,
  stored: (part: unknown) => AttributeValue | undefined,
): string {
  const path = `${name}.between`;
  if (!Array.isArray(value) || value.length !== 2) {
    scope.report(path, "needs two values.", "give [low, high].");
    return "";
  }
  const [low, high] = [stored(value[0]), stored(value[1])];
  if (low !== undefined && high !== undefined && isReversed(low, high))
    scope.report(path, "the first value is greater than the second.", "swap them.");
  return `${scope.placeholders.name(name)} BETWEEN ${placeholderOf(scope, low)} AND ${placeholderOf(scope, high)}`;
}

function reportUnknownName(
  scope: Scope,
  index: IndexSchema | undefined,
  name: string,
  keyNames: readonly string[],
): void {
  if (specOf(scope.schema.attributes, name) === undefined)
    scope.report(name, `there is no attribute "${name}".`, suggest(name, keyNames));
  else
    scope.report(
      name,
      `is not in the key of ${holderText(index)}.`,
      `the key is ${keyNames.join(", ")}; use a filter for the rest.`,
    );
}
