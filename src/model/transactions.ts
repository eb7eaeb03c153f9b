import type { TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { MAX_TRANSACTION_ITEMS } from "../dynamodb/limits.js";
import { ExpressionError } from "../errors.js";
import type { Attributes } from "./attribute.js";
import type { Expectation } from "./expectation.js";
import type { ConditionOf } from "./expressions/condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { type ChangesOf, isList } from "./expressions/update.js";
import type { ConditionalWrite, WrittenModel } from "./failed-writes.js";
import { keyIdentity } from "./keys.js";
import { isObject } from "./kinds.js";
import { Mistakes } from "./mistakes.js";
import { usableOptions } from "./option-readers.js";
import type { UpdateOptions, WriteOptions } from "./options.js";
import { reportRepeatedItems } from "./repeated.js";
import { deleteRequest, putRequest, updateRequest } from "./requests.js";
import type { Schema, StoredItem } from "./schema.js";
import { nextItem, versionOf } from "./versions.js";
import { conditioned, conditionFor } from "./write-expressions.js";

/** One part of a transaction that writes: made by a model's `transactPut`, `transactUpdate`, … */
export interface TransactWrite {
  /** The part, as the SDK sends it. */
  readonly request: TransactWriteItem;
  /** The names of the key, where the request holds the whole item. @internal */
  readonly keyNames?: readonly string[];
  /** @internal */
  readonly write: ConditionalWrite;
  /** @internal */
  readonly done: () => void;
}

/** One part of a transaction that reads: made by a model's `transactRead`. */
export interface TransactGet<T> {
  /** The part, as the SDK sends it. */
  readonly request: TransactGetItem;
  /** Makes the item of what is stored. */
  readonly read: (stored: StoredItem) => T;
}

/** How to write an item in a transaction. */
export type TransactOptions<A extends Attributes> = Omit<WriteOptions<A>, "signal">;
/** How to change an item in a transaction. */
export type TransactUpdateOptions<A extends Attributes> = Omit<UpdateOptions<A>, "signal">;
/** How to check an item in a transaction. */
export type TransactCheckOptions<A extends Attributes> = Omit<TransactOptions<A>, "condition">;

/** What a part is about: an item by its key, or one in hand, which has a version. */
export interface Target {
  readonly key: object;
  /** Whether the key is an item of the model. */
  readonly isItem: boolean;
}

/** What makes the parts of each call, and the members of their requests. */
const MADE_BY = {
  transactWrite: {
    makers: "transactPut, transactUpdate, transactDelete or transactCheck",
    members: ["Put", "Update", "Delete", "ConditionCheck"],
  },
  transactGet: { makers: "transactRead", members: ["Get"] },
} as const;

const nothing = () => {};

/** What is known of any part of a transaction. */
interface AnyPart {
  readonly request: Readonly<
    Record<string, { readonly TableName?: string; readonly Key?: StoredItem; readonly Item?: StoredItem }>
  >;
  readonly keyNames?: readonly string[];
}

/** Refuses what no transaction can be made of, before anything is sent. */
export function checkTransaction(call: keyof typeof MADE_BY, parts: readonly unknown[], options: object): void {
  const mistakes = new Mistakes("Transaction");
  const { makers, members } = MADE_BY[call];
  const isPart = (part: unknown): part is AnyPart =>
    isObject(part) && isObject(part["request"]) && members.some((member) => member in Object(part["request"]));
  const fix = `make each with ${makers} of a model.`;
  if (Array.isArray(parts)) {
    if (parts.length < 1 || parts.length > MAX_TRANSACTION_ITEMS)
      mistakes.report("parts", `there are ${parts.length} parts.`, `use 1 to ${MAX_TRANSACTION_ITEMS}.`);
    for (const [place, part] of parts.entries())
      if (!isPart(part)) mistakes.report(`parts[${place}]`, `is no part for ${call}.`, fix);
    reportRepeatedItems(
      Array.from(parts, (part: unknown) => (isPart(part) ? targetOf(part) : undefined)),
      "parts",
      mistakes,
    );
  } else mistakes.report("parts", "expected an array of parts.", fix);
  usableOptions(call, options, mistakes);
  mistakes.finish();
}

/** What tells the item that a part is about from all others of all tables. */
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
  const done = () => void Object.assign(item, next.counted);
  return part(model, { Put: request }, next.expected, options, done);
}

/** An update that changes nothing is a check: a transaction has no part that does nothing. */
export function transactUpdate<A extends Attributes>(
  model: WrittenModel,
  target: Target,
  changes: ChangesOf<A>,
  options: TransactUpdateOptions<A>,
): TransactWrite {
  const { schema } = model;
  const { key } = target;
  const version = versionIn(schema, target);
  const expected = { exists: true, version };
  const { request, made } = updateRequest(schema, { key, changes, expected }, options, "transactUpdate");
  const { ReturnValues: _, ReturnConsumedCapacity: __, UpdateExpression, ...rest } = request;
  if (UpdateExpression !== undefined) {
    // What a function changes is for DynamoDB to compute: an item in hand stays as it is, and is out of date then.
    const done = () => void (version !== undefined && !isList(made) && takeOver(schema, key, made, version + 1));
    return part(model, { Update: { ...rest, UpdateExpression } }, expected, options, done);
  }
  if (options.upsert) {
    const issue = { path: "changes", message: "there are none to make an item of.", fix: "use transactPut." };
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
  const into = new Placeholders();
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("transactCheck", { ...options, condition }, mistakes);
  if (condition === undefined) mistakes.report("condition", "is required.", "write what has to be true of the item.");
  const expected = { version: versionIn(schema, target) };
  const own = typeof condition === "function" ? condition : undefined;
  const ConditionExpression = conditionFor(schema, expected, own, into, mistakes);
  const Key = mistakes.of(() => schema.encodeKey(target.key), {});
  mistakes.finish();
  const ConditionCheck = {
    ...conditioned(ConditionExpression, into),
    ConditionExpression,
    TableName: schema.table,
    Key,
  };
  return part(model, { ConditionCheck }, expected, options);
}

export function transactGet<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): TransactGet<T> {
  return { request: { Get: { TableName: schema.table, Key: schema.encodeKey(key) } }, read };
}

function part(
  model: WrittenModel,
  request: TransactWriteItem,
  expected: Expectation,
  { returnExisting }: { readonly returnExisting?: boolean | undefined },
  done: () => void = nothing,
): TransactWrite {
  return { request, keyNames: model.schema.keyNames, write: { model, expected, returnExisting }, done };
}

/** The version that a part checks: that of an item in hand. */
function versionIn(schema: Schema, { key, isItem }: Target): number | undefined {
  return isItem ? versionOf(schema, key) : undefined;
}

/** Gives an item the values that were stored, and the version that they were stored with. */
function takeOver(schema: Schema, item: object, values: Readonly<Record<string, unknown>>, version: number): void {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  Object.assign(item, Object.fromEntries(given), { [schema.version ?? ""]: version });
}
