// #region example
const { attr, defineModel } = require("dynatwin");
const { useDynamoDB } = require("dynatwin/testing");

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
    expect(user?.userId).toBe("u1");
  });

  it("are deleted before the next test", () => {
    expect([...User.syncScan()]).toEqual([]); // blocking calls work, too
  });
});
// #endregion example
