const BRAND = Symbol.for("dynatwin.error");

/**
 * The base class of every error that dynatwin itself raises.
 *
 * Errors that DynamoDB answers with are not wrapped: they stay the SDK's own classes
 * (`ResourceNotFoundException`, `ResourceInUseException`, …), so `instanceof` works with the classes you already import.
 *
 * @example
 * ```ts
 * import { DynamoClient, DynatwinError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * try {
 *   await client.waitForTableActive("users", { timeoutSeconds: 30 });
 * } catch (error) {
 *   if (error instanceof DynatwinError) console.error(error.message);
 *   else throw error;
 * }
 * ```
 */
export class DynatwinError extends Error {
  override readonly name: string = "DynatwinError";

  /** @internal */
  get [BRAND](): true {
    return true;
  }
}

/**
 * Tells whether a value is an error of dynatwin, also when it comes from a second copy of the package
 * (the ES module and the CommonJS build loaded side by side), where `instanceof` says no.
 *
 * @param error - Any value, usually what a `catch` received.
 * @returns `true` for a {@link DynatwinError} and its subclasses.
 *
 * @example
 * ```ts
 * import { isDynatwinError } from "dynatwin";
 *
 * console.log(isDynatwinError(new Error("other"))); // false
 * ```
 */
export function isDynatwinError(error: unknown): error is DynatwinError {
  return typeof error === "object" && error !== null && BRAND in error;
}

/** One mistake in the arguments of a call, or in an item. */
export interface DefinitionIssue {
  /** Where the mistake is, as the caller wrote it: `globalSecondaryIndexes[0].partitionKey`. Empty where it is the whole. */
  readonly path: string;
  /** What is wrong there. */
  readonly message: string;
  /** What to write instead. */
  readonly fix?: string;
}

/** How many mistakes a message lists; `issues` has them all. */
const MOST_LISTED = 25;

abstract class IssuesError extends DynatwinError {
  /** Every mistake that was found, in the order of the arguments. */
  readonly issues: readonly DefinitionIssue[];

  /**
   * @param subject - What was refused, the start of the message: `Table "users"`.
   * @param issues - Every mistake, at least one.
   * @param outcome - What came of it.
   */
  constructor(subject: string, issues: readonly DefinitionIssue[], outcome = "nothing was sent") {
    const count = issues.length === 1 ? "1 problem" : `${issues.length} problems`;
    const lines = issues.slice(0, MOST_LISTED).map(describeIssue);
    if (issues.length > MOST_LISTED) lines.push(`  - and ${issues.length - MOST_LISTED} more, all in issues.`);
    super([`${subject}: ${count}, ${outcome}.`, ...lines].join("\n"));
    this.issues = issues;
  }
}

function describeIssue({ path, message, fix }: DefinitionIssue): string {
  return `  - ${path && `${path}: `}${message}${fix ? ` Fix: ${fix}` : ""}`;
}

/**
 * The arguments of a call break DynamoDB's rules or dynatwin's own. All mistakes of the call are listed at once, and
 * nothing was sent.
 *
 * @example
 * ```ts
 * import { DynamoClient, TableDefinitionError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * try {
 *   await client.createTable("users", { partitionKey: ["pk", "S"], readCapacity: 5 });
 * } catch (error) {
 *   if (!(error instanceof TableDefinitionError)) throw error;
 *   for (const issue of error.issues) console.error(issue.path, issue.message, issue.fix);
 * }
 * ```
 */
export class TableDefinitionError extends IssuesError {
  override readonly name = "TableDefinitionError";
}

/**
 * A key condition, a condition, an update or a projection asks for what its table has not, or what DynamoDB cannot do.
 * All mistakes of the call are listed at once, and nothing was sent.
 *
 * @example
 * ```ts
 * import { ExpressionError } from "dynatwin";
 *
 * export function explain(error: unknown): string[] {
 *   if (!(error instanceof ExpressionError)) throw error;
 *   return error.issues.map(({ path, message, fix }) => `${path}: ${message} ${fix ?? ""}`);
 * }
 * ```
 */
export class ExpressionError extends IssuesError {
  override readonly name = "ExpressionError";
}

/** Which item an error is about. */
export interface ItemFacts {
  /** The model's table. */
  readonly tableName: string;
  /** The key of the item, as far as it is known. */
  readonly key: Readonly<Record<string, unknown>>;
}

