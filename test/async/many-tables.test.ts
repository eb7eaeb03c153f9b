import { expect } from "chai";
import {
  attr,
  type CreateTableOptions,
  type DynamoClient,
  defineModel,
  defineTable,
  type TableDefinitionError,
  TableMismatchError,
  type TablesError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const key = attr.string().partitionKey();
const writes = /^(Create|Update|Delete|Tag|Untag|Put)/;

class User extends defineModel({ table: "users", attributes: { id: key } }) {}

/** Tables of the same definition. */
function numbered(count: number, definition: Partial<CreateTableOptions> = {}) {
  return Array.from({ length: count }, (_, index) => [`table-${index}`, { partitionKey, ...definition }] as const);
}

needs("clock").describe("calls on many tables", function () {
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

  describe("ensureTables", () => {
    it("creates, completes and finds tables, and says for each what was done", async () => {
      start({ tables: { "table-1": {}, "table-2": {} } });
      const changes = await client.ensureTables([
        ["table-0", { partitionKey }],
        ["table-1", { partitionKey }],
        ["table-2", { partitionKey, timeToLive: "expires" }],
        User,
      ]);
      expect(changes.map(({ outcome }) => outcome)).to.deep.equal(["created", "existed", "updated", "created"]);
      expect(changes.map(({ table }) => table.TableStatus)).to.deep.equal(changes.map(() => "ACTIVE"));
    });

    it("has every difference of a table that is another one in its error", async () => {
      start({ tables: { "table-0": {}, "table-1": {} } });
      const error = await rejects(() =>
        client.ensureTables([
          ["table-0", { partitionKey, stream: "NEW_IMAGE" }],
          ["table-1", { partitionKey }],
        ]),
      );
      const { results } = error as TablesError;
      expect(results.map(({ status }) => status)).to.deep.equal(["rejected", "fulfilled"]);
      expect((results[0] as { readonly reason: unknown }).reason).to.be.instanceOf(TableMismatchError);
      expect(sent()).to.deep.equal([]);
    });

    it("has one failure of a table that models share", async () => {
      start({ tables: { shop: {} } });
      const shop = defineTable({ table: "shop", partitionKey: ["pk", "S"] });
      const modelOf = (entity: string) =>
        defineModel({ table: shop, entity, attributes: { id: attr.string() }, keys: { pk: `${entity}#{id}` } });
      const error = await rejects(() =>
        client.createTables([modelOf("a"), ["other", { partitionKey }], modelOf("b"), shop]),
      );
      const { results, message } = error as TablesError;
      expect(results.map(({ tableName, status }) => [tableName, status])).to.deep.equal([
        ["shop", "rejected"],
        ["other", "fulfilled"],
      ]);
      expect(message).to.match(/^1 of 2 tables failed; the others are finished/);
      expect(message.match(/shop: /g)).to.have.lengthOf(1);
    });

    it("does the second deploy of twelve tables in one call, and nothing when it is called again", async () => {
      start();
      const group = (name: string, definition: Partial<CreateTableOptions>) =>
        [1, 2, 3].map((place) => [`${name}-${place}`, { partitionKey, ...definition }] as const);
      await client.createTables(
        ["index", "billing", "expiry", "class"].flatMap((name) => group(name, {})),
        {
          wait: true,
        },
      );
      const second = [
        ...group("index", { globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"] }] }),
        ...group("billing", { billingMode: "PROVISIONED", readCapacity: 5 }),
        ...group("expiry", { timeToLive: "expiresAt" }),
        ...group("class", { tableClass: "STANDARD_INFREQUENT_ACCESS" }),
      ];
      const changes = await client.ensureTables(second, { ifDifferent: "update" });
      expect(changes.map(({ outcome, steps }) => [outcome, ...steps.map(({ action }) => action)])).to.deep.equal([
        ...[1, 2, 3].map(() => ["updated", "addIndex"]),
        ...[1, 2, 3].map(() => ["updated", "updateBillingMode"]),
        ...[1, 2, 3].map(() => ["updated", "enableTimeToLive"]),
        ...[1, 2, 3].map(() => ["updated", "updateTableClass"]),
      ]);
      await client.verifyTables(second);
      const before = sent();
      const again = await client.ensureTables(second, { ifDifferent: "update" });
      expect(again.map(({ outcome }) => outcome)).to.deep.equal(again.map(() => "existed"));
      expect(sent()).to.deep.equal(before);
    });
  });

  describe("deleteTables", () => {
    it("deletes tables by name, model and definition, and returns their descriptions", async () => {
      start({ tables: { users: {}, "table-0": {}, "table-1": {} } });
      const deleted = await client.deleteTables(["table-1", User, ["table-0", { partitionKey }]], { wait: true });
      expect(deleted.map(({ TableName }) => TableName)).to.deep.equal(["table-1", "users", "table-0"]);
      expect(await client.tableExists("users")).to.equal(false);
    });

    it("accepts tables that are not there, where it is told to", async () => {
      start({ tables: { users: {} } });
      const [missing, users] = await client.deleteTables(["missing", User], { ifExists: true, wait: true });
      expect([missing, users?.TableName]).to.deep.equal([undefined, "users"]);
      const error = await rejects(() => client.deleteTables(["missing"]));
      expect((error as TablesError).results[0]).to.have.nested.property("reason.name", "ResourceNotFoundException");
    });

    it("finds out by itself when more can be deleted, without a wait too", async () => {
      const list = numbered(30);
      start({ tables: Object.fromEntries(list.map(([name]) => [name, {}])), limits: { changingTables: 5 } });
      await client.deleteTables(list);
      const refused = dynamodb.requests("DeleteTable").length - list.length;
      expect(refused / dynamodb.requests().length).to.be.at.most(0.05);
      expect(dynamodb.elapsedMs).to.be.within(25_000, 25_000 * 1.2); // five times 5 s, until the last ones begin
    });

    it("reports what is wrong with its arguments", async () => {
      start();
      const error = await rejects(() =>
        client.deleteTables(["users", "users", 5, "a"] as never, { expectTableId: "1", wait: 3 } as never),
      );
      const paths = (error as TableDefinitionError).issues.map(({ path }) => path);
      expect(paths).to.have.members(["tables[1]", "tables[2]", "tables[3]", "expectTableId", "wait"]);
    });
  });

  describe("planTables and verifyTables", () => {
    it("plan many tables in order, and only read", async () => {
      start({ tables: { "table-0": {}, "table-2": {} } });
      const plans = await client.planTables(numbered(3, { deletionProtection: true }));
      expect(plans.map(({ tableName, exists, steps }) => [tableName, exists, steps[0]?.action])).to.deep.equal([
        ["table-0", true, "updateDeletionProtection"],
        ["table-1", false, "createTable"],
        ["table-2", true, "updateDeletionProtection"],
      ]);
      expect(sent()).to.deep.equal([]);
    });

    it("find 200 unchanged tables unchanged, with the reads of each and no others", async () => {
      const list = numbered(200);
      start({ tables: Object.fromEntries(list.map(([name]) => [name, {}])) });
      const plans = await client.planTables(list);
      expect(plans.flatMap(({ steps }) => steps)).to.deep.equal([]);
      expect(dynamodb.requests()).to.have.lengthOf(7 * 200);
      expect(dynamodb.elapsedMs).to.equal(0);
    });

    it("go on more slowly where DynamoDB throttles one kind of read", async () => {
      const list = numbered(40);
      const tables = Object.fromEntries(list.map(([name]) => [name, {}]));
      start({ tables, faults: [{ kind: "throttled", operation: "DescribeTimeToLive", skip: 4, times: 3 }] });
      const plans = await client.planTables(list);
      expect(plans.flatMap(({ steps }) => steps)).to.deep.equal([]);
      expect(dynamodb.requests("DescribeTimeToLive")).to.have.lengthOf(43);
      expect(dynamodb.requests("DescribeTable")).to.have.lengthOf(40);
    });

    it("verify many tables, and name each that differs", async () => {
      start({ tables: { users: {}, "table-0": {} } });
      expect(await client.verifyTables([["table-0", { partitionKey }]])).to.have.nested.property(
        "[0].TableName",
        "table-0",
      );
      const error = await rejects(() =>
        client.verifyTables([
          ["table-0", { partitionKey }],
          ["users", { stream: "KEYS_ONLY" }],
          ["missing", {}],
        ]),
      );
      const reasons = (error as TablesError).results.map((result) =>
        result.status === "rejected" ? (result.reason as Error).name : result.value,
      );
      expect(reasons.slice(1)).to.deep.equal(["TableMismatchError", "ResourceNotFoundException"]);
      expect(error.message).to.match(
        /^2 of 3 tables failed; the others are finished\.\n {2}- users: Table .*\n {6}- stream: expected .*\n {4}See .*\n {2}- missing: /,
      );
      const ofOne = await rejects(() => client.verifyTables([["missing", {}]]));
      expect(ofOne.message).to.match(/^1 of 1 tables failed\.\n/);
    });
  });
});
