import { expect } from "chai";
import { type DynamoClient, WaitTimeoutError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

needs("clock").describe("a wait for a deletion", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ latency: { deleteTableMs: 5_000 }, tables: { users: {} } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("ends soon after the table is deleted", async () => {
    const table = await client.deleteTable("users", { wait: true });
    expect(table.TableStatus).to.equal("DELETING");
    expect(dynamodb.elapsedMs).to.be.within(5_000, 6_000);
    expect(await client.tableExists("users")).to.equal(false);
  });

  it("can be a separate call", async () => {
    await client.deleteTable("users");
    const states: (string | undefined)[] = [];
    await client.waitForTableDeleted("users", { onProgress: ({ tableStatus }) => states.push(tableStatus) });
    expect([...new Set(states)]).to.deep.equal(["DELETING", "NOT_FOUND"]);
  });

  it("ends if there is no such table", async () => {
    await client.waitForTableDeleted("orders");
    expect(dynamodb.requests()).to.have.lengthOf(1);
  });

  it("recognises a new table with the same name", async () => {
    const recreated = described({ TableId: "another", TableStatus: "ACTIVE" }, { fromSecond: 5 });
    dynamodb.startScenario({ latency: { deleteTableMs: 500_000 }, tables: { users: {} }, faults: [recreated] });
    client = dynamodb.client();
    await client.deleteTable("users");
    await client.waitForTableDeleted("users");
    expect(dynamodb.elapsedMs).to.be.within(5_000, 6_000);
  });

  it("reports the status in which the table stays", async () => {
    const error = await rejects(() => client.waitForTableDeleted("users", { timeoutSeconds: 10 }));
    expect(error).to.be.instanceOf(WaitTimeoutError).and.include({ lastStatus: "ACTIVE" });
    expect(error.message).to.include("deleteTable");
  });
});
