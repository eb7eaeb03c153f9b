import { expect } from "chai";
import { attr, type DynamoClient, DynatwinError, defineModel } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

class Thing extends defineModel({
  table: "things",
  attributes: { id: attr.string().partitionKey(), place: attr.number().sortKey(), text: attr.string().optional() },
  globalSecondaryIndexes: { byText: { partitionKey: "text" } },
}) {}

/** Values that JavaScript accepts without types. */
const WRONG: readonly unknown[] = [undefined, null, 5, "x", true, {}, [], [null], () => {}, new Map()];

needs("requests").describe("arguments of wrong types", () => {
  let dynamodb: MockDynamoDB;
  let client: DynamoClient;
  const key = { id: "a", place: 1 };

  before(async () => {
    dynamodb = await mockDynamoDB(Thing);
    client = dynamodb.client;
  });

  after(() => dynamodb.close());

  /** Fails unless the call is refused with its name, before anything is sent. */
  async function refused(call: (wrong: never) => Promise<unknown>, wrong: readonly unknown[]): Promise<void> {
    for (const [place, value] of wrong.entries()) {
      const sent = dynamodb.requests.length;
      const error = await rejects(() => call(value as never));
      expect(error, `${call} with the wrong value ${place}: ${error.stack}`).to.be.instanceOf(DynatwinError);
      expect(dynamodb.requests.length).to.equal(sent);
    }
  }

  it("are refused as keys", async () => {
    await refused((wrong) => Thing.get(wrong), WRONG);
    await refused((wrong) => Thing.query(wrong).toArray(), WRONG);
    await refused((wrong) => Thing.byText.query(wrong).first(), WRONG);
    await refused(async (wrong) => await client.transactWrite([Thing.transactDelete(wrong)]), WRONG);
    await refused(async (wrong) => await client.transactWrite([Thing.transactUpdate(wrong, { text: "x" })]), WRONG);
    await refused(
      async (wrong) => await client.transactWrite([Thing.transactCheck(wrong, ({ text }) => text.exists())]),
      WRONG,
    );
    await refused(async (wrong) => await client.transactGet([Thing.transactRead(wrong)]), WRONG);
  });

  it("are refused as lists, and in them", async () => {
    const none = WRONG.filter((wrong) => !(Array.isArray(wrong) && wrong.length === 0));
    await refused((wrong) => Thing.batchGet(wrong), none);
    await refused((wrong) => Thing.batchGet([wrong]), WRONG);
    await refused((wrong) => Thing.batchWrite({ put: wrong }), none.slice(1));
    await refused((wrong) => Thing.batchWrite({ put: [wrong] }), [...WRONG, key]);
    await refused((wrong) => Thing.batchWrite({ delete: [wrong] }), WRONG);
    await refused(
      (wrong) => Thing.batchWrite(wrong),
      WRONG.filter((_, place) => ![5, 8, 9].includes(place)),
    );
    await refused((wrong) => client.transactWrite(wrong), WRONG);
    await refused((wrong) => client.transactGet(wrong), WRONG);
    await refused((wrong) => client.transactWrite([wrong]), WRONG);
    await refused(async (wrong) => await client.transactWrite([Thing.transactPut(wrong)]), [...WRONG, key]);
    await refused((wrong) => client.transactGet([wrong]), [...WRONG, Thing.transactDelete(key)]);
    await refused((wrong) => client.transactWrite([wrong]), [Thing.transactRead(key)]);
  });

  it("are refused as options", async () => {
    const none = WRONG.filter((_, place) => ![0, 5, 8, 9].includes(place));
    const thing = new Thing(key);
    await refused((wrong) => Thing.get(key, wrong), none);
    await refused((wrong) => Thing.query({ id: "a" }, wrong).first(), none);
    await refused((wrong) => Thing.scan(wrong).first(), none);
    await refused((wrong) => Thing.byText.scan(wrong).first(), none);
    await refused((wrong) => Thing.batchGet([key], wrong), none);
    await refused((wrong) => Thing.batchWrite({ put: [thing] }, wrong), none);
    await refused((wrong) => thing.save(wrong), none);
    await refused((wrong) => thing.update({ text: "x" }, wrong), none);
    await refused((wrong) => thing.delete(wrong), none);
    await refused((wrong) => client.transactWrite([Thing.transactDelete(key)], wrong), none);
    await refused((wrong) => client.transactGet([Thing.transactRead(key)], wrong), none);
  });

  it("are refused as changes and conditions", async () => {
    const thing = new Thing(key);
    const changes = [undefined, null, 5, "x", [], new Map(), () => {}, () => [null], () => 5];
    await refused((wrong) => thing.update(wrong), changes);
    await refused((wrong) => thing.save({ condition: wrong }), [5, "x", {}, () => {}, () => true]);
    await refused((wrong) => Thing.scan({ filter: wrong }).first(), [5, "x", {}, () => {}, () => true]);
    await refused((wrong) => Thing.scan({ filter: ({ text }) => text.in(wrong) }).first(), WRONG);
    await refused(
      (wrong) => Thing.scan({ filter: ({ text }) => text.eq(wrong) }).first(),
      WRONG.filter((value) => value !== "x"),
    );
    await refused((wrong) => Thing.scan({ filter: ({ text }) => text.exists().and(wrong) }).first(), WRONG);
  });

  it("are refused as tables", async () => {
    const none = WRONG.filter((wrong) => wrong !== "x");
    await refused((wrong) => client.createTable<string>(wrong, { partitionKey: ["pk", "S"] }), WRONG);
    await refused((wrong) => client.tableExists(wrong), none);
    await refused((wrong) => client.deleteTable(wrong), none);
    await refused((wrong) => client.describeTable(wrong), none);
    await refused((wrong) => client.waitForTableActive(wrong), none);
    await refused((wrong) => client.waitForTableDeleted(wrong), none);
    await refused((wrong) => Thing.createTable(wrong), [5, "x", [null]]);
  });
});
