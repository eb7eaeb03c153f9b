import type { Server } from "node:http";
import { Readable } from "node:stream";
import { setImmediate, setTimeout } from "node:timers/promises";
import { MAX_BATCH_WRITE_ITEMS, MAX_REQUEST_BYTES } from "../../dynamodb/limits.js";
import { AwsError, invalid } from "../control-plane/aws-error.js";
import type { Json } from "../control-plane/wire.js";
import { loadDynalite } from "./load-dynalite.js";

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A table's definition for dynalite. */
export interface StoredTable {
  readonly TableName?: string | undefined;
}

// dynalite requires a signature, and does not verify it.
const HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  authorization:
    "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b",
  "x-amz-date": "20200101T000000Z",
};

/** Of the items alone: the rest of the request needs space too. */
const MAX_BATCH_BYTES = MAX_REQUEST_BYTES - 2 ** 20;

/** Stores the items in dynalite, in this thread and without a port. Its tables have keys and indexes, and are ACTIVE at once. */
export class Store {
  #server = start();
  readonly #tables = new Map<string, StoredTable>();

  /** Sends a request unchanged. */
  send(operation: string, body: string): Promise<Answer> {
    return send(this.#server, operation, body);
  }

  /** Sends a request and parses the answer. Throws if the answer is an error. */
  ask(operation: string, input: object): Promise<Json> {
    return ask(this.#server, operation, input);
  }

  /** A separate store with the given tables and no items. */
  async emptyCopy(tableNames: readonly string[]): Promise<Store> {
    const copy = new Store();
    const tables = [...new Set(tableNames)].flatMap((name) => this.#tables.get(name) ?? []);
    await Promise.all(tables.map((table) => copy.create(table)));
    return copy;
  }

  /** Creates a table. Throws if its definition is invalid. */
  async create(table: StoredTable): Promise<void> {
    await create(this.#server, table);
    this.#tables.set(String(table.TableName), table);
  }

  /** Throws if a table's definition is invalid, also for the name of an existing table. */
  async check(table: StoredTable): Promise<void> {
    const { status, body } = await this.send("CreateTable", JSON.stringify(table));
    if (status === 200) await this.#delete(String(table.TableName));
    else if (!body.includes("ResourceInUseException")) throw errorIn(status, body);
  }

  has(tableName: string): boolean {
    return this.#tables.has(tableName);
  }

  async drop(tableName: string): Promise<void> {
    this.#tables.delete(tableName);
    await this.#delete(tableName);
  }

  /** Replaces the indexes of a table, and keeps its items. Throws, and changes nothing, if an item does not fit the indexes. */
  async rebuild(table: StoredTable): Promise<void> {
    const name = String(table.TableName);
    const items = await this.items(name);
    const trial = start();
    await create(trial, table);
    await put(trial, name, items).catch((error: Error) => {
      throw doesNotFit(name, error.message);
    });
    await this.drop(name);
    await this.create(table);
    await put(this.#server, name, items);
  }

  /** Replaces the items of all tables. Throws, and changes nothing, if an item does not fit its table. */
  async replace(contents: Readonly<Record<string, readonly Json[]>>): Promise<void> {
    const server = start();
    const fill = async ([name, table]: readonly [string, StoredTable]) => {
      await create(server, table);
      await put(server, name, contents[name] ?? []).catch((cause: Error) => {
        throw new Error(`The table "${name}" cannot store these items: ${cause.message}. Nothing has changed.`, {
          cause,
        });
      });
    };
    await Promise.all([...this.#tables].map(fill));
    this.#server = server;
  }

  /** The items of all tables, by table. */
  async dump(): Promise<Record<string, Json[]>> {
    const entries = [...this.#tables.keys()].map(async (name) => [name, await this.items(name)]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Replaces the dynalite instance: one that failed during a request leaves the item of that request locked. */
  async restartDynalite(): Promise<void> {
    await this.replace(await this.dump());
  }

  /** The items of one table. */
  async items(tableName: string): Promise<Json[]> {
    const items: Json[] = [];
    let ExclusiveStartKey: unknown;
    do {
      const page = await this.ask("Scan", { TableName: tableName, ExclusiveStartKey, ConsistentRead: true });
      items.push(...(page["Items"] as Json[]));
      ExclusiveStartKey = page["LastEvaluatedKey"];
    } while (ExclusiveStartKey);
    return items;
  }

  /** Sends a request to a table created for this request only. Its items can be slightly larger than DynamoDB's limit. */
  async askTemporaryTable(
    table: StoredTable,
    items: readonly Json[],
    operation: string,
    input: object,
  ): Promise<Answer> {
    const server = start({ maxItemSizeKb: 401 });
    await create(server, table);
    await put(server, String(table.TableName), items);
    return send(server, operation, JSON.stringify(input));
  }

  async #delete(tableName: string): Promise<void> {
    const body = JSON.stringify({ TableName: tableName });
    // dynalite changes the table's state to ACTIVE by a timer, and deletes it by another one.
    for (;;) {
      const deleted = await this.send("DeleteTable", body);
      if (deleted.status === 200) break;
      if (!deleted.body.includes("ResourceInUseException")) throw errorIn(deleted.status, deleted.body);
      await setImmediate();
    }
    // A second DeleteTable would start a timer that deletes the next table of this name.
    while ((await this.send("DescribeTable", body)).status === 200) await setImmediate();
  }
}

/** DynamoDB leaves such items out of an index. dynalite cannot store them in a table with this index. */
function doesNotFit(tableName: string, why: string): AwsError {
  return invalid(
    `dynatwin's emulator cannot add this index: an item of the table ${tableName} does not fit it (${why}). ` +
      "DynamoDB would leave such items out of the index. Change or delete them first, or add the index before them.",
  );
}

function start(options: { readonly maxItemSizeKb?: number } = {}): Server {
  return loadDynalite()({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0, ...options });
}

async function create(server: Server, table: StoredTable): Promise<void> {
  await ask(server, "CreateTable", table);
  // dynalite's timer, which changes the state to ACTIVE, was started first.
  await setTimeout(1);
  for (;;) {
    const { Table } = await ask(server, "DescribeTable", { TableName: table.TableName });
    if ((Table as Json)["TableStatus"] === "ACTIVE") return;
    await setImmediate();
  }
}

async function put(server: Server, tableName: string, items: readonly Json[]): Promise<void> {
  for (const batch of batchesOf(items)) {
    const requests = batch.map((Item) => ({ PutRequest: { Item } }));
    await ask(server, "BatchWriteItem", { RequestItems: { [tableName]: requests } });
  }
}

/** Splits items into batches that dynalite accepts in one request. An item is longer in JSON than its size in DynamoDB. */
function* batchesOf(items: readonly Json[]): Generator<readonly Json[]> {
  let batch: Json[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (batch.length === MAX_BATCH_WRITE_ITEMS || (batch.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

async function ask(server: Server, operation: string, input: object): Promise<Json> {
  const { status, body } = await send(server, operation, JSON.stringify(input));
  if (status !== 200) throw errorIn(status, body);
  return JSON.parse(body) as Json;
}

function errorIn(status: number, body: string): AwsError {
  const { __type = "", message, Message } = JSON.parse(body) as Record<string, string | undefined>;
  const [namespace, name = ""] = __type.split("#");
  return new AwsError(name, message ?? Message ?? "", status, namespace);
}

/** The pending requests to dynalite. */
const waiting = new Set<(error: Error) => void>();

/**
 * Keeps the process or thread running when dynalite throws an uncaught exception. All pending requests to dynalite fail with
 * it, because the request that caused it is not known.
 *
 * @param beforeEnd - Called when no request to dynalite is pending, before the process or thread ends.
 */
export function surviveDynaliteErrors(beforeEnd: () => void = () => {}): void {
  process.on("uncaughtException", (error) => {
    const failed = [...waiting];
    for (const fail of failed) fail(error);
    if (failed.length > 0) return;
    beforeEnd();
    throw error;
  });
}

/** Sends a request to dynalite without a network connection. */
function send(server: Server, operation: string, body: string): Promise<Answer> {
  const headers = { ...HEADERS, "x-amz-target": `DynamoDB_20120810.${operation}` };
  const request = Object.assign(Readable.from([Buffer.from(body)]), { method: "POST", url: "/", headers });
  return new Promise<Answer>((resolve, fail) => {
    const reject = (error: Error) => {
      waiting.delete(reject);
      fail(error);
    };
    waiting.add(reject);
    const response = {
      statusCode: 200,
      setHeader: () => {},
      end: (text: string) => {
        waiting.delete(reject);
        resolve({ status: response.statusCode, body: text });
      },
    };
    server.emit("request", request, response);
  });
}
