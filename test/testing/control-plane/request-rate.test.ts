import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { mockDynamoDB } from "../../../src/testing/index.js";
import { EmulatedTables, infrequent, protection } from "../../support/emulated-tables.js";
import { onDemand, tableArn } from "../../support/table-requests.js";

const TOO_HIGH = "ThrottlingException: The rate of control plane requests made by this account is too high";

describe("the changes of tables that an account can start in a second", () => {
  let emulated: EmulatedTables;

  beforeEach(async () => {
    emulated = await EmulatedTables.start({ latency: "instant", limits: { changesPerSecond: 2 } });
    await emulated.table("users", onDemand);
    await emulated.table("orders", onDemand);
  });
  afterEach(() => emulated.close());

  const tag = { ResourceArn: tableArn("users"), Tags: [{ Key: "team", Value: "a" }] };
  const classOf = (TableName: string) => ["UpdateTable", { TableName, ...infrequent }] as const;

  it("are limited for all operations together", async () => {
    await emulated.ask(...classOf("users"));
    await emulated.ask("TagResource", tag);
    const requests = [
      classOf("orders"),
      ["CreateTable", { TableName: "third", ...onDemand }],
      ["DeleteTable", { TableName: "orders" }],
      ["UntagResource", { ResourceArn: tableArn("users"), TagKeys: ["team"] }],
    ] as const;
    for (const [operation, input] of requests) expect(await emulated.refusal(operation, input)).equal(TOO_HIGH);
    emulated.advance(999);
    expect(await emulated.refusal(...classOf("orders"))).equal(TOO_HIGH);
    emulated.advance(1);
    await emulated.ask("CreateTable", { TableName: "third", ...onDemand });
    await emulated.ask("DeleteTable", { TableName: "orders" });
    expect(await emulated.refusal("DeleteTable", { TableName: "third" })).equal(TOO_HIGH);
  });

  it("do not count reads, deletion protection, time to live, and requests that change nothing", async () => {
    await emulated.ask(...classOf("users"));
    await emulated.ask("TagResource", tag);
    await emulated.ask("TagResource", tag);
    await emulated.describe("users");
    await emulated.update("users", protection(true));
    await emulated.update("users", { BillingMode: "PAY_PER_REQUEST" });
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "ttl" };
    await emulated.ask("UpdateTimeToLive", { TableName: "users", TimeToLiveSpecification });
  });

  it("do not count those that were refused", async () => {
    for (let time = 0; time < 5; time++)
      await emulated.refuses("CreateTable", { TableName: "users", ...onDemand }, "ResourceInUseException", "users");
    await emulated.ask(...classOf("users"));
    await emulated.ask(...classOf("orders"));
  });

  it("do not limit the tables that a mock creates", async () => {
    const models = ["a", "b", "c"].map((name) => {
      const table = `table-${name}`;
      return class extends defineModel({ table, attributes: { id: attr.string().partitionKey() } }) {};
    });
    const db = await mockDynamoDB(...models, { limits: { changesPerSecond: 1 } });
    expect(db.tables).deep.equal(["table-a", "table-b", "table-c"]);
    await db.close();
  });
});
