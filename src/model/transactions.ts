import type { TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { MAX_TRANSACTION_ITEMS } from "../dynamodb/limits.js";
import { ExpressionError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import { CallIssues } from "./call-issues.js";
import type { ConditionalWrite, WrittenModel } from "./conditional-writes.js";
import { reportDuplicates } from "./duplicate-keys.js";
import type { ConditionOf } from "./expressions/compile-condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { type ChangesOf, isList } from "./expressions/update.js";
import type { UpdateOptions, WriteOptions } from "./item-options.js";
import { keyIdentity } from "./keys.js";
import { usableOptions } from "./option-readers.js";
import { isOwn } from "./own-items.js";
import { deleteRequest, putRequest, updateRequest } from "./requests.js";
import type { Schema, StoredItem } from "./schema.js";
import { isObject } from "./value-kinds.js";
import { nextItem, versionOf } from "./versions.js";
import { type Expectation, updateExpectation } from "./write-expectation.js";
import { conditionFor, withCondition } from "./write-expressions.js";

/** One part of a transaction of writes, created by a model's `transactPut`, `transactUpdate`, … */
export interface TransactWrite {
  /** The part in the SDK's form. */
  readonly request: TransactWriteItem;
  /** The names of the key, if the request contains the whole item. @internal */
  readonly keyNames?: readonly string[];
  /** @internal */
  readonly write: ConditionalWrite;
  /** @internal */
  readonly applyResult: () => void;
}

/** One part of a transaction of reads, created by a model's `transactRead`. */
export interface TransactGet<T> {
  /** The part in the SDK's form. */
  readonly request: TransactGetItem;
  /** Converts the stored item to the result; `undefined` if it is of another model. */
  readonly read: (stored: StoredItem) => T | undefined;
}

/** How to write an item in a transaction. */
export type TransactOptions<A extends Attributes> = Omit<WriteOptions<A>, "signal">;
/** How to change an item in a transaction. */
export type TransactUpdateOptions<A extends Attributes> = Omit<UpdateOptions<A>, "signal">;
/** How to check an item in a transaction. */
export type TransactCheckOptions<A extends Attributes> = Omit<TransactOptions<A>, "condition">;

/** The target of a part: an item by its key, or an item object, which can have a version. */
export interface Target {
  readonly key: object;
  /** Whether the key is an item object of the model. */
  readonly isItem: boolean;
}

/** The methods that create the parts of each call, and the members of their requests. */
const PART_FACTORIES = {
  transactWrite: {
    makers: "transactPut, transactUpdate, transactDelete or transactCheck",
    members: ["Put", "Update", "Delete", "ConditionCheck"],
  },
  transactGet: { makers: "transactRead", members: ["Get"] },
} as const;

const doNothing = () => {};

/** The members of all parts of a transaction. */
interface AnyPart {
  readonly request: Readonly<
    Record<string, { readonly TableName?: string; readonly Key?: StoredItem; readonly Item?: StoredItem }>
  >;
  readonly keyNames?: readonly string[];
}

/** Throws if the arguments of a transaction are invalid. */
export function checkTransaction(call: keyof typeof PART_FACTORIES, parts: readonly unknown[], options: object): void {
  const issues = new CallIssues("Transaction");
  const { makers, members } = PART_FACTORIES[call];
  const isPart = (part: unknown): part is AnyPart =>
    isObject(part) && isObject(part["request"]) && members.some((member) => member in Object(part["request"]));
  const fix = `create each with ${makers} of a model.`;
  if (Array.isArray(parts)) {
    if (parts.length < 1 || parts.length > MAX_TRANSACTION_ITEMS)
      issues.report("parts", `there are ${parts.length} parts.`, `use 1 to ${MAX_TRANSACTION_ITEMS}.`);
    for (const [index, part] of parts.entries())
      if (!isPart(part)) issues.report(`parts[${index}]`, `is not a part for ${call}.`, fix);
    reportDuplicates(
      Array.from(parts, (part: unknown) => (isPart(part) ? targetOf(part) : undefined)),
      "parts",
      issues,
    );
  } else issues.report("parts", "expected an array of parts.", fix);
  usableOptions(call, options, issues);
  issues.finish();
}

/** A text that identifies the item of a part among all tables. */
function targetOf({ request, keyNames }: AnyPart): string {
  const [{ TableName = "", Key, Item = {} } = {}] = Object.values(request);
  return `${TableName} ${keyIdentity((keyNames ?? Object.keys(Key ?? {})).toSorted(), Key ?? Item)}`;
}

export function transactPut<A extends Attributes>(
  model: WrittenModel,
  item: object,
  options: TransactOptions<A>,
): TransactWrite {
  const { schema } = model;
  const encode = () => nextItem(schema, item, schema.encodeItem(item));
  const { request, next } = putRequest(schema, encode, options, "transactPart");
  const applyResult = () => void Object.assign(item, next.counted);
  return part(model, { Put: request }, next.expected, options, applyResult);
}

/** An update without changes becomes a condition check, because DynamoDB refuses an update without an expression. */
export function transactUpdate<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  changes: ChangesOf<A>,
  options: TransactUpdateOptions<A>,
): TransactWrite {
  const { schema } = model;
  const { key } = target;
  const version = versionIn(schema, target);
  const expected = updateExpectation(schema, version);
  const { request, made } = updateRequest(schema, { key, changes, expected }, options, "transactUpdate");
  const { ReturnValues: _, ReturnConsumedCapacity: __, UpdateExpression, ...rest } = request;
  if (UpdateExpression !== undefined) {
    // DynamoDB computes the changes of a function: the item object is not changed, and is outdated afterwards.
    const applyResult = () =>
      void (version !== undefined && !isList(made) && applyStored(schema, key, made, version + 1));
    return part(model, { Update: { ...rest, UpdateExpression } }, expected, options, applyResult);
  }
  if (options.upsert) {
    const issue = { path: "changes", message: "there are no values to create an item from.", fix: "use transactPut." };
    throw new ExpressionError(`Table ${JSON.stringify(schema.table)}`, [issue]);
  }
  return part(model, { ConditionCheck: { ...rest, ConditionExpression: rest.ConditionExpression } }, expected, options);
}

export function transactDelete<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  options: TransactOptions<A>,
): TransactWrite {
  const expected = { version: versionIn(model.schema, target) };
  const Delete = deleteRequest(model.schema, target.key, expected, options, "transactPart");
  return part(model, { Delete }, expected, options);
}