/**
 * An item, or a change of one, does not fit its model: on the way in nothing was sent, on the way out the table holds
 * something else than the model says. All mistakes of the item are listed at once.
 *
 * @example
 * ```ts
 * import { attr, defineModel, ItemValidationError } from "dynatwin";
 *
 * class User extends defineModel({
 *   table: "users",
 *   attributes: { id: attr.string().partitionKey(), age: attr.number().optional() },
 * }) {}
 *
 * try {
 *   await new User({ id: "u-1", age: 2 ** 60 }).save();
 * } catch (error) {
 *   if (!(error instanceof ItemValidationError)) throw error;
 *   for (const issue of error.issues) console.error(error.key, issue.path, issue.message);
 * }
 * ```
 */
export class ItemValidationError extends IssuesError implements ItemFacts {
  override readonly name = "ItemValidationError";
  readonly tableName: string;
  readonly key: Readonly<Record<string, unknown>>;

  /**
   * @param facts - Which item it is.
   * @param issues - Everything that is wrong with it, by the way into it: `lines[0].count`.
   * @param outcome - What came of it.
   */
  constructor({ tableName, key }: ItemFacts, issues: readonly DefinitionIssue[], outcome?: string) {
    const names = Object.entries(key).map(([name, value]) => `${name} = ${printable(value)}`);
    super(`Item of table "${tableName}"${names.length > 0 ? ` (${names.join(", ")})` : ""}`, issues, outcome);
    this.tableName = tableName;
    this.key = key;
  }
}

/** A key's value for a message, also in its stored form and where JSON has no word for it. */
function printable(value: unknown): string {
  if (value === undefined) return "?";
  return JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? String(part) : part));
}

/**
 * DynamoDB left requests of a batch unprocessed, again and again. Those that are not listed were done.
 *
 * @example
 * ```ts
 * import { attr, defineModel, UnprocessedItemsError } from "dynatwin";
 *
 * class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}
 *
 * try {
 *   await User.batchWrite({ put: [new User({ id: "u-1" })] });
 * } catch (error) {
 *   if (!(error instanceof UnprocessedItemsError)) throw error;
 *   console.error(error.unprocessed.length);
 * }
 * ```
 */
export class UnprocessedItemsError extends DynatwinError {
  override readonly name = "UnprocessedItemsError";
  /** The keys, or the write requests, that are left, as the SDK has them. */
  readonly unprocessed: readonly unknown[];

  /**
   * @param tableName - The table.
   * @param unprocessed - What is left.
   */
  constructor(tableName: string, unprocessed: readonly unknown[]) {
    super(
      `DynamoDB left ${unprocessed.length} requests of a batch on table "${tableName}" unprocessed, however often they ` +
        "were sent again. The table is short of capacity: raise it, or send fewer at a time.",
    );
    this.unprocessed = unprocessed;
  }
}

/** The status of one index, as a wait saw it. */
export interface IndexState {
  /** The index's name. */
  readonly indexName: string;
  /** `CREATING`, `UPDATING`, `DELETING` or `ACTIVE`. */
  readonly status: string;
  /** True while DynamoDB copies existing items into the index. */
  readonly backfilling: boolean;
}

/** What a wait knew when it ended without success. */
export interface WaitFacts {
  /** The table's name or ARN, as given. */
  readonly tableName: string;
  /** The last status seen: a `TableStatus`, `"NOT_FOUND"`, or `undefined` when no answer came at all. */
  readonly lastStatus: string | undefined;
  /** The last status of every index, in the order of the table's description. */
  readonly indexStates: readonly IndexState[];
  /** Seconds from the start of the wait. */
  readonly elapsedSeconds: number;
  /** How many times the table was looked at. */
  readonly polls: number;
}

abstract class WaitError extends DynatwinError implements WaitFacts {
  readonly tableName: string;
  readonly lastStatus: string | undefined;
  readonly indexStates: readonly IndexState[];
  readonly elapsedSeconds: number;
  readonly polls: number;

  constructor(problem: string, facts: WaitFacts, advice: string, options?: ErrorOptions) {
    super([problem, describeFacts(facts), advice].filter(Boolean).join(" "), options);
    this.tableName = facts.tableName;
    this.lastStatus = facts.lastStatus;
    this.indexStates = facts.indexStates;
    this.elapsedSeconds = facts.elapsedSeconds;
    this.polls = facts.polls;
  }
}

function describeFacts({ lastStatus, indexStates, elapsedSeconds, polls }: WaitFacts): string {
  const indexes = indexStates.map(
    ({ indexName, status, backfilling }) => `${indexName} ${status}${backfilling ? " (backfilling)" : ""}`,
  );
  const seen = lastStatus === undefined ? "no status was ever seen" : `last status ${lastStatus}`;
  const effort = `${elapsedSeconds.toFixed(1)} s, ${polls} ${polls === 1 ? "poll" : "polls"}`;
  return `(${[seen, ...indexes, effort].join("; ")}).`;
}

