import { expect } from "chai";
import { attr, defineModel, ItemValidationError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const LONG = "1.00000000000000000000015";
const LARGE = `123${"0".repeat(38)}`;

class Account extends defineModel({
  table: tableName("accounts"),
  attributes: {
    owner: attr.string().partitionKey(),
    rank: attr.decimal().sortKey(),
    balance: attr.decimal().default("0"),
    total: attr.bigint().optional(),
    rates: attr.list(attr.decimal()).default([]),
  },
  localSecondaryIndexes: { byBalance: { sortKey: "balance" } },
}) {}

/** The same table, read by a program that uses numbers only. */
class NumberAccount extends defineModel({
  table: tableName("accounts"),
  attributes: { owner: attr.string().partitionKey(), rank: attr.number().sortKey(), balance: attr.number() },
}) {}

describe("an exact decimal", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Account);
  });

  after(() => dynamodb.close());

  it("is written and read with all of its digits, as a key and in a list", async () => {
    await new Account({ owner: "a", rank: LONG, balance: "1.23e40", rates: ["12.50", LONG] }).save();
    const found = await Account.get({ owner: "a", rank: `${LONG}0` });
    expect({ ...found }).to.deep.equal({ owner: "a", rank: LONG, balance: LARGE, rates: ["12.5", LONG] });
  });

  it("is found and compared by its numeric value", async () => {
    for (const rank of ["2", "10", "1.5", "-3"]) await new Account({ owner: "b", rank, balance: rank }).save();
    const ranks = (accounts: Account[]) => accounts.map(({ rank }) => rank);
    expect(ranks(await Account.query({ owner: "b" }).toArray())).to.deep.equal(["-3", "1.5", "2", "10"]);
    expect(ranks(await Account.query({ owner: "b", rank: { gt: "1.50" } }).toArray())).to.deep.equal(["2", "10"]);
    expect(ranks(await Account.query({ owner: "b", rank: "2.0" }).toArray())).to.deep.equal(["2"]);
    expect((await Account.byBalance.query({ owner: "b", balance: { lt: "0" } }).first())?.rank).to.equal("-3");
    const dear = await Account.query({ owner: "b" }, { filter: ({ balance }) => balance.gte("2e0") }).toArray();
    expect(ranks(dear)).to.deep.equal(["2", "10"]);
  });

  it("is added exactly", async () => {
    const account = await new Account({ owner: "c", rank: "1", balance: "0.1", total: 10n ** 30n }).save();
    await account.update(({ balance, total }) => [balance.add("0.2"), total.add(1n)]);
    expect({ ...account }).to.include({ balance: "0.3", total: 10n ** 30n + 1n });
  });

  it("is refused with its name if it is not a decimal", async () => {
    const error = await rejects(() => new Account({ owner: "d", rank: "first", balance: "1e200" }).save());
    expect(error).to.be.instanceOf(ItemValidationError);
    expect(error.message).to.include("rank").and.include("balance");
  });

  it("is refused by a read if the attribute is a number, and is not changed", async () => {
    await new Account({ owner: "e", rank: "1", balance: LONG }).save();
    const error = await rejects(() => NumberAccount.get({ owner: "e", rank: 1 }));
    expect(error).to.be.instanceOf(ItemValidationError);
    expect(error.message).to.include("balance").and.include("attr.decimal()");
    expect((await Account.get({ owner: "e", rank: "1" }))?.balance).to.equal(LONG);
  });
});
