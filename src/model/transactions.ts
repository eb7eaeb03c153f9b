import type { TransactGetItem, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Attributes } from "./attribute.js";
import { usableOptions } from "./check-options.js";
import { type ConditionOf, compileCondition } from "./expressions/condition.js";
import { Placeholders } from "./expressions/placeholders.js";
import { operatorsOf, reportSize } from "./expressions/sizes.js";
import type { ChangesOf } from "./expressions/update.js";
import { keyIdentity } from "./keys.js";
import { isObject } from "./kinds.js";
import { Mistakes } from "./mistakes.js";
import type { WriteOptions } from "./options.js";
import { reportRepeated } from "./repeated.js";
import { deleteRequest, putRequest, updateRequest } from "./requests.js";
import type { Schema, StoredItem } from "./schema.js";

/** One part of a transaction that writes: made by a model's `transactPut`, `transactUpdate`, … */
export interface TransactWrite {
  /** The part, as the SDK sends it. */
  readonly request: TransactWriteItem;
  /** The names of the key, where the request holds the whole item. @internal */
  readonly keyNames?: readonly string[];
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

const MOST_PARTS = 100;
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
    if (parts.length < 1 || parts.length > MOST_PARTS)
      mistakes.report("parts", `there are ${parts.length} parts.`, `use 1 to ${MOST_PARTS}.`);
    for (const [place, part] of parts.entries())
      if (!isPart(part)) mistakes.report(`parts[${place}]`, `is no part for ${call}.`, fix);
    reportRepeated(
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
  schema: Schema,
  item: object,
  options: TransactOptions<A>,
): TransactWrite {
  const { version, counted } = schema.nextVersion(Object(item));
  const request: TransactWriteItem = {
    Put: putRequest(
      schema,
      () => schema.encodeItem(item, () => schema.nextVersion(item).next),
      { version },
      options,
      "transactPart",
    ),
  };
  return { request, keyNames: schema.keyNames, done: () => void Object.assign(item, counted) };
}

/** An update that changes nothing is a check: a transaction has no part that does nothing. */
export function transactUpdate<A extends Attributes>(
  schema: Schema,
  key: object,
  changes: ChangesOf<A>,
  options: TransactOptions<A>,
): TransactWrite {
  const request = updateRequest(schema, key, changes, { exists: true }, options, "transactPart");
  if (request === undefined) return { request: { ConditionCheck: existing(schema, key) }, done: nothing };
  const { ReturnValues: _, ReturnConsumedCapacity: __, UpdateExpression, ...rest } = request;
  return { request: { Update: { ...rest, UpdateExpression } }, done: nothing };
}

export function transactDelete<A extends Attributes>(
  schema: Schema,
  key: object,
  options: TransactOptions<A>,
): TransactWrite {
  return { request: { Delete: deleteRequest(schema, key, {}, options, "transactPart") }, done: nothing };
}

export function transactCheck<A extends Attributes>(
  schema: Schema,
  key: object,
  condition: ConditionOf<A>,
): TransactWrite {
  const into = new Placeholders();
  const mistakes = Mistakes.onTable(schema.table);
  usableOptions("transactCheck", { condition: condition ?? null }, mistakes); // it is no option to leave out
  const isMade = typeof condition === "function";
  const ConditionExpression = mistakes.of(() => (isMade ? compileCondition(schema, condition, into) : ""), "");
  reportSize("condition", ConditionExpression, operatorsOf.condition, mistakes);
  const Key = mistakes.of(() => schema.encodeKey(key), {});
  mistakes.finish();
  const names = { ExpressionAttributeNames: into.names, ExpressionAttributeValues: into.values };
  return {
    request: { ConditionCheck: { TableName: schema.table, Key, ConditionExpression, ...names } },
    done: nothing,
  };
}

export function transactGet<T>(schema: Schema, key: object, read: (stored: StoredItem) => T): TransactGet<T> {
  return { request: { Get: { TableName: schema.table, Key: schema.encodeKey(key) } }, read };
}

function existing(schema: Schema, key: object) {
  const into = new Placeholders();
  const ConditionExpression = `attribute_exists(${into.name(schema.partitionKey)})`;
  return {
    TableName: schema.table,
    Key: schema.encodeKey(key),
    ConditionExpression,
    ExpressionAttributeNames: into.names,
  };
}
