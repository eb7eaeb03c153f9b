import { attr, defineModel } from "dynatwin";
import { useDynamoDB } from "dynatwin/testing";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";

class User extends defineModel({
  table: "users",
  attributes: { userId: attr.string().partitionKey(), name: attr.string() },
  globalSecondaryIndexes: { byName: { partitionKey: "name" } },
}) {}

describe("users", () => {
  // With `globals: true` in vitest's configuration: useDynamoDB(User)
  const db = useDynamoDB(User, { hooks: { beforeAll, afterAll, beforeEach } });

  it("are found by name", async () => {
    await db.put(new User({ userId: "u1", name: "Alice" }));
    const user = await User.byName.query({ name: "Alice" }).first();
    expect(user?.userId).toBe("u1");
  });

  it("are deleted before the next test", () => {
    expect([...User.syncScan()]).toEqual([]); // blocking calls work, too
  });
});
