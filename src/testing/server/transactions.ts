import { AwsError } from "../control-plane/aws-error.js";
import type { Plane } from "../control-plane/tables.js";
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

/** How long DynamoDB takes a transaction with the token of an earlier one for the same. */
const TOKEN_MS = 600_000;

interface Remembered {
  readonly parts: string;
  readonly at: number;
}

/** Transactions, which dynalite does not have: done part by part, while nothing else is. */
export class Transactions {
  readonly #plane: Plane;
  readonly #store: Store;
  readonly #tokens = new Map<string, Remembered>();
  /** How each of them is played. */
  readonly operations: ReadonlyMap<string, (input: Json) => Promise<object>> = new Map([
    ["TransactGetItems", (input: Json) => this.#get(input)],
    ["TransactWriteItems", (input: Json) => this.#write(input)],
  ]);

  constructor(plane: Plane, store: Store) {
    this.#plane = plane;
    this.#store = store;
  }

  /** Takes every token for a new one: the items that those before wrote are gone. */
  forget(): void {
    this.#tokens.clear();
  }

  async #get(input: Json): Promise<object> {
    const parts = readingParts(this.#plane, input);
    this.#checkTables(parts);
    const answers: Json[] = [];
    for (const { request } of parts) answers.push(await this.#store.ask("GetItem", request));
    const Responses = answers.map(({ Item }) => (Item ? { Item } : {}));
    return { Responses, ...consumedCapacity(answers) };
  }

  async #write(input: Json): Promise<object> {
    const parts = writingParts(this.#plane, input);
    this.#checkTables(parts);
    if (this.#isRepeated(input)) return {};
    const reasons = await this.#rehearse(parts);
    if (reasons.some(({ Code }) => Code !== "None")) throw new TransactionCanceled(reasons);
    const answers: Json[] = [];
    for (const { operation, request, isCheck } of parts) {
      if (!isCheck) answers.push(await this.#store.ask(operation, request));
    }
    this.#remember(input);
    return consumedCapacity(answers);
  }

  /** Does all parts to copies of the items, and says what came of each. */
  async #rehearse(parts: readonly TransactionPart[]): Promise<CancellationReason[]> {
    const stage = await this.#store.emptyCopy(parts.map(({ tableName }) => tableName));
    const reasons: CancellationReason[] = [];
    for (const part of parts) reasons.push(await this.#tryOn(stage, part));
    return reasons;
  }

  async #tryOn(stage: Store, part: TransactionPart): Promise<CancellationReason> {
    const { operation, request, tableName, key, wantsItem } = part;
    let Item: unknown;
    try {
      ({ Item } = await this.#store.ask("GetItem", { TableName: tableName, Key: key, ConsistentRead: true }));
      if (Item) await stage.ask("PutItem", { TableName: tableName, Item });
      await stage.ask(operation, request);
      return { Code: "None" };
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return { ...reasonOf(error), ...(wantsItem && Item !== undefined && { Item }) };
    }
  }

  #checkTables(parts: readonly TransactionPart[]): void {
    for (const { tableName } of parts) checkItemRequest(this.#plane, { TableName: tableName });
  }

  #isRepeated({ ClientRequestToken: token, TransactItems }: Json): boolean {
    const earlier = typeof token === "string" ? this.#tokens.get(token) : undefined;
    if (!earlier || this.#plane.timeline.time - earlier.at > TOKEN_MS) return false;
    if (earlier.parts === JSON.stringify(TransactItems)) return true;
    throw new AwsError(
      "IdempotentParameterMismatchException",
      "The parameters of the transaction are not those of the earlier one with the same client token",
    );
  }

  #remember({ ClientRequestToken: token, TransactItems }: Json): void {
    const at = this.#plane.timeline.time;
    for (const [old, entry] of this.#tokens) if (at - entry.at > TOKEN_MS) this.#tokens.delete(old);
    if (typeof token === "string") this.#tokens.set(token, { parts: JSON.stringify(TransactItems), at });
  }
}

/** What a refused part is called in a cancelled transaction. A request that cannot be read is an error of its own. */
function reasonOf(error: AwsError): CancellationReason {
  if (error.name === "ConditionalCheckFailedException")
    return { Code: "ConditionalCheckFailed", Message: error.message };
  if (error.name !== "ValidationException" || /^Invalid \w+Expression|^ExpressionAttribute/.test(error.message))
    throw error;
  return { Code: "ValidationError", Message: error.message };
}
