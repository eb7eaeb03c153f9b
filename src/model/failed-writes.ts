import type {
  CancellationReason,
  ConditionalCheckFailedException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { type FailedCondition, noteFailures } from "../errors.js";
import type { Expectation } from "./expectation.js";
import { explanationOf, reasonOf } from "./failures.js";
import type { Schema, StoredItem } from "./schema.js";

/** A model, as far as a refused write needs it. */
export interface WrittenModel {
  readonly schema: Schema;
  /** Makes an item of what is there, as far as it fits the model. */
  readonly read: (stored: StoredItem) => object;
}

/** A write that DynamoDB may refuse. */
export interface ConditionalWrite {
  readonly model: WrittenModel;
  readonly expected: Expectation;
  /** Whether the caller wants the item that is there as it is stored. */
  readonly returnExisting: boolean | undefined;
}

/**
 * Throws the error of a write with what is known of its reason, unless the write was done: the answer to it was lost, the
 * SDK sent it again, and what was refused the second time is what it had made itself.
 *
 * @param isOwn - Whether the item that is there, or that none is there, is what the write was to make.
 * @returns The item that is there.
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
  // An item may hold what is nobody's business, and the SDK's errors are printed with all that they have.
  if (!write.returnExisting) error.Item = undefined;
  noteFailures(error, [failure], (message) => joined(message, explanation));
  throw error;
}

/** Adds to the error of a transaction what is known of the reasons of its parts. */
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

/** Adds to the line of each part in a message what is known of it, or a line where it has none. */
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
  const explanation = explanationOf(model.schema, expected, existing, reason);
  return { failure: reason && { reason, existing: existing && model.read(existing) }, explanation };
}

function hasName<E extends Error>(error: unknown, name: E["name"]): error is E {
  return error instanceof Error && error.name === name;
}
