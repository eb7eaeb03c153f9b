import { CLIENT_TOKEN_SECONDS } from "../../../dynamodb/limits.js";
import { AwsError } from "../../control-plane/aws-error.js";

/** How long DynamoDB recognises a client token as that of an earlier transaction. */
const TOKEN_LIFETIME_MS = CLIENT_TOKEN_SECONDS * 1000;

/** An item that a transaction has written or checked. */
export interface TransactedItem {
  readonly tableName: string;
  readonly bytes: number;
}

interface EarlierTransaction {
  readonly parts: string;
  readonly items: readonly TransactedItem[];
  /** When the transaction was completed, in milliseconds of the emulator's clock. */
  readonly at: number;
}

/** The client tokens of the last transactions. */
export class ClientTokens {
  readonly #earlier = new Map<string, EarlierTransaction>();

  /**
   * The items of the transaction that had this token, if it is remembered.
   * Throws if that transaction had other parts.
   */
  find(token: string | undefined, parts: unknown, now: number): readonly TransactedItem[] | undefined {
    const earlier = token === undefined ? undefined : this.#earlier.get(token);
    if (!earlier || now - earlier.at > TOKEN_LIFETIME_MS) return undefined;
    if (earlier.parts === canonical(parts)) return earlier.items;
    throw new AwsError(
      "IdempotentParameterMismatchException",
      "DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token " +
        "that was already used.",
    );
  }

  remember(token: string | undefined, parts: unknown, items: readonly TransactedItem[], now: number): void {
    for (const [old, { at }] of this.#earlier) {
      if (now - at <= TOKEN_LIFETIME_MS) break; // the others are newer
      this.#earlier.delete(old);
    }
    if (token === undefined) return;
    this.#earlier.delete(token); // to be the newest
    this.#earlier.set(token, { parts: canonical(parts), items, at: now });
  }

  clear(): void {
    this.#earlier.clear();
  }
}

/** JSON with the members of objects in one order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, member: unknown) =>
    typeof member === "object" && member !== null && !Array.isArray(member)
      ? Object.entries(member).toSorted(([a], [b]) => (a < b ? -1 : 1))
      : member,
  );
}
