// #region races
import assert from "node:assert/strict";
import { ResourceInUseException } from "@aws-sdk/client-dynamodb";
import { mockDynamoDB } from "dynatwin/testing";

const definition = { partitionKey: ["id", "S"] };

describe("a table", () => {
  it("cannot be created again while it is being deleted", async () => {
    const db = await mockDynamoDB({ latency: "realistic", time: "manual" });
    await db.client.createTable("jobs", definition);
    db.clock.advance(5_000); // ACTIVE

    await db.client.deleteTable("jobs");
    await assert.rejects(db.client.createTable("jobs", definition), ResourceInUseException);
    db.clock.advance(6_000); // deleted
    await db.client.createTable("jobs", definition);
    await db.close();
  });

  it("is created by one of two callers", async () => {
    const db = await mockDynamoDB();
    const create = () => db.client.createTable("jobs", definition);
    const outcomes = await Promise.allSettled([create(), create()]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    await db.close();
  });

  it("exists although the answer to its creation was lost", async () => {
    const db = await mockDynamoDB({ faults: [{ kind: "dropped", operation: "CreateTable", commit: true }] });
    await db.client.createTable("jobs", definition).catch(() => {});
    assert.ok(await db.client.tableExists("jobs"));
    await db.close();
  });
});
// #endregion races
