import { MAX_TRANSACTION_ITEMS } from "../../dynamodb/limits.js";
import { AwsError, invalid, notFound } from "../control-plane/aws-error.js";
import type { ControlPlane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import { wantsExistingItem } from "./item-requests.js";
import { shortestNumber } from "./key-order.js";

/** One part of a transaction, as the equivalent request on a single item. */
export interface TransactionPart {
  readonly operation: "GetItem" | "PutItem" | "UpdateItem" | "DeleteItem";
  readonly request: Json;
  readonly tableName: string;
  readonly key: Json;
  /** Whether it is a ConditionCheck, which writes nothing. */
  readonly isCheck: boolean;
  /** Whether the cancellation reason should contain the item if the condition fails. */
  readonly wantsItem: boolean;
}

/** The cancellation reason of one part; its code is None if the part did not fail. */
export interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: unknown;
}

const OPERATIONS = {
  Get: "GetItem",
  Put: "PutItem",
  Update: "UpdateItem",
  Delete: "DeleteItem",
  // dynalite evaluates conditions of writes only. The deletion is executed on a copy, and discarded.
  ConditionCheck: "DeleteItem",
} as const;

type PartName = keyof typeof OPERATIONS;

const REQUIRED: Readonly<Record<PartName, readonly string[]>> = {
  Get: ["TableName", "Key"],
  Put: ["TableName", "Item"],
  Update: ["TableName", "Key", "UpdateExpression"],
  Delete: ["TableName", "Key"],
  ConditionCheck: ["TableName", "Key", "ConditionExpression"],
};

/** The parts of a transaction that reads. */
export function readingParts(controlPlane: ControlPlane, input: Json): TransactionPart[] {
  return partsOf(controlPlane, input, ["Get"]);
}

/** The parts of a transaction that writes. Each item can be in one part only. */
export function writingParts(controlPlane: ControlPlane, input: Json): TransactionPart[] {
  const parts = partsOf(controlPlane, input, ["ConditionCheck", "Put", "Delete", "Update"]);
  const items = new Set(parts.map(({ tableName, key }) => JSON.stringify([tableName, identityOf(key)])));
  if (items.size < parts.length) throw invalid("Transaction request cannot include multiple operations on one item");
  return parts;
}

/** Normalises a key, so that equal keys give equal JSON. */
function identityOf(key: Json): unknown {
  const values = Object.entries(key).map(([name, value]) => [name, plainNumber(value)] as const);
  return values.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function plainNumber(value: unknown): unknown {
  const { N } = Object(value) as { readonly N?: unknown };
  return typeof N === "string" ? { N: shortestNumber(N) } : value;
}

/** The answer to a transaction that was cancelled. */
export class TransactionCanceled extends AwsError {
  constructor(readonly reasons: readonly CancellationReason[]) {
    const codes = reasons.map(({ Code }) => Code).join(", ");
    super(
      "TransactionCanceledException",
      `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    );
  }

  override toJSON() {
    return { ...super.toJSON(), CancellationReasons: this.reasons };
  }
}

/** The capacity that a transaction consumed per table: twice that of its parts as single requests. */
export function consumedCapacity(answers: readonly Json[]): object {
  const units = new Map<string, number>();
  for (const { ConsumedCapacity } of answers) {
    if (!ConsumedCapacity) continue;
    const { TableName, CapacityUnits } = ConsumedCapacity as { TableName: string; CapacityUnits: number };
    units.set(TableName, (units.get(TableName) ?? 0) + 2 * CapacityUnits);
  }
  if (units.size === 0) return {};
  return { ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) };
}

function partsOf(
  controlPlane: ControlPlane,
  { TransactItems, ReturnConsumedCapacity }: Json,
  allowed: readonly PartName[],
): TransactionPart[] {
  const items = Array.isArray(TransactItems) ? (TransactItems as readonly Json[]) : [];
  if (items.length < 1 || items.length > MAX_TRANSACTION_ITEMS) {
    const bound = items.length < 1 ? "greater than or equal to 1" : `less than or equal to ${MAX_TRANSACTION_ITEMS}`;
    throw invalid(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length ${bound}`,
    );
  }
  return items.map((item, place) => {
    const part = partOf(controlPlane, item, allowed, `transactItems.${place + 1}.member`);
    return ReturnConsumedCapacity ? { ...part, request: { ...part.request, ReturnConsumedCapacity } } : part;
  });
}

function partOf(controlPlane: ControlPlane, item: Json, allowed: readonly PartName[], at: string): TransactionPart {
  const names = allowed.filter((name) => item[name] !== undefined);
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw invalid(`TransactItems can only contain one of ${allowed.join(", ")}`);
  const given = item[name] as Json;
  const missing = REQUIRED[name].find((member) => given[member] === undefined);
  if (missing !== undefined) {
    throw invalid(
      `1 validation error detected: Value null at '${[at, ...[name, missing].map(lowerFirst)].join(".")}' failed to ` +
        "satisfy constraint: Member must not be null",
    );
  }
  const { ReturnValuesOnConditionCheckFailure: _, ...request } = given;
  const tableName = String(request["TableName"]);
  return {
    operation: OPERATIONS[name],
    request,
    tableName,
    key: name === "Put" ? keyOf(controlPlane, tableName, request["Item"]) : (request["Key"] as Json),
    isCheck: name === "ConditionCheck",
    wantsItem: wantsExistingItem(given),
  };
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The key of an item. */
export function keyOf({ tables }: ControlPlane, tableName: string, item: unknown): Json {
  const schema = tables.get(tableName)?.description.KeySchema;
  if (!schema) throw notFound("Requested resource not found");
  const names = schema.map(({ AttributeName }) => String(AttributeName));
  return Object.fromEntries(names.map((name) => [name, (item as Json | undefined)?.[name]]));
}
