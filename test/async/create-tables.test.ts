import { expect } from "chai";
import {
  attr,
  type CreateTableOptions,
  type DynamoClient,
  defineModel,
  TableDefinitionError,
  TablesError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const key = attr.string().partitionKey();
const writes = /^(Create|Update|Delete|Tag|Untag|Put)/;

class User extends defineModel({ table: "users", attributes: { id: key } }) {}
class Order extends defineModel({ table: "orders", attributes: { id: key }, tableOptions: { stream: "NEW_IMAGE" } }) {}

/** Tables of the same definition. */
function numbered(count: number, definition: Partial<CreateTableOptions> = {}) {
  return Array.from({ length: count }, (_, index) => [`table-${index}`, { partitionKey, ...definition }] as const);
}

needs("clock").describe("createTables", function () {
  this.timeout(120_000);
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency: "realistic", ...scenario });
    client = dynamodb.client();
  }

  /** The requests that change something. */
  function sent(): string[] {
    return dynamodb.requests().flatMap(({ operation }) => (writes.test(operation) ? [operation] : []));
  }

  it("creates models and named definitions, and returns their descriptions in the order of the list", async () => {
    start();
    const tables = await client.createTables([User, ["audit", { partitionKey, deletionProtection: true }], Order], {
      wait: true,
    });
    expect(tables.map(({ TableName, TableStatus }) => [TableName, TableStatus])).to.deep.equal([
      ["users", "ACTIVE"],
      ["audit", "ACTIVE"],
      ["orders", "ACTIVE"],
    ]);
    expect(tables[1]?.DeletionProtectionEnabled).to.equal(true);
    expect(tables[2]?.StreamSpecification?.StreamViewType).to.equal("NEW_IMAGE");
    expect(dynamodb.elapsedMs).to.be.at.most(6_000); // all at the same time
  });

  it("returns without a wait when all were accepted", async () => {
    start();
    const tables = await client.createTables(numbered(30));
    expect(tables.map(({ TableStatus }) => TableStatus)).to.deep.equal(tables.map(() => "CREATING"));
    expect(dynamodb.requests().map(({ operation }) => operation)).to.deep.equal(tables.map(() => "CreateTable"));
  });

  it("applies its settings to all tables, over their own", async () => {
    start();
    const own = { partitionKey, tags: { team: "a" }, tableClass: "STANDARD" } as const;
    await client.createTables([Order, ["audit", own]], {
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      tags: undefined,
      deletionProtection: true,
    });
    const [orders, audit] = dynamodb.requests("CreateTable").map(({ input }) => input);
    expect(orders).to.include({ TableClass: "STANDARD_INFREQUENT_ACCESS", DeletionProtectionEnabled: true });
    expect(orders?.["StreamSpecification"]).to.include({ StreamViewType: "NEW_IMAGE" });
    expect(audit).to.include({ TableClass: "STANDARD_INFREQUENT_ACCESS", DeletionProtectionEnabled: true });
    expect(audit?.["Tags"]).to.deep.equal([{ Key: "team", Value: "a" }]);
  });

  it("accepts an empty list", async () => {
    start();
    expect(await client.createTables([])).to.deep.equal([]);
    expect(dynamodb.requests()).to.deep.equal([]);
  });

  it("finishes the others where some fail, and has the results of all in its error", async () => {
    start({ tables: { "table-1": {} } });
    const error = await rejects(() => client.createTables(numbered(4), { wait: true }));
    expect(error).to.be.instanceOf(TablesError);
    const { results } = error as TablesError;
    expect(results.map(({ tableName, status }) => [tableName, status])).to.deep.equal([
      ["table-0", "fulfilled"],
      ["table-1", "rejected"],
      ["table-2", "fulfilled"],
      ["table-3", "fulfilled"],
    ]);
    expect(results[1]).to.have.nested.property("reason.name", "ResourceInUseException");
    expect(results[3]).to.have.nested.property("value.TableStatus", "ACTIVE");
    expect(error.message).to.include("1 of 4 tables failed").and.include("table-1: Table already exists: table-1");
    expect(error.cause).to.equal((results[1] as { readonly reason: unknown }).reason);
  });

  it("reports everything that is wrong with any table at once, and sends nothing", async () => {
    start();
    const list = [
      User,
      ["a", { partitionKey }],
      ["audit", { partitionKey, timeToLive: 5, streem: "NEW_IMAGE" }],
      ["audit", { partitionKey: "id" }],
      ["arn:aws:dynamodb:us-east-1:000000000000:table/users", { partitionKey }],
      "orders",
      ["logs"],
      ["logs", undefined],
      ["traces", "pk"],
    ];
    const error = await rejects(() =>
      client.createTables(list as never, { tableClas: "STANDARD", concurrency: 0 } as never),
    );
    expect(error).to.be.instanceOf(TableDefinitionError);
    const paths = (error as TableDefinitionError).issues.map(({ path }) => path);
    expect(paths).to.deep.equal([
      "tables[1]",
      "tables[2].timeToLive",
      "tables[2].streem",
      "tables[3]",
      "tables[3].partitionKey",
      "tables[4]",
      "tables[5]",
      "tables[6]",
      "tables[7].partitionKey",
      "tables[8][1]",
      "tableClas",
      "concurrency",
    ]);
    expect(error.message).to.include("createTables: 12 problems, nothing was sent.");
    expect(error.message).to.include('tables[3]: table "audit" is in the list already: tables[2].');
    expect(error.message).to.include('tables[2].timeToLive: "audit": ');
    expect(error.message).to.include('tables[5]: expected a model or [name, definition], got "orders".');
    expect(dynamodb.requests()).to.deep.equal([]);
  });

  it("reports settings that no list of tables can have", async () => {
    start();
    const error = await rejects(() =>
      client.createTables([User, Order], { partitionKey, expectTableId: "1" } as never),
    );
    const paths = (error as TableDefinitionError).issues.map(({ path }) => path);
    expect(paths).to.deep.equal(["partitionKey", "expectTableId"]);
  });

  it("reports a list that is none", async () => {
    start();
    const error = await rejects(() => client.createTables(User as never));
    expect(error.message).to.include("tables: expected a list of tables, got a function.");
  });

  it("creates 200 tables where only 50 can change at the same time, with few refusals", async () => {
    start({ limits: { changingTables: 50 }, latency: { createTableMs: 2_000 } });
    const list = numbered(200);
    const tables = await client.createTables(list, { wait: true });
    expect(tables.map(({ TableName }) => TableName)).to.deep.equal(list.map(([name]) => name));
    expect(tables.every(({ TableStatus }) => TableStatus === "ACTIVE")).to.equal(true);
    const refused = dynamodb.requests("CreateTable").length - list.length;
    expect(refused / dynamodb.requests().length).to.be.within(0.001, 0.05);
    // Four times 2 s are necessary.
    expect(dynamodb.elapsedMs).to.be.within(8_000, 8_000 * 1.2);
  });

  it("sends again what is refused because of too many requests", async () => {
    start({ faults: [{ kind: "throttled", operation: "CreateTable", skip: 6, times: 5 }] });
    const tables = await client.createTables(numbered(20), { wait: true });
    expect(tables.map(({ TableStatus }) => TableStatus)).to.deep.equal(tables.map(() => "ACTIVE"));
    expect(dynamodb.requests("CreateTable")).to.have.lengthOf(25);
  });

  it("sends again what is refused, also with the retries of the SDK", async () => {
    start({ faults: [{ kind: "throttled", operation: "CreateTable", times: 3 }] });
    client = dynamodb.client({ maxAttempts: 5 });
    await client.createTables(numbered(3));
    // One after the other since the first refusal: the SDK would send all of them again.
    const seconds = dynamodb.requests("CreateTable").map(({ second }) => second);
    expect(seconds.filter((second) => second > 0)).to.have.lengthOf(3);
    expect(new Set(seconds).size).to.equal(4);
  });

  it("holds up no table because of a slow one", async () => {
    const slow = described({ TableStatus: "CREATING" }, { tableName: "table-3", toSecond: 60 });
    start({ faults: [slow] });
    const readyAt = new Map<string, number>();
    const onProgress = ({
      tableName,
      pending,
    }: {
      readonly tableName: string;
      readonly pending: readonly string[];
    }) => {
      if (pending.length === 0) readyAt.set(tableName, dynamodb.elapsedMs / 1000);
    };
    await client.createTables(numbered(60), { wait: { onProgress }, concurrency: 10 });
    const { ["table-3"]: slowest, ...others } = Object.fromEntries(readyAt);
    expect(slowest).to.be.at.least(60);
    expect(Object.keys(others)).to.have.lengthOf(59);
    expect(Math.max(...Object.values(others))).to.be.at.most(40); // seven times 4.5 s for nine at a time
  });

  it("has as many tables under way as it is told to", async () => {
    start();
    await client.createTables(numbered(6), { wait: true, concurrency: 2 });
    const seconds = dynamodb.requests("CreateTable").map(({ second }) => second);
    expect(seconds[1]).to.equal(0);
    expect(seconds[2]).to.be.at.least(4.5);
    expect(seconds[4]).to.be.at.least(9);
  });

  it("gives each table its time from its own start on", async () => {
    start();
    const tables = await client.createTables(numbered(6), { wait: { timeoutSeconds: 7 }, concurrency: 1 });
    expect(tables.map(({ TableStatus }) => TableStatus)).to.deep.equal(tables.map(() => "ACTIVE"));
    expect(dynamodb.elapsedMs).to.be.at.least(27_000);
  });

  it("ends all with its signal, and sends nothing after it", async () => {
    start();
    const stop = new AbortController();
    const onProgress = () => {
      if (dynamodb.elapsedMs > 2_000) stop.abort(new Error("enough"));
    };
    const running = { wait: { onProgress }, signal: stop.signal, concurrency: 5 };
    expect(await rejects(() => client.createTables(numbered(20), running))).to.have.property("message", "enough");
    expect(sent()).to.have.lengthOf(5);
    expect(await rejects(() => client.createTables(numbered(20), running))).to.have.property("message", "enough");
    expect(sent()).to.have.lengthOf(5);
  });
});
