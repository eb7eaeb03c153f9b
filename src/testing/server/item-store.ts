import type { Server } from "node:http";
import { Readable } from "node:stream";
import { setImmediate, setTimeout } from "node:timers/promises";
import { AwsError, invalid } from "../control-plane/aws-error.js";
import type { Json } from "../control-plane/wire.js";
import { loadDynalite } from "./load-dynalite.js";

/** An answer, as it goes out. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** A table as dynalite is told of it. */
export interface StoredTable {
  readonly TableName?: string | undefined;
}

// dynalite wants a signature, and does not look at it.
const HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  authorization:
    "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b",
  "x-amz-date": "20200101T000000Z",
};

const MOST_ITEMS = 25;
/** It is 16 MB for the whole request. */
const MOST_BYTES = 15 * 2 ** 20;

/** The items: dynalite, in this thread and without a port. Its tables have keys and indexes, and are ACTIVE at once. */
export class Store {
  #server = start();
  readonly #tables = new Map<string, StoredTable>();

  /** Hands a request over as it is. */
  send(operation: string, body: string): Promise<Answer> {
    return send(this.#server, operation, body);
  }

  /** Hands a request over and reads the answer. Throws the error that it is. */
  ask(operation: string, input: object): Promise<Json> {
    return ask(this.#server, operation, input);
  }

  /** A store of its own that has the same tables, some of them, and no items. */
  async emptyCopy(tableNames: readonly string[]): Promise<Store> {
    const copy = new Store();
    const tables = [...new Set(tableNames)].flatMap((name) => this.#tables.get(name) ?? []);
    await Promise.all(tables.map((table) => copy.create(table)));
    return copy;
  }

  /** Creates a table. Throws what is wrong with its definition. */
  async create(table: StoredTable): Promise<void> {
    await create(this.#server, table);
    this.#tables.set(String(table.TableName), table);
  }

  /** Throws what is wrong with a table's definition; also for the name of a table that is there. */
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

  /** Gives a table other indexes. Its items stay. Throws, and changes nothing, where they do not fit the indexes. */
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

  /** Makes the items of all tables these, by table. Throws, and changes nothing, where one does not fit its table. */
  async replace(contents: Readonly<Record<string, readonly Json[]>>): Promise<void> {
    const server = start();
    const fill = async ([name, table]: readonly [string, StoredTable]) => {
      await create(server, table);
      await put(server, name, contents[name] ?? []).catch((cause: Error) => {
        throw new Error(`The table "${name}" cannot hold these items: ${cause.message}. Nothing has changed.`, {
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

  /** Moves to another dynalite: one that failed in the middle of a request keeps the item of that request locked. */
  async renew(): Promise<void> {
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

  /** Asks a table that is made for this one request. Its items may be somewhat larger than DynamoDB's. */
  async askOnce(table: StoredTable, items: readonly Json[], operation: string, input: object): Promise<Answer> {
    const server = start({ maxItemSizeKb: 401 });
    await create(server, table);
    await put(server, String(table.TableName), items);
    return send(server, operation, JSON.stringify(input));
  }

  async #delete(tableName: string): Promise<void> {
    const body = JSON.stringify({ TableName: tableName });
    // A timer of dynalite's makes the table ACTIVE, and another one deletes it.
    for (;;) {
      const deleted = await this.send("DeleteTable", body);
      if (deleted.status === 200) break;
      if (!deleted.body.includes("ResourceInUseException")) throw errorIn(deleted.status, deleted.body);
      await setImmediate();
    }
    // To ask once more to delete it would start a timer that deletes the next table of the name.
    while ((await this.send("DescribeTable", body)).status === 200) await setImmediate();
  }
}

/** DynamoDB leaves such items out of an index. The store cannot hold them beside it. */
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
  // A timer of dynalite's makes the table ACTIVE; it was there first.
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

/** As many items at a time as dynalite takes in one request. An item is longer as JSON than it counts. */
function* batchesOf(items: readonly Json[]): Generator<readonly Json[]> {
  let batch: Json[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item));
    if (batch.length === MOST_ITEMS || (batch.length > 0 && bytes + size > MOST_BYTES)) {
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

/** Those who wait for dynalite. */
const waiting = new Set<(error: Error) => void>();

/**
 * Has the process, or the thread, outlive what dynalite did not expect and throws where nobody can catch it. All who wait
 * for dynalite are told: which of them it was is not known.
 *
 * @param beforeEnd - What to do when nobody waits for dynalite, which is the end.
 */
export function outliveDynalite(beforeEnd: () => void = () => {}): void {
  process.on("uncaughtException", (error) => {
    const failed = [...waiting];
    for (const fail of failed) fail(error);
    if (failed.length > 0) return;
    beforeEnd();
    throw error;
  });
}

/** Lets dynalite serve a request that came over no connection. */
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
