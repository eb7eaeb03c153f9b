import { expect } from "chai";
import { type Fault, type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import { definition } from "../../support/table-requests.js";

const users = definition("users");

describe("a fault of the kind slow", () => {
  let db: MockDynamoDB;
  let raw: RawDynamoDB;

  before(() => {
    db = syncMockDynamoDB({ time: "manual" });
    raw = new RawDynamoDB(db.endpoint);
  });

  after(() => {
    raw.destroy();
    db.syncClose();
  });

  const play = (fault: Fault) => db.syncRestart({ faults: [fault] });
  const list = () => raw.send("ListTables", {});

  it("delays its answer, but not other answers", async () => {
    play({ kind: "slow", operation: "DescribeTable", delayMs: 300 });
    const order: string[] = [];
    const slow = raw.send("DescribeTable", { TableName: "users" }).then(() => order.push("slow"));
    await list().then(() => order.push("other"));
    await slow;
    expect(order).to.deep.equal(["other", "slow"]);
  });

  it("executes the request before the answer, or immediately with commit", async () => {
    play({ kind: "slow", operation: "CreateTable", delayMs: 200 });
    const late = raw.send("CreateTable", users);
    await list();
    expect(db.tables).to.deep.equal([]);
    expect((await late).error).to.equal(undefined);
    expect(db.tables).to.deep.equal(["users"]);
    play({ kind: "slow", operation: "CreateTable", delayMs: 200, commit: true });
    const early = raw.send("CreateTable", users);
    while (db.tables.length === 0) await list();
    expect((await early).error).to.equal(undefined);
  });

  for (const delayMs of [Number.POSITIVE_INFINITY, 2 ** 31]) {
    it(`never answers after ${delayMs} ms`, async () => {
      play({ kind: "slow", operation: "CreateTable", delayMs, commit: true });
      const own = new RawDynamoDB(db.endpoint);
      const never = own.send("CreateTable", users).then(
        () => "answered",
        () => "cut",
      );
      while (db.tables.length === 0) await list();
      expect(await Promise.race([never, list().then(() => "waiting")])).to.equal("waiting");
      own.destroy();
      expect(await never).to.equal("cut");
    });
  }
});
