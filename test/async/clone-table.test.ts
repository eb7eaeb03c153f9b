import { expect } from "chai";
import {
  type CreateTableOptions,
  type DynamoClient,
  TableDefinitionError,
  TableMismatchError,
  TableNotRecreatedError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";
import { linesOf, Reading } from "../support/readings.js";

const policyFor = (arn: string, other: string) => ({
  Version: "2012-10-17",
  Statement: [
    { Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: [arn, `${arn}/index/*`, other] },
  ],
});
const arnOf = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

/** Everything that a definition can have, in both billing modes. */
const RICH: Readonly<Record<string, CreateTableOptions>> = {
  "on demand": {
    partitionKey: ["pk", "S"],
    sortKey: ["sk", "N"],
    globalSecondaryIndexes: [
      { indexName: "by-a", partitionKey: ["a", "S"], sortKey: ["b", "B"], projection: ["x", "y"] },
      {
        indexName: "by-b",
        partitionKey: [
          ["b", "B"],
          ["c", "N"],
        ],
        projection: "KEYS_ONLY",
        onDemandThroughput: { maxRead: 5 },
      },
    ],
    localSecondaryIndexes: [{ indexName: "local", sortKey: ["c", "N"], projection: ["x"] }],
    onDemandThroughput: { maxRead: 100, maxWrite: 50 },
    stream: "NEW_AND_OLD_IMAGES",
    timeToLive: "expires",
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: true,
    tableClass: "STANDARD_INFREQUENT_ACCESS",
    encryption: "CUSTOMER_MANAGED",
    kmsKeyId: "arn:aws:kms:us-east-1:000000000000:key/a",
    tags: { team: "a", stage: "test" },
  },
  provisioned: {
    partitionKey: ["pk", "B"],
    billingMode: "PROVISIONED",
    readCapacity: 7,
    writeCapacity: 3,
    globalSecondaryIndexes: [{ indexName: "by-a", partitionKey: ["a", "S"], readCapacity: 2, writeCapacity: 1 }],
    pointInTimeRecovery: true,
    tags: { team: "b" },
  },
};

describe("copies of tables", function () {
  this.timeout(60_000);
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;
  const [users, copy] = [tableName("users"), tableName("copy")];

  beforeEach(async () => {
    dynamodb = await startDynamoDB(Reading);
    client = dynamodb.client;
  });

  afterEach(() => dynamodb.close());

  describe("by cloneTable", () => {
    it("have the keys, the indexes and the items of the table", async () => {
      await Reading.importItems(linesOf(120));
      const { table, items } = await Reading.cloneTable(copy);
      expect(table).to.include({ TableName: copy, TableStatus: "ACTIVE" });
      expect(items).to.equal(120);
      const lines: string[] = [];
      for await (const each of client.exportItems(copy)) lines.push(each);
      expect(lines).to.have.members(linesOf(120));
      expect(await client.cloneTable(Reading, copy)).to.deep.include({ items: 120 });
      expect(await Reading.count()).to.equal(120);
    });

    it("can be without items", async () => {
      await Reading.importItems(linesOf(20));
      expect((await Reading.cloneTable(copy, { items: false })).items).to.equal(0);
      expect(await client.truncateTable(copy)).to.deep.equal({ deleted: 0 });
    });

    it("are not the table itself, and no table with other keys", async () => {
      for (const same of [users, arnOf(users)]) {
        const error = await rejects(() => client.cloneTable(users, same));
        expect(error).to.be.instanceOf(TableDefinitionError);
        expect(error.message).to.match(/to: is the same table\. Fix: use another name/);
      }
      await client.createTable(copy, { partitionKey: ["sensor", "S"], wait: true });
      expect(await rejects(() => Reading.cloneTable(copy))).to.be.instanceOf(TableMismatchError);
      expect(await client.truncateTable(copy)).to.deep.equal({ deleted: 0 });
    });

    for (const [title, definition] of Object.entries(RICH))
      needs("mock").it(`have all settings of a table that is ${title}`, async () => {
        await client.createTable(users, {
          ...definition,
          resourcePolicy: policyFor(arnOf(users), arnOf(`${users}-other`)),
          wait: true,
        });
        await client.cloneTable(users, copy);
        const plan = await client.planTable(copy, {
          ...definition,
          resourcePolicy: policyFor(arnOf(copy), arnOf(`${users}-other`)),
        });
        expect({ steps: plan.steps, unmanaged: plan.unmanaged }).to.deep.equal({ steps: [], unmanaged: [] });
      });

    needs("mock").it("have other settings where the call has them, which are not read of the table", async () => {
      await client.createTable(users, { ...RICH["provisioned"], deletionProtection: true, wait: true } as never);
      dynamodb.clearRequests();
      const settings = { billingMode: "PAY_PER_REQUEST", deletionProtection: false, tags: { team: "c" } } as const;
      const { table } = await client.cloneTable(users, copy, { settings });
      expect(table.BillingModeSummary?.BillingMode).to.equal("PAY_PER_REQUEST");
      expect(table.DeletionProtectionEnabled).to.equal(false);
      expect(dynamodb.requests.map(({ operation }) => operation)).not.to.include("ListTagsOfResource");
      await client.verifyTable(copy, { partitionKey: ["pk", "B"], ...settings, pointInTimeRecovery: true });
    });

    needs("faults").it("are completed by the same call after an error", async () => {
      await client.createTable(users, { ...RICH["on demand"], wait: true } as never);
      dynamodb.addFaults({ kind: "denied", operation: "UpdateContinuousBackups" });
      expect((await rejects(() => client.cloneTable(users, copy))).name).to.equal("AccessDeniedException");
      await client.cloneTable(users, copy);
      await client.verifyTable(copy, RICH["on demand"] as never);
    });

    needs("faults").it("are not made of a table whose settings may not be read", async () => {
      await client.createTable(users, { partitionKey: ["pk", "S"], wait: true });
      dynamodb.addFaults({ kind: "denied", operation: "ListTagsOfResource" });
      expect((await rejects(() => client.cloneTable(users, copy))).name).to.equal("AccessDeniedException");
      expect(await client.tableExists(copy)).to.equal(false);
    });

    it("are checked before anything is sent", async () => {
      const wrong = { items: 5, settings: { billingMod: "x" } };
      const error = await rejects(() => client.cloneTable(users, "a", wrong as never));
      expect(error).to.be.instanceOf(TableDefinitionError);
      expect(error.message)
        .to.match(/items: expected true or false/)
        .and.match(/settings.billingMod: there is no such/);
      expect(error.message).to.match(/to: /);
    });
  });

  describe("by truncateTable", () => {
    for (const [title, definition] of Object.entries(RICH))
      needs("mock").it(`have everything that the table had that is ${title}, except its items`, async () => {
        const given = { ...definition, resourcePolicy: policyFor(arnOf(users), arnOf(`${users}-other`)) };
        const before = await client.createTable(users, { ...given, wait: true });
        const key = definition.sortKey ? '"pk":{"S":"a"},"sk":{"N":"1"}' : '"pk":{"B":"AQ=="}';
        await client.importItems(users, [`{"Item":{${key}}}`]);
        expect(await client.truncateTable(users, { how: "recreate" })).to.deep.equal({ deleted: 1 });
        const plan = await client.planTable(users, given);
        expect({ steps: plan.steps, unmanaged: plan.unmanaged }).to.deep.equal({ steps: [], unmanaged: [] });
        expect((await client.describeTable(users)).TableId).not.to.equal(before.TableId);
        expect(await client.truncateTable(users)).to.deep.equal({ deleted: 0 });
      });

    needs("mock").it("are not made of a protected table", async () => {
      await client.createTable(users, { partitionKey: ["pk", "S"], deletionProtection: true, wait: true });
      const error = await rejects(() => client.truncateTable(users, { how: "recreate" }));
      expect(error).to.be.instanceOf(TableDefinitionError);
      expect(error.message).to.match(
        /how: the table is not deleted .* its deletion protection is on\. Fix: use how: "items"/,
      );
      expect(dynamodb.requests.map(({ operation }) => operation)).not.to.include("DeleteTable");
    });

    needs("faults").it("that fail after the deletion are an error with the definition", async () => {
      await client.createTable(users, { partitionKey: ["pk", "S"], tags: { team: "a" }, wait: true });
      dynamodb.addFaults({ kind: "denied", operation: "CreateTable" });
      const error = await rejects(() => client.truncateTable(users, { how: "recreate" }));
      expect(error).to.be.instanceOf(TableNotRecreatedError);
      const { definition, cause } = error as TableNotRecreatedError;
      expect(cause).to.have.property("name", "AccessDeniedException");
      await client.createTable(users, definition as CreateTableOptions);
      await client.verifyTable(users, { partitionKey: ["pk", "S"], tags: { team: "a" } });
    });
  });
});