export function transactCheck<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  condition: ConditionOf<A>,
  options: TransactCheckOptions<A>,
): TransactWrite {
  const { schema } = model;
  const placeholders = new Placeholders();
  const issues = CallIssues.onTable(schema.table);
  usableOptions("transactCheck", { ...options, condition }, issues);
  if (condition === undefined) issues.report("condition", "is required.", "write what has to be true of the item.");
  const expected = { version: versionIn(schema, target) };
  const own = typeof condition === "function" ? condition : undefined;
  const ConditionExpression = conditionFor(schema, expected, own, placeholders, issues);
  const Key = issues.collect(() => schema.encodeKey(target.key), {});
  issues.finish();
  const ConditionCheck = {
    ...withCondition(ConditionExpression, placeholders),
    ConditionExpression,
    TableName: schema.table,
    Key,
  };
  return part(model, { ConditionCheck }, expected, options);
}

export function transactGet<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): TransactGet<T> {
  return {
    request: { Get: { TableName: schema.table, Key: schema.encodeKey(key) } },
    read: (stored) => (isOwn(schema, undefined, stored) ? read(stored) : undefined),
  };
}

/** The parts of a transaction of reads from one table. Throws an error with all issues of the keys. */
export function transactReadsOf<T>(
  schema: Schema,
  keys: readonly object[],
  read: (stored: StoredItem) => T,
): TransactGet<T>[] {
  const issues = CallIssues.onTable(schema.table);
  if (!Array.isArray(keys)) issues.report("keys", "expected an array of keys.", "give [{ … }, …].");
  const given = Array.isArray(keys) ? keys : [];
  const Keys = given.map((key: object, place) => issues.collect(() => schema.encodeKey(key), {}, `keys[${place}]`));
  issues.finish();
  return Keys.map((Key) => ({ request: { Get: { TableName: schema.table, Key } }, read }));
}

function part(
  model: WrittenModel,
  request: TransactWriteItem,
  expected: Expectation,
  { returnExisting }: { readonly returnExisting?: boolean | undefined },
  applyResult: () => void = doNothing,
): TransactWrite {
  return { request, keyNames: model.schema.keyNames, write: { model, expected, returnExisting }, applyResult };
}

/** The version that a part checks, if its target is an item object. */
function versionIn(schema: Schema, { key, isItem }: Target): number | undefined {
  return isItem ? versionOf(schema, key) : undefined;
}

/** Sets the values that were stored, and their version, on an item. */
function applyStored(schema: Schema, item: object, values: Readonly<Record<string, unknown>>, version: number): void {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  Object.assign(item, Object.fromEntries(given), { [schema.version ?? ""]: version });
}
