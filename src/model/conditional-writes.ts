import type {
  CancellationReason,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { type FailedCondition, noteFailures } from "../errors.js";
import { explanationFor, reasonOf } from "./failure-reasons.js";
import type { Schema, StoredItem } from "./schema.js";
import type { Expectation } from "./write-expectation.js";

/** The members of a model that are needed after a refused write. */
export interface WrittenModel {
  readonly schema: Schema;
  /** Creates an item from the stored item, without the values that do not fit the model. */
  readonly read: (stored: StoredItem) => object;
}

/** A write that DynamoDB can refuse. */
export interface ConditionalWrite {
  readonly model: WrittenModel;
  readonly expected: Expectation;
  /** Whether the caller wants the existing item in stored form. */
  readonly returnExisting: boolean | undefined;
}

/**
 * Throws the error of a write with its reason, unless the write has succeeded: if its answer was lost and the SDK sent
 * it again, the second one is refused because of the first.
 *
 * @param isOwn - Whether the existing item, or its absence, is the result of this write.
 * @returns The existing item.
 */
export function settle(
  error: unknown,
  write: ConditionalWrite,
  isOwn: (existing: StoredItem | undefined) => boolean,
): StoredItem {
  if (!hasName<ConditionalCheckFailedException>(error, "ConditionalCheckFailedException")) throw error;
  const { Item } = error;
  const isRepeated = (error.$metadata?.attempts ?? 1) > 1;
  if (isRepeated && isOwn(Item)) return Item ?? {};
  const { failure, explanation } = explain(write, Item);
  // An item can be confidential, and the SDK's errors are printed with all of their members.
  if (!write.returnExisting) error.Item = undefined;
  noteFailures(error, [failure], (message) => joined(message, explanation));
  throw error;
}

/** Adds the reasons of the parts to the error of a transaction. */
export function explainCancellation(error: unknown, parts: readonly ConditionalWrite[]): void {
  if (!hasName<TransactionCanceledException>(error, "TransactionCanceledException")) return;
  const reasons: readonly (CancellationReason | undefined)[] = error.CancellationReasons ?? [];
  const texts = new Map<number, string>();
  const failures = parts.map((part, place) => {
    const reason = reasons[place];
    if (reason?.Code !== "ConditionalCheckFailed") return undefined;
    const { failure, explanation } = explain(part, reason.Item);
    if (!part.returnExisting) delete reason.Item;
    texts.set(place, explanation);
    return failure;
  });
  noteFailures(error, failures, (message) => withPartTexts(message, texts));
}

/** Appends the explanation of each part to its line in the message, or adds a line. */
function withPartTexts(message: string, texts: ReadonlyMap<number, string>): string {
  const lines = message.split("\n");
  for (const [place, text] of texts) {
    if (text === "") continue;
    const own = lines.findIndex((line) => line.startsWith(`  - parts[${place}],`));
    if (own < 0) lines.push(`  - parts[${place}]: ${text}`);
    else lines[own] = joined(lines[own] ?? "", text);
  }
  return lines.join("\n");
}

function joined(message: string, text: string): string {
  if (text === "") return message;
  return `${message}${/[.!?]$/.test(message) ? "" : "."} ${text}`;
}

function explain(
  { model, expected }: ConditionalWrite,
  existing: StoredItem | undefined,
): { readonly failure: FailedCondition | undefined; readonly explanation: string } {
  const reason = reasonOf(model.schema, expected, existing);
  const explanation = explanationFor(model.schema, expected, existing, reason);
  // An item of another model is not an item of this one.
  const own = reason === "entity" ? undefined : existing;
  return { failure: reason && { reason, existing: own && model.read(own) }, explanation };
}

function hasName<E extends Error>(error: unknown, name: E["name"]): error is E {
  return error instanceof Error && error.name === name;
}
