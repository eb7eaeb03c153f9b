import { getEventListeners } from "node:events";
import { setImmediate } from "node:timers/promises";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, DynamoClient, defineModel } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { described, ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

// Only async calls can be aborted while they wait: these tests have no blocking twin.
describe("an AbortSignal", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;
  const reason = new Error("changed my mind");

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({
      tables: { slow: {} },
      faults: [described({ TableStatus: "CREATING" }, { tableName: "slow" }), unanswered("ListTables")],
    });
    client = new DynamoClient(dynamodb.config);
  });

  afterEach(() => client.destroy());

  after(() => dynamodb.stop());

  /** Starts a call, aborts it after a while, and returns its state one round of the event loop later. */
  async function abortLater(
    call: (signal: AbortSignal) => Promise<unknown>,
    isUnderWay: () => boolean,
  ): Promise<unknown> {
    const controller = new AbortController();
    let outcome: unknown = "still waiting";
    const settled = call(controller.signal).then(
      (value) => {
        outcome = value;
      },
      (error: unknown) => {
        outcome = error;
      },
    );
    while (!isUnderWay()) await setImmediate();
    controller.abort(reason);
    await setImmediate();
    const afterOneTurn = outcome;
    await settled;
    expect(getEventListeners(controller.signal, "abort")).to.have.lengthOf(0);
    return afterOneTurn;
  }

  it("ends a pause between two polls within one round of the event loop", async () => {
    const call = (signal: AbortSignal) => client.waitForTableActive("slow", { signal });
    expect(await abortLater(call, () => dynamodb.requests().length >= 3)).to.equal(reason);
    const looks = dynamodb.requests().length;
    for (let turn = 0; turn < 50; turn++) await setImmediate();
    expect(dynamodb.requests()).to.have.lengthOf(looks);
  });

  it("ends a request that has no answer yet", async () => {
    const call = (signal: AbortSignal) => client.listTables({ signal }).next();
    expect(await abortLater(call, () => dynamodb.requests("ListTables").length === 1)).to.equal(reason);
  });

  it("ends the wait of a create, by either of its two signals", async () => {
    const options = { partitionKey: ["pk", "S"] } as const;
    dynamodb.startScenario({ latency: { createTableMs: 1_000_000 } });
    const outer = (signal: AbortSignal) =>
      client.createTable("outer", { ...options, signal, wait: { signal: new AbortController().signal } });
    expect(await abortLater(outer, () => dynamodb.requests("DescribeTable").length >= 1)).to.equal(reason);
    dynamodb.startScenario({ latency: { createTableMs: 1_000_000 } });
    const inner = (signal: AbortSignal) => client.createTable("inner", { ...options, wait: { signal } });
    expect(await abortLater(inner, () => dynamodb.requests("DescribeTable").length >= 1)).to.equal(reason);
  });

  it("that has aborted already ends a call before anything is sent", async () => {
    const signal = AbortSignal.abort(reason);
    expect(await rejects(() => client.createTable("users", { partitionKey: ["pk", "S"], signal }))).to.equal(reason);
    expect(await rejects(() => client.deleteTable("users", { signal }))).to.equal(reason);
    expect(await rejects(() => client.tableExists("users", { signal }))).to.equal(reason);
    expect(await rejects(() => client.describeTable("users", { signal }))).to.equal(reason);
    expect(dynamodb.requests()).to.have.lengthOf(0);
  });

  it("has no listener after a call that ends by itself", async () => {
    const { signal } = new AbortController();
    await client.tableExists("slow", { signal });
    await rejects(() => client.describeTable("missing", { signal }));
    await rejects(() => client.waitForTableActive("slow", { signal, timeoutSeconds: 0.1 }));
    expect(getEventListeners(signal, "abort")).to.have.lengthOf(0);
  });

  it("has one listener for any number of calls, and Node does not warn", async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => warnings.push(warning);
    process.on("warning", note);
    const controller = new AbortController();
    const { signal } = controller;
    const User = defineModel({ table: "slow", attributes: { pk: attr.string().partitionKey() }, client });
    const calls = Array.from({ length: 12 }, () => [
      client.waitForTableActive("slow", { signal }),
      client.createTable("slow", { partitionKey: ["pk", "S"], signal, wait: { signal } }),
      client.listTables({ signal }).next(),
      User.scan({ signal }).toArray(),
    ]).flat();
    const outcomes = Promise.allSettled(calls);
    while (dynamodb.requests().length < calls.length) await setImmediate();
    expect(getEventListeners(signal, "abort")).to.have.lengthOf(1);
    controller.abort(reason);
    const reasons = (await outcomes).flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
    expect(reasons.filter((each) => each === reason)).to.have.lengthOf.at.least(24);
    expect(getEventListeners(signal, "abort")).to.have.lengthOf(0);
    await setImmediate();
    process.off("warning", note);
    expect(warnings).to.deep.equal([]);
  });

  it("of destroy() ends requests in progress", async () => {
    const wait = rejects(() => client.waitForTableActive("slow"));
    while (dynamodb.requests().length < 2) await setImmediate();
    client.destroy();
    expect((await wait).message).to.include("destroyed");
  });

  it("of destroy() does not destroy an SDK client that was passed in", async () => {
    const sdk = new DynamoDBClient(dynamodb.config);
    const ours = new DynamoClient({ client: sdk });
    expect(await ours.tableExists("slow")).to.equal(true);
    ours.destroy();
    const again = new DynamoClient({ client: sdk });
    expect(await again.tableExists("slow")).to.equal(true);
    again.destroy();
    sdk.destroy();
  });

  it("of a request's own timeout ends a request that is never answered", async () => {
    dynamodb.startScenario({ faults: [unanswered("DescribeTable")] });
    const error = await rejects(() => client.waitForTableActive("slow", { timeoutSeconds: 0.05 }));
    expect(error.name).to.equal("WaitTimeoutError");
    expect(error.message).to.include("no answer within");
  });
});

describe("an SDK client passed in", () => {
  it("cannot be combined with settings that would be ignored", () => {
    const sdk = new DynamoDBClient({ region: "us-east-1" });
    // @ts-expect-error: TypeScript would catch it too
    expect(() => new DynamoClient({ client: sdk, region: "eu-west-1", endpoint: "http://127.0.0.1:1" })).to.throw(
      "region, endpoint cannot be combined with client",
    );
    sdk.destroy();
  });
});
