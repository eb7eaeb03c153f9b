import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, type DynamoClient, defineModel, type Fields, failedConditions } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Account extends defineModel({
  table: tableName("accounts"),
  attributes: { id: attr.string().partitionKey(), balance: attr.number(), note: attr.string().optional() },
}) {}

const rich = { condition: (account: Fields<(typeof Account)["~attributes"]>) => account.balance.gte(1000) };

describe("a condition", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Account);
    client = dynamodb.client;
  });

  beforeEach(async () => {
    await dynamodb.reset();
    await dynamodb.put(new Account({ id: "a", balance: 10 }), new Account({ id: "b", balance: 10 }));
  });

  after(() => dynamodb.close());

  const nothing = [{}, { note: undefined }, () => []] as const;
  for (const [place, changes] of nothing.entries()) {
    it(`is checked by an update without changes (${place})`, async () => {
      const account = new Account({ id: "a", balance: 10 });
      const poor = await rejects(() => account.update(changes, rich));
      expect(poor).to.be.instanceOf(ConditionalCheckFailedException);
      expect(await rejects(() => Account.update({ id: "a" }, changes, rich))).to.be.instanceOf(
        ConditionalCheckFailedException,
      );
      expect((await account.update(changes, { condition: (item) => item.balance.lt(1000) })).balance).to.equal(10);
      expect((await Account.update({ id: "a" }, changes)).balance).to.equal(10);
      expect(failedConditions(await rejects(() => Account.update({ id: "c" }, changes)))).to.deep.equal([
        { reason: "missing", existing: undefined },
      ]);
      expect(await Account.get({ id: "c" })).to.equal(undefined);
    });

    needs("transactions").it(`is checked by a part of a transaction without changes (${place})`, async () => {
      const error = await rejects(() =>
        client.transactWrite([
          Account.transactUpdate({ id: "a" }, changes, { ...rich, returnExisting: true }),
          Account.transactUpdate({ id: "b" }, { balance: 20 }),
        ]),
      );
      expect(error).to.be.instanceOf(TransactionCanceledException);
      const { CancellationReasons } = error as TransactionCanceledException;
      expect(CancellationReasons?.[0]?.Item).to.deep.equal({ id: { S: "a" }, balance: { N: "10" } });
      expect((await Account.get({ id: "b" }))?.balance).to.equal(10);
      await client.transactWrite([
        Account.transactUpdate({ id: "a" }, changes, { condition: (item) => item.balance.lt(1000) }),
        Account.transactUpdate({ id: "b" }, { balance: 20 }),
      ]);
      expect((await Account.get({ id: "b" }))?.balance).to.equal(20);
      const gone = await rejects(() => client.transactWrite([Account.transactUpdate({ id: "c" }, changes)]));
      expect(failedConditions(gone)).to.deep.equal([{ reason: "missing", existing: undefined }]);
    });
  }

  needs("existingItems").it(
    "that fails gives the reason and the existing item, which the SDK's error has on request",
    async () => {
      const account = new Account({ id: "a", balance: 10 });
      const ways = [
        (options: object) => account.save({ ...rich, ...options }),
        (options: object) => Account.put({ id: "a", balance: 1 }, { ...rich, ...options }),
        (options: object) => account.update({ balance: 1 }, { ...rich, ...options }),
        (options: object) => Account.update({ id: "a" }, { balance: 1 }, { ...rich, ...options }),
        (options: object) => Account.update({ id: "a" }, { balance: 1 }, { ...rich, upsert: true, ...options }),
        (options: object) => account.delete({ ...rich, ...options }),
        (options: object) => Account.delete({ id: "a" }, { ...rich, ...options }),
      ];
      for (const way of ways) {
        const error = (await rejects(() => way({}))) as ConditionalCheckFailedException;
        expect(error).to.be.instanceOf(ConditionalCheckFailedException);
        expect(error.message).to.include("The existing item does not match the condition.");
        expect(error.stack).to.include("does not match the condition");
        expect(error.Item).to.equal(undefined);
        const [failed, ...others] = failedConditions(error);
        expect([failed?.reason, others]).to.deep.equal(["condition", []]);
        expect(failed?.existing).to.be.instanceOf(Account).and.include({ id: "a", balance: 10 });
        const asked = (await rejects(() => way({ returnExisting: true }))) as ConditionalCheckFailedException;
        expect(asked.Item).to.deep.equal({ id: { S: "a" }, balance: { N: "10" } });
        expect(failedConditions(asked)[0]?.existing).to.include({ balance: 10 });
      }
    },
  );

  it("that fails because the item is missing says so", async () => {
    const missing = new Account({ id: "c", balance: 1 });
    const ways = [
      () => missing.save(rich),
      () => missing.update({ balance: 2 }),
      () => Account.update({ id: "c" }, { balance: 2 }),
      () => missing.delete(rich),
      () => Account.delete({ id: "c" }, rich),
    ];
    for (const way of ways) {
      const error = await rejects(way);
      expect(error.message).to.include("The item does not exist.");
      expect(failedConditions(error)).to.deep.equal([{ reason: "missing", existing: undefined }]);
    }
  });

  needs("transactions").it("that fails in a transaction gives the reason of each part, of any kind", async () => {
    await dynamodb.put(new Account({ id: "d", balance: 2000 }), new Account({ id: "e", balance: 3 }));
    const parts = (returnExisting: boolean) => [
      Account.transactPut(new Account({ id: "a", balance: 1 }), { ...rich, returnExisting }),
      Account.transactUpdate({ id: "b" }, { balance: 1 }, { ...rich, returnExisting }),
      Account.transactDelete({ id: "d" }, { ...rich, returnExisting }),
      Account.transactCheck({ id: "e" }, rich.condition, { returnExisting }),
      Account.transactDelete({ id: "f" }, { ...rich, returnExisting }),
    ];
    const error = (await rejects(() => client.transactWrite(parts(false)))) as TransactionCanceledException;
    expect(error).to.be.instanceOf(TransactionCanceledException);
    const failed = failedConditions(error);
    expect(failed.map((each) => each?.reason)).to.deep.equal([
      "condition",
      "condition",
      undefined,
      "condition",
      "missing",
    ]);
    expect(failed[3]?.existing).to.be.instanceOf(Account).and.include({ id: "e", balance: 3 });
    expect(error.message).to.match(/- parts\[4\], Delete on table "[\w-]*accounts".*\. The item does not exist\./);
    expect(error.CancellationReasons?.map(({ Item }) => Item)).to.deep.equal(Array(5).fill(undefined));
    const asked = (await rejects(() => client.transactWrite(parts(true)))) as TransactionCanceledException;
    expect(asked.CancellationReasons?.map(({ Item }) => Item?.["id"]?.S)).to.deep.equal([
      "a",
      "b",
      undefined,
      "e",
      undefined,
    ]);
  });

  needs("existingItems").it("that fails on an item that does not fit the model has the values that fit", async () => {
    class Loose extends defineModel({
      table: tableName("accounts"),
      attributes: { id: attr.string().partitionKey(), note: attr.number() },
    }) {}
    await Loose.put({ id: "g", note: 5 });
    const [failed] = failedConditions(await rejects(() => Account.delete({ id: "g" }, rich)));
    expect({ ...failed?.existing }).to.deep.equal({ id: "g" });
  });

  it("is unknown for any other error", () => {
    expect(failedConditions(new Error("other"))).to.deep.equal([]);
    expect(failedConditions(undefined)).to.deep.equal([]);
  });
});
