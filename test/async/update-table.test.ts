import { expect } from "chai";
import {
  DestructiveChangeError,
  type DynamoClient,
  TableDefinitionError,
  TableMismatchError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { withIndexes } from "../support/emulated-tables.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { onDemand } from "../support/table-requests.js";

const index = (name: string) => ({ indexName: `by-${name}`, partitionKey: [name, "S"] as const });

needs("clock").describe("updateTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency: "realistic", tables: { users: {} }, ...scenario });
    client = dynamodb.client();
  }

  const updates = () => dynamodb.requests("UpdateTable").map(({ input: { TableName: _, ...change } }) => change);

  it("makes the second deploy of a table in one call, and sends nothing when it is made again", async () => {
    start();
    const changes = {
      globalSecondaryIndexes: [index("a")],
      billingMode: "PROVISIONED",
      readCapacity: 3,
      timeToLive: "expires",
      tableClass: "STANDARD_INFREQUENT_ACCESS",
    } as const;
    const { outcome, table, steps } = await client.updateTable("users", { ...changes, wait: true });
    expect(outcome).to.equal("updated");
    expect(steps.map(({ action, target }) => `${action} ${target}`)).to.deep.equal([
      "enableTimeToLive time to live",
      "updateBillingMode table",
      "updateTableClass table",
      "addIndex index by-a",
    ]);
    expect(table.BillingModeSummary?.BillingMode).to.equal("PROVISIONED");
    expect(table.GlobalSecondaryIndexes?.[0]?.ProvisionedThroughput?.ReadCapacityUnits).to.equal(3);
    const count = updates().length;
    expect((await client.updateTable("users", { ...changes, wait: true })).outcome).to.equal("existed");
    expect(updates()).to.have.length(count);
  });

  it("leaves what is not mentioned as it is", async () => {
    start({ tables: { users: { ...withIndexes(onDemand, "a"), TableClass: "STANDARD_INFREQUENT_ACCESS" } } });
    await client.updateTable("users", { deletionProtection: true, wait: true });
    expect(updates()).to.deep.equal([{ DeletionProtectionEnabled: true }]);
  });

  it("adds indexes one after the other, and waits for each", async () => {
    start();
    const { table } = await client.updateTable("users", {
      globalSecondaryIndexes: [index("a"), index("b")],
      wait: true,
    });
    const created = updates().map(({ GlobalSecondaryIndexUpdates: [update] }) => update.Create.IndexName);
    expect(created).to.deep.equal(["by-a", "by-b"]);
    expect(table.GlobalSecondaryIndexes?.map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE", "ACTIVE"]);
  });

  it("without a wait returns once the last change is accepted", async () => {
    start();
    const { table } = await client.updateTable("users", { globalSecondaryIndexes: [index("a")] });
    expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("CREATING");
  });

  it("returns when the table is ACTIVE, or when all is settled, where it is told to", async () => {
    start();
    const changes = { globalSecondaryIndexes: [index("a")], wait: { timeoutSeconds: 900, until: "table" } } as const;
    const { table } = await client.updateTable("users", changes);
    expect([table.TableStatus, table.GlobalSecondaryIndexes?.[0]?.IndexStatus]).to.deep.equal(["ACTIVE", "CREATING"]);
    const settled = await client.ensureTable("users", {
      partitionKey: ["pk", "S"],
      wait: { timeoutSeconds: 900, until: "settled" },
    });
    expect(settled.table.GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
  });

  it("removes the indexes that it names, and those that are not there are no error", async () => {
    start({ tables: { users: withIndexes(onDemand, "a", "b") } });
    const { table } = await client.updateTable("users", { dropIndexes: ["by-a", "by-nothing"], wait: true });
    expect(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["by-b"]);
  });

  it("prunes what is not mentioned, where it is allowed to", async () => {
    start({ tables: { users: { ...withIndexes(onDemand, "a"), Tags: [{ Key: "team", Value: "a" }] } } });
    const error = await rejects(() => client.updateTable("users", { prune: true, wait: true }));
    expect(error).to.be.instanceOf(DestructiveChangeError);
    expect((error as DestructiveChangeError).targets).to.deep.equal(["index by-a"]);
    const allowDestroy = ["index by-a"] as const;
    const { table, steps } = await client.updateTable("users", { prune: true, allowDestroy, wait: true });
    expect(table.GlobalSecondaryIndexes ?? []).to.deep.equal([]);
    expect(steps.map(({ action }) => action)).to.deep.equal(["removeTags", "deleteIndex"]);
  });

  it("builds an index anew whose keys differ, where that is allowed", async () => {
    start({ tables: { users: withIndexes(onDemand, "a") } });
    const changes = { globalSecondaryIndexes: [{ ...index("a"), projection: "KEYS_ONLY" as const }], wait: true };
    const error = await rejects(() => client.updateTable("users", changes));
    expect(error).to.be.instanceOf(DestructiveChangeError);
    expect(error.message).to.include("\n  - index by-a: queries on it fail until it is created again.\n");
    const { table } = await client.updateTable("users", { ...changes, allowDestroy: ["index by-a"] });
    expect(table.GlobalSecondaryIndexes?.[0]?.Projection?.ProjectionType).to.equal("KEYS_ONLY");
  });

  it("switches to PROVISIONED with the capacity of every index, after it removed the others", async () => {
    start({ tables: { users: withIndexes(onDemand, "a", "b") } });
    await client.updateTable("users", {
      billingMode: "PROVISIONED",
      writeCapacity: 7,
      dropIndexes: ["by-b"],
      wait: true,
    });
    const [removal, billing] = updates();
    expect(removal).to.deep.equal({ GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-b" } }] });
    const units = { ReadCapacityUnits: 5, WriteCapacityUnits: 7 };
    expect(billing).to.deep.equal({
      BillingMode: "PROVISIONED",
      ProvisionedThroughput: units,
      GlobalSecondaryIndexUpdates: [{ Update: { IndexName: "by-a", ProvisionedThroughput: units } }],
    });
  });

  it("changes the attribute of time to live only with a wait that is long enough", async () => {
    start();
    await client.updateTable("users", { timeToLive: "expires" });
    dynamodb.advance(3_600);
    const error = await rejects(() => client.updateTable("users", { timeToLive: "until", wait: true }));
    expect(error.message).to.match(
      /accepts the step enableTimeToLive on time to live not before \d{4}-.*timeoutSeconds.*timeToLive: false/,
    );
    expect(dynamodb.requests("UpdateTimeToLive")).to.have.length(1);
    await client.updateTable("users", { timeToLive: "until", wait: { timeoutSeconds: 2_000 } });
    const asked = dynamodb.requests("UpdateTimeToLive").map(({ input }) => input["TimeToLiveSpecification"]);
    expect(asked.slice(1)).to.deep.equal([
      { Enabled: false, AttributeName: "expires" },
      { Enabled: true, AttributeName: "until" },
    ]);
  });

  it("says when another change of time to live is accepted that it did not know to be locked", async () => {
    start();
    await client.updateTable("users", { timeToLive: "expires" });
    const error = await rejects(() => client.updateTable("users", { timeToLive: false }));
    const [, time = ""] =
      /Step disableTimeToLive .* 31 minutes\. Try again after (\S+) at the latest/.exec(error.message) ?? [];
    const changed = dynamodb.requests("UpdateTimeToLive")[0]?.atMs ?? 0;
    expect((Date.parse(time) - changed) / 1000).to.be.within(1_811, 1_900);
  });

  it("waits until another change of time to live is accepted, where it has the time", async () => {
    start();
    await client.updateTable("users", { timeToLive: "expires" });
    await client.updateTable("users", { timeToLive: false, wait: { timeoutSeconds: 2_000 } });
    await client.verifyTable("users", { timeToLive: false });
    expect(dynamodb.requests("UpdateTimeToLive").length).to.be.within(3, 40);
  });

  it("waits while another program changes the table, and makes only what is left to do", async () => {
    start();
    dynamodb.update("users", { StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" } });
    const { steps } = await client.updateTable("users", { stream: "NEW_IMAGE", deletionProtection: true, wait: true });
    expect(steps.map(({ action }) => action)).to.deep.equal(["updateDeletionProtection"]);
  });

  it("recovers a change whose answer was lost", async () => {
    start({ faults: [{ kind: "dropped", operation: "UpdateTable", times: 1, commit: true }] });
    const change = { tableClass: "STANDARD_INFREQUENT_ACCESS", wait: true } as const;
    const { outcome, steps, table } = await client.updateTable("users", change);
    expect(table.TableClassSummary?.TableClass).to.equal("STANDARD_INFREQUENT_ACCESS");
    expect([outcome, steps.length]).to.deep.equal(["updated", 1]);
  });

  it("says that keys and local indexes need another table", async () => {
    start();
    const error = await rejects(() => client.updateTable("users", { partitionKey: ["id", "N"] }));
    expect(error).to.be.instanceOf(TableMismatchError);
    expect(error.message).to.include('ifDifferent: "recreate"');
  });

  it("names what does not go with the table as it is, before anything is sent", async () => {
    start();
    const error = await rejects(() => client.updateTable("users", { readCapacity: 5, tags: { team: "a" } }));
    expect(error).to.be.instanceOf(TableDefinitionError);
    expect(error.message).to.match(
      /readCapacity: gives capacity units, and the table is PAY_PER_REQUEST\. Fix: set billingMode/,
    );
    expect(dynamodb.requests("TagResource")).to.deep.equal([]);
  });

  it("names the operation that an endpoint does not support, and no limit of it", async () => {
    const error = { name: "UnknownOperationException", message: "" };
    start({ faults: [{ kind: "error", operation: "UpdateTimeToLive", error }] });
    const { message } = await rejects(() => client.updateTable("users", { timeToLive: "expires" }));
    expect(message).to.match(/\(UpdateTimeToLive on table "users"\)\. The endpoint does not support this operation\. /);
    expect(message).to.match(/ \(Step enableTimeToLive on time to live of table "users"\.\)$/);
  });

  it("throws DynamoDB's own error for a table that is not there", async () => {
    start({ tables: {} });
    const error = await rejects(() => client.updateTable("users", { deletionProtection: true }));
    expect(error.name).to.equal("ResourceNotFoundException");
  });

  it("has a time that grows with what the changes usually take", async () => {
    start();
    await client.updateTable("users", { globalSecondaryIndexes: [index("a")], wait: true });
    expect(dynamodb.elapsedMs / 1000).to.be.within(500, 1_000);
    const changes = { globalSecondaryIndexes: [index("b")], wait: { timeoutSeconds: 60 } };
    expect((await rejects(() => client.updateTable("users", changes))).name).to.equal("WaitTimeoutError");
  });

  it("resumes a call that was cut off while an index was built, with time for the index", async () => {
    start();
    const changes = { globalSecondaryIndexes: [index("a")] };
    await client.updateTable("users", changes);
    const { table } = await client.updateTable("users", { ...changes, deletionProtection: true, wait: true });
    expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
  });

  it("says how long it has waited, when its time has grown", async () => {
    start({ faults: [described({ TableStatus: "UPDATING" }, { fromSecond: 0.5 })] });
    const changes = { globalSecondaryIndexes: [index("a")], wait: true };
    const error = await rejects(() => client.updateTable("users", changes));
    expect(error.message).to.match(/was not changed \(index by-a ACTIVE\) within 215\d\S* s \(/);
  });
});
