import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { rejects } from "../../support/both.js";

class Task extends defineModel({
  table: "tasks",
  attributes: { id: attr.string().partitionKey(), at: attr.number().sortKey(), state: attr.string() },
}) {}

describe("a conditional write that is refused", () => {
  let db: MockDynamoDB;
  const task = new Task({ id: "t", at: 1, state: "done" });
  const stored = { id: { S: "t" }, at: { N: "1" }, state: { S: "done" } };

  before(async () => {
    db = await mockDynamoDB(Task);
    await db.put(task);
  });

  after(() => db.close());

  const writes: Record<string, (returnExisting: boolean) => Promise<unknown>> = {
    save: (returnExisting) =>
      new Task({ id: "t", at: 1, state: "x" }).save({ condition: ({ state }) => state.eq("open"), returnExisting }),
    update: (returnExisting) =>
      task.update({ state: "x" }, { condition: ({ state }) => state.eq("open"), returnExisting }),
    delete: (returnExisting) => task.delete({ condition: ({ state }) => state.eq("open"), returnExisting }),
  };
  for (const [name, write] of Object.entries(writes)) {
    it(`returns the existing item, if a ${name} requests it`, async () => {
      const error = await rejects(() => write(true));
      expect(error).to.be.instanceOf(ConditionalCheckFailedException);
      expect((error as ConditionalCheckFailedException).Item).to.deep.equal(stored);
      expect((await rejects(() => write(false))) as ConditionalCheckFailedException).to.have.property(
        "Item",
        undefined,
      );
    });
  }

  it("returns none if there is none", async () => {
    const missing = new Task({ id: "nobody", at: 1, state: "x" });
    const error = await rejects(() =>
      missing.save({ condition: ({ state }) => state.eq("open"), returnExisting: true }),
    );
    expect(error).to.be.instanceOf(ConditionalCheckFailedException).and.have.property("Item", undefined);
  });
});
