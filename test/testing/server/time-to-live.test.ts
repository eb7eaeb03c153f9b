import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { type MockOptions, mockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { throws } from "../../support/both.js";
import { Emulated } from "../../support/emulated.js";
import { stream } from "../../support/emulated-tables.js";
import { StreamReader } from "../../support/stream-reader.js";
import { definition, global } from "../../support/table-requests.js";

const MINUTE = 60_000;

describe("time to live in an emulated account", () => {
  let emulated: Emulated;

  afterEach(() => emulated.close());

  /** Starts an account, and creates a table whose time to live is ENABLED. */
  async function start(options: MockOptions = {}): Promise<void> {
    emulated = await Emulated.start({ latency: "instant", timeToLiveDelayMs: 10 * MINUTE, ...options });
    await emulated.ask("CreateTable", definition("users", { ...global(), ...stream("OLD_IMAGE") }));
    emulated.advance(MINUTE); // ACTIVE
    await timeToLive(true);
  }

  const timeToLive = (Enabled: boolean) =>
    emulated.ask("UpdateTimeToLive", {
      TableName: "users",
      TimeToLiveSpecification: { Enabled, AttributeName: "ttl" },
    });
  /** An item that expires some time from now. */
  const item = (pk: string, ms: number) => {
    const ttl = { N: String((emulated.db.clock.now() + ms) / 1000) };
    return { pk: { S: pk }, a: { S: "a" }, ttl };
  };
  const put = async (pk: string, ms: number) => {
    const Item = item(pk, ms);
    await emulated.ask("PutItem", { TableName: "users", Item });
    return Item;
  };
  const keys = async (members: object = {}) => {
    const { Items } = await emulated.ask("Scan", { TableName: "users", ...members });
    return (Items as { pk: { S: string } }[]).map(({ pk }) => pk.S).toSorted();
  };

  it("deletes an item after its expiry and the delay, in the indexes too", async () => {
    await start();
    await put("a", MINUTE);
    await put("b", 5 * MINUTE);
    emulated.advance(11 * MINUTE);
    expect(await keys()).to.deep.equal(["a", "b"]);
    emulated.advance(1);
    expect([await keys(), await keys({ IndexName: "by-a" })]).to.deep.equal([["b"], ["b"]]);
    emulated.advance(4 * MINUTE);
    expect(await keys()).to.deep.equal([]);
  });

  it("records the deletion as that of the service, once", async () => {
    await start();
    const Item = await put("a", MINUTE);
    await put("b", MINUTE);
    await emulated.ask("DeleteItem", { TableName: "users", Key: { pk: { S: "b" } } });
    emulated.advance(12 * MINUTE);
    const streams = new StreamReader(emulated);
    const arn = await streams.arnOf("users");
    emulated.advance(MINUTE);
    const records = await streams.records(arn);
    expect(
      records
        .slice(2)
        .map(({ eventName, userIdentity, dynamodb: { OldImage } }) => [eventName, userIdentity, OldImage?.["pk"]]),
    ).to.deep.equal([
      ["REMOVE", undefined, { S: "b" }],
      ["REMOVE", { PrincipalId: "dynamodb.amazonaws.com", Type: "Service" }, { S: "a" }],
    ]);
    expect(records.at(-1)?.dynamodb.OldImage).to.deep.equal(Item);
  });

  it("keeps an item that has another expiry when it is due, or none", async () => {
    await start();
    for (const pk of ["a", "b", "c"]) await put(pk, MINUTE);
    await put("a", 60 * MINUTE);
    await emulated.ask("UpdateItem", {
      TableName: "users",
      Key: { pk: { S: "b" } },
      UpdateExpression: "REMOVE #ttl",
      ExpressionAttributeNames: { "#ttl": "ttl" },
    });
    emulated.advance(12 * MINUTE);
    expect(await keys()).to.deep.equal(["a", "b"]);
  });

  it("keeps an item that has expired before it is written for the delay", async () => {
    await start();
    await put("a", -60 * MINUTE);
    expect(await keys()).to.deep.equal(["a"]);
    emulated.advance(10 * MINUTE + 1);
    expect(await keys()).to.deep.equal([]);
  });

  it("deletes nothing before it is ENABLED, and from DISABLING on", async () => {
    await start({ latency: { updateTimeToLiveMs: 60 * MINUTE } });
    await put("a", MINUTE);
    emulated.advance(60 * MINUTE - 1);
    expect(await keys()).to.deep.equal(["a"]);
    emulated.advance(1); // ENABLED: its items are followed from now on
    expect(await keys()).to.deep.equal(["a"]);
    emulated.advance(10 * MINUTE + 1);
    expect(await keys()).to.deep.equal([]);
    await put("b", MINUTE);
    await timeToLive(false);
    emulated.advance(30 * MINUTE);
    expect(await keys()).to.deep.equal(["b"]);
  });

  it("ends with the table: that of a new one of the name is not enabled", async () => {
    await start({ latency: { updateTimeToLiveMs: 5 } });
    await emulated.ask("DeleteTable", { TableName: "users" });
    await emulated.ask("CreateTable", definition("users"));
    await put("a", MINUTE);
    emulated.advance(60 * MINUTE);
    expect(await keys()).to.deep.equal(["a"]);
  });

  it("goes on with the items of a snapshot", async () => {
    await start();
    await put("a", MINUTE);
    const snapshot = await emulated.db.snapshot();
    await emulated.db.reset();
    await put("b", MINUTE);
    await emulated.db.restore(snapshot);
    expect(await keys()).to.deep.equal(["a"]);
    emulated.advance(12 * MINUTE);
    expect((await emulated.db.snapshot()).contents).to.deep.equal({ users: [] });
  });

  const delays: readonly (readonly [what: string, options: MockOptions, ms: number])[] = [
    ["of ten minutes by default", { latency: "instant" }, 600_000],
    ["that a factor of the latency scales", { latency: 0.01 }, 6_000],
    ["of its own", { latency: 0.01, timeToLiveDelayMs: 0 }, 0],
    ["with a clock that runs", { latency: "instant", time: "running" }, 600_000],
  ];
  for (const [what, options, ms] of delays)
    it(`has a delay ${what}`, async () => {
      await start({ timeToLiveDelayMs: undefined, ...options });
      emulated.advance(MINUTE); // ENABLED
      await put("a", MINUTE);
      emulated.advance(MINUTE + ms - (options.time === "running" ? MINUTE : 0));
      expect(await keys()).to.deep.equal(["a"]);
      emulated.advance(1 + (options.time === "running" ? MINUTE : 0));
      expect(await keys()).to.deep.equal([]);
    });

  it("can have another delay after a restart", async () => {
    await start();
    await emulated.db.restart({ timeToLiveDelayMs: 0 });
    await emulated.ask("CreateTable", definition("users"));
    await timeToLive(true);
    await put("a", MINUTE);
    emulated.advance(MINUTE + 1);
    expect(await keys()).to.deep.equal([]);
  });

  it("is that of a model's table", async () => {
    class Session extends defineModel({
      table: "sessions",
      attributes: { id: attr.string().partitionKey(), expires: attr.timestamp("s") },
      tableOptions: { timeToLive: "expires" },
    }) {}
    const db = await mockDynamoDB(Session, { time: "manual", latency: "realistic" });
    await new Session({ id: "a", expires: new Date(db.clock.now() + MINUTE) }).save();
    db.clock.advance(10 * MINUTE);
    expect(await Session.get({ id: "a" })).not.to.equal(undefined);
    db.clock.advance(2 * MINUTE);
    expect(await Session.get({ id: "a" })).to.equal(undefined);
    await db.close();
  });

  it("has a delay of 0 or above", () => {
    expect(throws(() => syncMockDynamoDB({ timeToLiveDelayMs: -1 })).message).to.include("timeToLiveDelayMs");
  });
});
