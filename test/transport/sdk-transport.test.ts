import { setImmediate } from "node:timers/promises";
import { expect } from "chai";
import { SdkTransport } from "../../src/transport/sdk-transport.js";
import { StubServer } from "../support/stub-server.js";

describe("SdkTransport", () => {
  let stub: StubServer;
  let transport: SdkTransport;

  before(() => {
    stub = StubServer.start();
  });

  beforeEach(() => {
    stub.play({ tables: { users: {}, orders: {} } });
    transport = new SdkTransport({ config: { ...stub.config, maxAttempts: 1 } });
  });

  afterEach(() => transport.destroy());

  after(() => stub.stop());

  it("sends many requests and gives their results in order, failures too", async () => {
    const calls = ["users", "missing", "orders"].map(
      (TableName) => ({ operation: "DescribeTable", input: { TableName } }) as const,
    );
    const results = await transport.sendAll(calls, { concurrency: 2 });
    expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
    expect(
      results.map((result) => (result.status === "fulfilled" ? result.value.Table?.TableName : result.reason.name)),
    ).to.deep.equal(["users", "ResourceNotFoundException", "orders"]);
  });

  it("sends no more at a time than it is told", async () => {
    stub.play({ faults: [{ operation: "ListTables", wire: "hang", times: 100 }] });
    const calls = Array.from({ length: 5 }, () => ({ operation: "ListTables", input: {} }) as const);
    const results = transport.sendAll(calls, { concurrency: 2, timeoutMs: 100 });
    while (stub.requests().length < 2) await setImmediate();
    expect(stub.requests()).to.have.lengthOf(2);
    expect((await results).map(({ status }) => status)).to.deep.equal(Array(5).fill("rejected"));
  });

  it("knows after the first request whether the endpoint is on this machine", async () => {
    expect(transport.isLoopback).to.equal(false);
    await transport.send("ListTables", {});
    expect(transport.isLoopback).to.equal(true);
  });

  it("knows it of an endpoint in the environment too", async () => {
    const { endpoint, ...config } = stub.config;
    process.env["AWS_ENDPOINT_URL_DYNAMODB"] = String(endpoint);
    const fromEnvironment = new SdkTransport({ config });
    try {
      await fromEnvironment.send("ListTables", {});
      expect(fromEnvironment.isLoopback).to.equal(true);
    } finally {
      delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
      fromEnvironment.destroy();
    }
  });

  it("does nothing before the first request", () => {
    const idle = new SdkTransport({ config: { endpoint: "http://127.0.0.1:1" } });
    idle.destroy();
    expect(stub.requests()).to.have.lengthOf(0);
  });
});
