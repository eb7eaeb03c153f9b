import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { suggest } from "../../validation/suggestions.js";
import type { AttributeSpec, Attributes } from "../attribute.js";
import type { AttributesOf, HasAttributes, PartitionKeyName, Simplify, SortKeyName, ValueOf } from "../infer.js";
import type { Schema, StoredItem } from "../schema.js";
import type { IndexSchema } from "../table-keys.js";
import type { TextCondition } from "../templates/key-range.js";
import type { KeyTemplate } from "../templates/key-template.js";
import { rangeCondition, type StoredRange, startCondition } from "../templates/template-range.js";
import type { Placeholders } from "./placeholders.js";
import { isRange, readRange } from "./read-range.js";
import { holderText, Scope, specOf } from "./scope.js";

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

/** The condition on one key attribute, in stored form. */
export interface KeyTest {
  readonly name: string;
  readonly operator: TextCondition["operator"];
  readonly value: AttributeValue | undefined;
  /** The upper end of BETWEEN. */
  readonly high?: AttributeValue | undefined;
}

const COMPARATORS = { beginsWith: "begins_with", between: "BETWEEN", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

/** The conditions on the key of a query on a table or on one of its indexes. */
export function readKeyCondition(
  schema: Schema,
  index: IndexSchema | undefined,
  given: object,
  placeholders: Placeholders,
): readonly KeyTest[] {
  const scope = new Scope(schema, placeholders);
  const partitionKey = index?.partitionKey ?? [schema.partitionKey];
  const sortKey = index?.sortKey ?? (schema.sortKey === undefined ? [] : [schema.sortKey]);
  const inPartition = attributesIn(schema, partitionKey);
  const inSort = attributesIn(schema, sortKey).filter((name) => !inPartition.includes(name));
  const tests: KeyTest[] = [];
  if (typeof given !== "object" || given === null)
    scope.report("key", "expected an object.", `give ${[...inPartition, ...inSort].join(" and ")}.`);
  else {
    const key = new GivenKey(scope, given as Key, inPartition, inSort);
    for (const name of partitionKey) tests.push({ name, operator: "=", value: key.valueOf(name) });
    tests.push(...sortTests(key, sortKey));
    for (const name of Object.keys(given))
      if ((given as Key)[name] !== undefined && !inPartition.includes(name) && !inSort.includes(name))
        reportUnknownName(scope, index, name, [...inPartition, ...inSort]);
  }
  scope.finish("");
  return tests;
}

/** The KeyConditionExpression of the conditions. */
export function writeKeyCondition(tests: readonly KeyTest[], placeholders: Placeholders): string {
  const written = tests.map(({ name, operator, value, high }) => {
    const path = placeholders.name(name);
    const first = value && placeholders.value(value);
    if (operator === "begins_with") return `begins_with(${path}, ${first})`;
    if (operator === "BETWEEN") return `${path} BETWEEN ${first} AND ${high && placeholders.value(high)}`;
    return `${path} ${operator} ${first}`;
  });
  return written.join(" AND ");
}

/** The attributes that key attributes are made of. */
function attributesIn({ templates }: Schema, keyNames: readonly string[]): string[] {
  return [...new Set(keyNames.flatMap((name) => templates.namesIn(name)))];
}

/** The key argument of a query, in stored form. */
class GivenKey {
  readonly values: StoredItem = {};
  readonly ranges = new Map<string, StoredRange>();

  constructor(
    readonly scope: Scope,
    key: Key,
    inPartition: readonly string[],
    inSort: readonly string[],
  ) {
    for (const name of inPartition) {
      if (key[name] === undefined) scope.report(name, "is required: it is in the partition key.", "give its value.");
      else if (isRange(key[name]))
        scope.report(name, "a partition key has no ranges.", "give its value, or scan with a filter.");
      else this.#addValue(name, key[name]);
    }
    let missing: string | undefined;
    let rangeName: string | undefined;
    for (const name of inSort) {
      const value = key[name];
      if (value === undefined) missing ??= name;
      else if (missing !== undefined)
        scope.report(name, `needs ${missing} before it.`, `give ${missing}: sort keys are used from the left.`);
      else if (rangeName !== undefined) {
        const fix = `give a value of ${rangeName}: only the last can be a range.`;
        scope.report(name, `comes after a range of ${rangeName}.`, fix);
      } else if (isRange(value)) {
        rangeName = name;
        const range = readRange(scope, name, value);
        if (range !== undefined) this.ranges.set(name, range);
      } else this.#addValue(name, value);
    }
  }

  /** The value of a key attribute, if the given values determine it. */
  valueOf(keyName: string): AttributeValue | undefined {
    const { templates } = this.scope.schema;
    if (templates.get(keyName) === undefined) return this.values[keyName];
    return this.scope.attempt([], () => templates.keyFor(keyName, this.values));
  }

  #addValue(name: string, value: unknown): void {
    const { codec } = this.scope.schema.written[name] as AttributeSpec; // names of keys were checked with the definition
    const stored = this.scope.encode([name], codec, value);
    if (stored !== undefined) this.values[name] = stored;
  }
}

/** The conditions on a sort key: those on its first attributes that are given. */
function sortTests(key: GivenKey, sortKey: readonly string[]): KeyTest[] {
  const tests: KeyTest[] = [];
  for (const name of sortKey) {
    const value = key.valueOf(name);
    if (value !== undefined) {
      tests.push({ name, operator: "=", value });
      continue;
    }
    const template = key.scope.schema.templates.get(name);
    const test = template ? templateTest(key, name, template) : rangeTest(name, key.ranges.get(name));
    return test === undefined ? tests : [...tests, test];
  }
  return tests;
}

function rangeTest(name: string, range: StoredRange | undefined): KeyTest | undefined {
  if (range === undefined) return undefined;
  return { ...range, name, operator: COMPARATORS[range.operator] };
}

/** The condition on a key of a template whose first attributes are given. */
function templateTest({ scope, values, ranges }: GivenKey, name: string, template: KeyTemplate): KeyTest | undefined {
  if (template.storage !== "S") return rangeTest(name, ranges.get(template.names[0] ?? ""));
  const start = scope.attempt([], () => template.startOf(values));
  const next = start?.next;
  if (start === undefined || next === undefined) return undefined; // reported before
  const range = ranges.get(next.name);
  if (range === undefined) return testOf(name, startCondition(start));
  return testOf(
    name,
    scope.attempt([], () => rangeCondition(template, start.text, next, range)),
  );
}

function testOf(name: string, condition: TextCondition | undefined): KeyTest | undefined {
  if (condition === undefined) return undefined;
  const high = condition.operator === "BETWEEN" ? { S: condition.high } : undefined;
  return { name, operator: condition.operator, value: { S: condition.value }, high };
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
