import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { attr, defineModel } from "dynatwin";
import { useDynamoDB } from "dynatwin/testing";

class User extends defineModel({
  table: "users",
  attributes: { userId: attr.string().partitionKey(), name: attr.string() },
  globalSecondaryIndexes: { byName: { partitionKey: "name" } },
}) {}

describe("users", () => {
  const db = useDynamoDB(User);

  it("are found by name", async () => {
    await db.put(new User({ userId: "u1", name: "Alice" }));
    const user = await User.byName.query({ name: "Alice" }).first();
    assert.equal(user?.userId, "u1");
  });

  it("are deleted before the next test", () => {
    assert.deepEqual([...User.syncScan()], []); // blocking calls work, too
  });
});
