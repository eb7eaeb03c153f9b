import { expect } from "chai";
import { attr, DynamoClient, DynatwinError, defineModel, getDefaultClient, setDefaultClient } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB } from "../../src/testing/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";

class User extends defineModel({
  table: "users",
  attributes: { userId: attr.string().partitionKey(), name: attr.string() },
  globalSecondaryIndexes: { byName: { partitionKey: "name" } },
}) {}

const elsewhere = new DynamoClient({ region: "eu-west-1" });

class Owned extends defineModel({
  table: "owned",
  attributes: { id: attr.string().partitionKey() },
  client: elsewhere,
}) {}
class AlsoOwned extends Owned {}

/** The client of a model. */
function ownClientOf(model: typeof Owned): unknown {
  return (model["~model"] as { client: unknown }).client; // the library's own members
}

needs("mock").describe("mockDynamoDB stands in for", () => {
  afterEach(() => {
    setDefaultClient(undefined);
  });

  it("no default client, and leaves none when closed", async () => {
    const db = await mockDynamoDB(User);
    expect(getDefaultClient()).to.equal(db.client);
    await db.close();
    expect(getDefaultClient).to.throw(DynatwinError, "There is no default client");
  });

  it("no default client, and says so after it is closed", async () => {
    const db = await mockDynamoDB(User);
    await db.close();
    const error = await rejects(() => User.get({ userId: "u1" }));
    expect(error).to.be.instanceOf(DynatwinError);
    expect(error.message)
      .to.include("There is no default client")
      .and.to.include("embedded DynamoDB")
      .and.to.include("closed");
    setDefaultClient(undefined);
    expect((await rejects(() => User.get({ userId: "u1" }))).message).not.to.include("closed");
  });

  it("the default client and the models' own, and restores them", async () => {
    setDefaultClient(elsewhere);
    const db = await mockDynamoDB(User, Owned, AlsoOwned);
    expect([getDefaultClient(), ownClientOf(Owned), ownClientOf(AlsoOwned)]).to.deep.equal(Array(3).fill(db.client));
    await db.put(new Owned({ id: "1" }));
    expect(db.requests.map(({ operation }) => operation)).to.deep.equal(["PutItem"]);
    await db.close();
    expect([getDefaultClient(), ownClientOf(Owned), ownClientOf(AlsoOwned)]).to.deep.equal(Array(3).fill(elsewhere));
  });

  it("them until the end of a block", async () => {
    {
      await using db = await mockDynamoDB(Owned);
      expect(ownClientOf(Owned)).to.equal(db.client);
    }
    expect(ownClientOf(Owned)).to.equal(elsewhere);
    expect(getDefaultClient).to.throw(DynatwinError);
  });

  for (const [order, first] of [
    ["inside out", 1],
    ["outside in", 0],
  ] as const) {
    it(`another one, and ends ${order}`, async () => {
      setDefaultClient(elsewhere);
      const dbs = [await mockDynamoDB(Owned), await mockDynamoDB(Owned)] as const;
      const [left, right] = [dbs[first], dbs[1 - first] as MockDynamoDB];
      await left.close();
      expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([right.client, right.client]);
      await right.close();
      expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
    });
  }

  it("them no longer if another default client was set meanwhile", async () => {
    const db = await mockDynamoDB(Owned);
    setDefaultClient(elsewhere);
    await db.close();
    expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
  });

  it("nothing if its start fails", async () => {
    class Wide extends defineModel({
      table: "wide",
      attributes: { id: attr.string().partitionKey() },
      tableOptions: { input: { SSESpecification: {}, KeySchema: [{ AttributeName: "other", KeyType: "HASH" }] } },
    }) {}
    setDefaultClient(elsewhere);
    await rejects(() => mockDynamoDB(Owned, Wide));
    expect([getDefaultClient(), ownClientOf(Owned)]).to.deep.equal([elsewhere, elsewhere]);
  });
});