/**
 * A wait ran out of time. `cause` is the last network or throttling error, where there was one.
 *
 * @example
 * ```ts
 * import { DynamoClient, WaitTimeoutError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * try {
 *   await client.waitForTableActive("users", { timeoutSeconds: 30 });
 * } catch (error) {
 *   if (!(error instanceof WaitTimeoutError)) throw error;
 *   console.error(error.lastStatus, error.indexStates, error.elapsedSeconds, error.polls);
 * }
 * ```
 */
export class WaitTimeoutError extends WaitError {
  override readonly name = "WaitTimeoutError";
}

/**
 * A wait ended at once because it cannot succeed: the table is being deleted, or is in a status that it does not leave
 * by itself.
 *
 * @example
 * ```ts
 * import { DynamoClient, WaitFailedError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1" });
 * try {
 *   await client.waitForTableActive("users");
 * } catch (error) {
 *   if (error instanceof WaitFailedError && error.lastStatus === "DELETING") await client.waitForTableDeleted("users");
 *   else throw error;
 * }
 * ```
 */
export class WaitFailedError extends WaitError {
  override readonly name = "WaitFailedError";
}

/**
 * A single request had no answer in its time. Users meet it as the `cause` of a {@link WaitTimeoutError} only.
 *
 * @internal
 */
export class RequestTimeoutError extends DynatwinError {
  override readonly name = "RequestTimeoutError";

  static after(ms: number, what: string): RequestTimeoutError {
    return new RequestTimeoutError(`${what}: no answer within ${Math.round(ms)} ms.`);
  }
}

/**
 * What every use of a client meets after its end.
 *
 * @internal
 */
export function clientDestroyed(): DynatwinError {
  return new DynatwinError("This DynamoClient was destroyed. Make a new one to send requests.");
}

/** What a blocking call was about when it failed. */
export interface BlockingFacts {
  /** The operation: `CreateTable`. */
  readonly operation: string;
  /** Where it was sent, as far as known. */
  readonly endpoint: string;
  /** The engine that blocked: `worker` or `deasync`. */
  readonly engine: string;
}

/**
 * A blocking call had no answer within `sync.timeoutSeconds`. Whether DynamoDB has seen the request is not known.
 *
 * @example
 * ```ts
 * import { DynamoClient, SyncTimeoutError } from "dynatwin";
 *
 * const client = new DynamoClient({ region: "eu-west-1", sync: { timeoutSeconds: 20 } });
 * try {
 *   client.syncTableExists("users");
 * } catch (error) {
 *   if (!(error instanceof SyncTimeoutError)) throw error;
 *   console.error(error.operation, error.endpoint, error.engine, error.seconds);
 * }
 * ```
 */
export class SyncTimeoutError extends DynatwinError implements BlockingFacts {
  override readonly name = "SyncTimeoutError";
  readonly operation: string;
  readonly endpoint: string;
  readonly engine: string;
  /** How long the call blocked, in seconds. */
  readonly seconds: number;

  /**
   * @param facts - What was called, where and how.
   * @param seconds - How long it blocked.
   * @param advice - What to try.
   */
  constructor(facts: BlockingFacts, seconds: number, advice: string) {
    const { operation, endpoint, engine } = facts;
    super(`${operation} had no answer from ${endpoint} within ${seconds} s (${engine} engine). ${advice}`);
    this.operation = operation;
    this.endpoint = endpoint;
    this.engine = engine;
    this.seconds = seconds;
  }
}

/**
 * A blocking call cannot work here: the message names the reason and the ways out. Nothing was sent, unless it says so.
 *
 * @example
 * ```ts
 * import { DynamoClient, SyncUnavailableError } from "dynatwin";
 *
 * const credentials = async () => ({ accessKeyId: "id", secretAccessKey: "secret" });
 * const client = new DynamoClient({ region: "eu-west-1", credentials, sync: { engine: "worker" } });
 * try {
 *   client.syncTableExists("users");
 * } catch (error) {
 *   if (!(error instanceof SyncUnavailableError)) throw error;
 *   console.error(error.message); // credentials is a function, which cannot cross to the worker thread …
 * }
 * ```
 */
export class SyncUnavailableError extends DynatwinError {
  override readonly name = "SyncUnavailableError";
}
