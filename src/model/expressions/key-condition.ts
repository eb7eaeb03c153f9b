import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { nearest, suggest } from "../../validation/suggestions.js";
import type { AttributeSpec, Attributes } from "../attribute.js";
import type { AttributesOf, Described, PartitionKeyName, Simplify, SortKeyName, ValueOf } from "../infer.js";
import { isBytes, isDate } from "../kinds.js";
import type { IndexSchema, Schema } from "../schema.js";
import { partCodec } from "./abilities.js";
import { placed } from "./comparison.js";
import { isReversed } from "./order.js";
import type { Placeholders } from "./placeholders.js";
import { holderText, Scope, specOf } from "./scope.js";

/** The ranges of a sort key. */
export interface KeyRanges<V> {
  /** From the first to the second, both included. */
  readonly between: readonly [low: V, high: V];
  /** Below the value. */
  readonly lt: V;
  /** The value, or below it. */
  readonly lte: V;
  /** Above the value. */
  readonly gt: V;
  /** The value, or above it. */
  readonly gte: V;
}

/** The ranges of a sort key of text or bytes. */
export interface KeyPrefixes<V> extends KeyRanges<V> {
  /** Starts with the text, or the bytes. */
  readonly beginsWith: [V] extends [string] ? string : V;
}

/** One member of several, and none of the others beside it. */
type OneOf<T> = {
  [K in keyof T]: { readonly [Q in K]: T[Q] } & { readonly [Q in Exclude<keyof T, K>]?: undefined };
}[keyof T];

/** A range of a sort key: `{ beginsWith }`, `{ between: [low, high] }`, `{ lt }`, `{ lte }`, `{ gt }` or `{ gte }`. */
export type KeyRangeOf<V, S = unknown> = OneOf<
  [S] extends ["N"] ? KeyRanges<V> : [V] extends [string | Uint8Array] ? KeyPrefixes<V> : KeyRanges<V>
>;

/**
 * What a query asks of a key: the value of every partition key attribute, and of the sort key a value or a range.
 *
 * Where a sort key has several attributes, they are given from the left, and the last of them may be a range.
 */
export type KeyConditionOf<A extends Attributes, P extends keyof A, S extends keyof A> = Simplify<
  { readonly [K in P]: ValueOf<A[K]> } & {
    readonly [K in S]?: ValueOf<A[K]> | KeyRangeOf<ValueOf<A[K]>, A[K]["~types"]["storage"]> | undefined;
  }
>;

/** What `query` of a model takes: the partition key's value, and of the sort key a value or a range. */
export type QueryKeyOf<M extends Described> = KeyConditionOf<
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
  asked: object,
  into: Placeholders,
): string {
  const scope = new Scope(schema, into);
  const key: Key = Object(asked);
  if (typeof asked !== "object" || asked === null) {
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
    else text += `${text && " AND "}${into.name(name)} = ${placed(scope, encode(scope, name, value))}`;
  }
  text += sortText(scope, sortKey, key);
  for (const name of Object.keys(key)) {
    if (key[name] === undefined || partitionKey.includes(name) || sortKey.includes(name)) continue;
    reportStranger(scope, index, name, [...partitionKey, ...sortKey]);
  }
  return scope.finish(text);
}

/** The sort key's part, which goes on from the partition key's. */
function sortText(scope: Scope, sortKey: readonly string[], key: Key): string {
  let text = "";
  let missing: string | undefined;
  let ranged: string | undefined;
  for (const name of sortKey) {
    const value = key[name];
    if (value === undefined) missing ??= name;
    else if (missing !== undefined)
      scope.report(name, `needs ${missing} before it.`, `give ${missing}: sort keys are used from the left.`);
    else if (ranged !== undefined)
      scope.report(
        name,
        `comes after a range of ${ranged}.`,
        `give a value of ${ranged}: only the last can be a range.`,
      );
    else if (isRange(value)) {
      ranged = name;
      text += ` AND ${rangeText(scope, name, value)}`;
    } else text += ` AND ${scope.into.name(name)} = ${placed(scope, encode(scope, name, value))}`;
  }
  return text;
}

/** Values of keys are scalars, dates and bytes, so that any other object is a range. */
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

/** What is stored of the value of a key attribute, which is one of the schema's. */
function encode(scope: Scope, name: string, value: unknown): AttributeValue | undefined {
  const { codec } = scope.schema.written[name] as AttributeSpec; // names of keys were checked with the definition
  return scope.encode([name], codec, value);
}

function isOperator(name: string): name is Operator {
  return OPERATORS.some((operator) => operator === name);
}

/** Whether the operators are a lower and an upper bound, as other tools take them. */
function isBounds(operators: readonly Operator[]): boolean {
  return operators.length === 2 && operators.every((operator) => operator in COMPARATORS);
}

function operatorText(scope: Scope, name: string, operator: Operator, value: unknown): string {
  const { schema, into } = scope;
  const codec = partCodec(schema.attributes[name] as AttributeSpec); // names of keys were checked with the definition
  const stored = (part: unknown) => scope.encode([name], codec, part);
  if (operator === "between") return betweenText(scope, name, value, stored);
  if (operator !== "beginsWith") return `${into.name(name)} ${COMPARATORS[operator]} ${placed(scope, stored(value))}`;
  const spec = specOf(schema.attributes, name);
  if (spec !== undefined && hasPrefixes(spec))
    return `begins_with(${into.name(name)}, ${placed(scope, stored(value))})`;
  scope.report(
    `${name}.beginsWith`,
    `an attribute of type ${spec?.kind} has no start.`,
    "use between, lt, lte, gt or gte.",
  );
  return "";
}

/** The text of a date has a start too, but a Date cannot name it. */
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
    scope.report(path, "the first value is above the second.", "swap them.");
  return `${scope.into.name(name)} BETWEEN ${placed(scope, low)} AND ${placed(scope, high)}`;
}

function reportStranger(scope: Scope, index: IndexSchema | undefined, name: string, keyNames: readonly string[]): void {
  if (specOf(scope.schema.attributes, name) === undefined)
    scope.report(name, `there is no attribute "${name}".`, suggest(name, keyNames));
  else
    scope.report(
      name,
      `is not in the key of ${holderText(index)}.`,
      `the key is ${keyNames.join(", ")}; use a filter for the rest.`,
    );
}
