import { AwsError } from "../../control-plane/aws-error.js";
import type { Item } from "../values/attribute-value.js";
import { ConditionFailed } from "./writes.js";

/** Why one part of a transaction cancels it; the code is None if it does not. */
interface CancellationReason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** The reason of a part that does not cancel its transaction. */
const NO_REASON: CancellationReason = { Code: "None" };

/** The codes of other reasons, by the names of exceptions. */
const CODES: ReadonlyMap<string, string> = new Map([
  ["ValidationException", "ValidationError"],
  ["DuplicateItemException", "DuplicateItem"],
]);

/** The error of a cancelled transaction. */
class TransactionCanceled extends AwsError {
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

/** Executes all parts, and throws the error of a cancelled transaction if one of them fails. */
export function allOrNone<P, T>(parts: readonly P[], execute: (part: P) => T): T[] {
  const results: T[] = [];
  const reasons = parts.map((part) => {
    try {
      results.push(execute(part));
      return NO_REASON;
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (results.length === parts.length) return results;
  throw new TransactionCanceled(reasons);
}

function reasonOf(error: unknown): CancellationReason {
  if (error instanceof ConditionFailed) {
    const { item, message } = error;
    return { Code: "ConditionalCheckFailed", Message: message, ...(item && { Item: item }) };
  }
  const code = error instanceof AwsError ? CODES.get(error.name) : undefined;
  if (error instanceof AwsError && code !== undefined) return { Code: code, Message: error.message };
  throw error;
}
