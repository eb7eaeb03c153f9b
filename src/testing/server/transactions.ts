import { CLIENT_TOKEN_SECONDS } from "../../dynamodb/limits.js";
import { AwsError } from "../control-plane/aws-error.js";
import type { ControlPlane } from "../control-plane/tables.js";
import type { Json } from "../control-plane/wire.js";
import { checkItemRequest } from "../items/item-requests.js";
import {
  type CancellationReason,
  consumedCapacity,
  readingParts,
  TransactionCanceled,
  type TransactionPart,
  writingParts,
} from "../items/transaction-requests.js";
import type { Store } from "./item-store.js";

/** How long DynamoDB recognises a client token as that of an earlier transaction. */
const TOKEN_LIFETIME_MS = CLIENT_TOKEN_SECONDS * 1000;

interface EarlierTransaction {
  readonly parts: string;
  readonly at: number;
}

/** Transactions, which dynalite does not support: executed part by part, with no other request in between. */
export class Transactions {
  readonly #controlPlane: ControlPlane;
  readonly #store: Store;
  readonly #tokens = new Map<string, EarlierTransaction>();
  /** The implementation of each operation. */
  readonly operations: ReadonlyMap<string, (input: Json) => Promise<object>> = new Map([
    ["TransactGetItems", (input: Json) => this.#get(input)],
    ["TransactWriteItems", (input: Json) => this.#write(input)],
  ]);

  constructor(controlPlane: ControlPlane, store: Store) {
    this.#controlPlane = controlPlane;
    this.#store = store;
  }

  /** Forgets all client tokens: the items of earlier transactions are deleted. */
  forget(): void {
    this.#tokens.clear();
  }

  async #get(input: Json): Promise<object> {
    const parts = readingParts(this.#controlPlane, input);
    this.#checkTables(parts);
    const answers: Json[] = [];
    for (const { request } of parts) answers.push(await this.#store.ask("GetItem", request));
    const Responses = answers.map(({ Item }) => (Item ? { Item } : {}));
    return { Responses, ...consumedCapacity(answers) };
  }

  async #write(input: Json): Promise<object> {
    const parts = writingParts(this.#controlPlane, input);
    this.#checkTables(parts);
    if (this.#isRepeated(input)) return {};
    const reasons = await this.#dryRun(parts);
    if (reasons.some(({ Code }) => Code !== "None")) throw new TransactionCanceled(reasons);
    const answers: Json[] = [];
    for (const { operation, request, isCheck } of parts) {
      if (!isCheck) answers.push(await this.#store.ask(operation, request));
    }
    this.#remember(input);
    return consumedCapacity(answers);
  }

  /** Executes all parts on copies of the items, and returns the result of each. */
  async #dryRun(parts: readonly TransactionPart[]): Promise<CancellationReason[]> {
    const scratch = await this.#store.emptyCopy(parts.map(({ tableName }) => tableName));
    const reasons: CancellationReason[] = [];
    for (const part of parts) reasons.push(await this.#tryOn(scratch, part));
    return reasons;
  }

  async #tryOn(scratch: Store, part: TransactionPart): Promise<CancellationReason> {
    const { operation, request, tableName, key, wantsItem } = part;
    let Item: unknown;
    try {
      ({ Item } = await this.#store.ask("GetItem", { TableName: tableName, Key: key, ConsistentRead: true }));
      if (Item) await scratch.ask("PutItem", { TableName: tableName, Item });
      await scratch.ask(operation, request);
      return { Code: "None" };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ...reasonOf(error), ...(wantsItem && Item !== undefined && { Item }) };
    }
  }

  #checkTables(parts: readonly TransactionPart[]): void {
    for (const { tableName } of parts) checkItemRequest(this.#controlPlane, { TableName: tableName });
  }

  #isRepeated({ ClientRequestToken: token, TransactItems }: Json): boolean {
    const earlier = typeof token === "string" ? this.#tokens.get(token) : undefined;
    if (!earlier || this.#controlPlane.timeline.time - earlier.at > TOKEN_LIFETIME_MS) return false;
    if (earlier.parts === JSON.stringify(TransactItems)) return true;
    throw new AwsError(
      "IdempotentParameterMismatchException",
      "The parameters of the transaction are not those of the earlier one with the same client token",
    );
  }

  #remember({ ClientRequestToken: token, TransactItems }: Json): void {
    const at = this.#controlPlane.timeline.time;
    for (const [old, entry] of this.#tokens) if (at - entry.at > TOKEN_LIFETIME_MS) this.#tokens.delete(old);
    if (typeof token === "string") this.#tokens.set(token, { parts: JSON.stringify(TransactItems), at });
  }
}

/** The cancellation reason of a rejected part. A malformed request is an error of the whole transaction. */
function reasonOf(error: AwsError): CancellationReason {
  if (error.name === "ConditionalCheckFailedException")
    return { Code: "ConditionalCheckFailed", Message: error.message };
  if (error.name !== "ValidationException" || /^Invalid \w+Expression|^ExpressionAttribute/.test(error.message))
    throw error;
  return { Code: "ValidationError", Message: error.message };
}
