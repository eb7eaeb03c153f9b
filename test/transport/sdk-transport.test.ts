import { setImmediate } from "node:timers/promises";
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  type DynamoDBClientConfig,
  ResourceNotFoundException,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { loadSdk } from "../../src/transport/sdk.js";
import { SdkTransport } from "../../src/transport/sdk-transport.js";
import { ScriptedDynamoDB, unanswered } from "../support/scripted-dynamodb.js";

for (const hurries of [false, true]) {
  describe(`SdkTransport${hurries ? ", for frequent operations" : ""}`, () => {
    const connect = (config: DynamoDBClientConfig) =>
      new SdkTransport({ config }, { load: loadSdk, isFrequent: () => hurries });
    let dynamodb: ScriptedDynamoDB;
    let transport: SdkTransport;

    before(() => {
      dynamodb = ScriptedDynamoDB.start();
    });

    beforeEach(() => {
      dynamodb.startScenario({ tables: { users: {}, orders: {} } });
      transport = connect({ ...dynamodb.config, maxAttempts: 1 });
    });

    afterEach(() => transport.destroy());

    after(() => dynamodb.stop());

    it("sends many requests and returns their results in order, failures too", async () => {
      const calls = ["users", "missing", "orders"].map(
        (TableName) => ({ operation: "DescribeTable", input: { TableName } }) as const,
      );
      const results = await transport.sendAll(calls, { concurrency: 2 });
      expect(results.map(({ status }) => status)).to.deep.equal(["fulfilled", "rejected", "fulfilled"]);
      expect(
        results.map((result) => (result.status === "fulfilled" ? result.value.Table?.TableName : result.reason.name)),
      ).to.deep.equal(["users", "ResourceNotFoundException", "orders"]);
    });

    it("sends no more requests at a time than requested", async () => {
      dynamodb.startScenario({ faults: [unanswered("ListTables")] });
      const calls = Array.from({ length: 5 }, () => ({ operation: "ListTables", input: {} }) as const);
      const results = transport.sendAll(calls, { concurrency: 2, timeoutMs: 100 });
      while (dynamodb.requests().length < 2) await setImmediate();
      expect(dynamodb.requests()).to.have.lengthOf(2);
      expect((await results).map(({ status }) => status)).to.deep.equal(Array(5).fill("rejected"));
    });

    it("knows after the first request whether the endpoint is on this machine", async () => {
      expect(transport.isLoopback).to.equal(false);
      await transport.send("ListTables", {});
      expect(transport.isLoopback).to.equal(true);
    });

    it("knows this of an endpoint in the environment too", async () => {
      const { endpoint, ...config } = dynamodb.config;
      process.env["AWS_ENDPOINT_URL_DYNAMODB"] = String(endpoint);
      const fromEnvironment = connect(config);
      try {
        await fromEnvironment.send("ListTables", {});
        expect(fromEnvironment.isLoopback).to.equal(true);
      } finally {
        delete process.env["AWS_ENDPOINT_URL_DYNAMODB"];
        fromEnvironment.destroy();
      }
    });

    it("does nothing before the first request", () => {
      const idle = connect({ endpoint: "http://127.0.0.1:1" });
      idle.destroy();
      expect(dynamodb.requests()).to.have.lengthOf(0);
    });

    it("sends each of many requests at a time with its own input", async () => {
      const calls = ["users", "orders", "users"].map(
        (TableName) => ({ operation: "DescribeTable", input: { TableName } }) as const,
      );
      await transport.sendAll(calls, { concurrency: 3 });
      const names = dynamodb.requests().map(({ input }) => input["TableName"]);
      expect(names.toSorted()).to.deep.equal(["orders", "users", "users"]);
    });

    it("does not retry a request that was aborted between two attempts", async () => {
      dynamodb.startScenario({ faults: [{ operation: "ListTables", kind: "dropped", times: 100 }] });
      const retrying = connect({ ...dynamodb.config, maxAttempts: 100 });
      const controller = new AbortController();
      const reason = new Error("changed my mind");
      const sent = retrying.send("ListTables", {}, { signal: controller.signal });
      while (dynamodb.requests().length < 2) await setImmediate();
      controller.abort(reason);
      expect(await sent.catch((error: unknown) => error)).to.equal(reason);
      const tries = dynamodb.requests().length;
      for (let turn = 0; turn < 2_000; turn++) await setImmediate();
      expect(dynamodb.requests()).to.have.lengthOf(tries);
      retrying.destroy();
    });

    it("sends many requests at a time without a warning of Node", async () => {
      const warnings: Error[] = [];
      const note = (warning: Error) => warnings.push(warning);
      process.on("warning", note);
      const calls = Array.from({ length: 20 }, () => ({ operation: "ListTables", input: {} }) as const);
      await transport.sendAll(calls, { concurrency: calls.length });
      process.off("warning", note);
      expect(warnings).to.deep.equal([]);
    });

    it("prepares no log entries without a logger", async () => {
      const sdk = new DynamoDBClient(dynamodb.config);
      const bySdk = await readsOf((input) => sdk.send(new CreateTableCommand(input)));
      expect(await readsOf((input) => transport.send("CreateTable", input))).to.be.at.most(bySdk);
      // The SDK's type does not allow undefined; programs with less strict compiler settings can pass it.
      const silent = connect({ ...dynamodb.config, logger: undefined as never });
      expect(await readsOf((input) => silent.send("CreateTable", input))).to.be.at.most(bySdk);
      for (const each of [sdk, silent]) each.destroy();
    });

    it("passes every request and answer to the user's logger", async () => {
      const log = new Log();
      const logging = connect({ ...dynamodb.config, maxAttempts: 1, logger: log });
      await logging.send("ListTables", { Limit: 3 });
      const missing = { operation: "DescribeTable", input: { TableName: "missing" } } as const;
      await logging.sendAll([missing], { concurrency: 1 });
      const [listed, refused] = log.entries;
      expect(listed).to.deep.include({ commandName: "ListTablesCommand", input: { Limit: 3 } });
      expect(listed?.output).to.deep.equal({ TableNames: ["orders", "users"] });
      expect(refused).to.deep.include({ commandName: "DescribeTableCommand", input: missing.input });
      logging.destroy();
    });

    it("sends the same headers every time, also with the user's own retry strategy", async () => {
      // The older form of a strategy, which the SDK still accepts, and whose mode it adds to the user agent.
      const retryStrategy = {
        mode: "own",
        retry: async (next: (args: unknown) => Promise<object>, args: unknown) => next(args),
      };
      // The type of the configuration has the newer form only.
      const own = connect({ ...dynamodb.config, retryStrategy: retryStrategy as never });
      for (let count = 0; count < 3; count++) await own.send("ListTables", {});
      const [first, ...others] = dynamodb.requests().map(({ headers }) => headers["user-agent"]);
      expect(others).to.deep.equal([first, first]);
      own.destroy();
    });
  });
}

describe("SdkTransport with the user's SDK client", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoDBClient;
  let transport: SdkTransport;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario();
    client = new DynamoDBClient(dynamodb.config);
    transport = new SdkTransport({ client }, { load: loadSdk });
  });

  afterEach(() => {
    transport.destroy();
    client.destroy();
  });

  after(() => dynamodb.stop());

  it("does not change its logger", async () => {
    const { logger } = client.config;
    const reads = await readsOf((input) => transport.send("CreateTable", input));
    expect(reads).to.equal(await readsOf((input) => client.send(new CreateTableCommand(input))));
    expect(client.config.logger).to.equal(logger);
  });
});

describe("SdkTransport with a stub as its client", () => {
  const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "s" } };
  const input = { TableName: "users" };

  /** A client that returns this answer, and sends nothing. */
  function stub(answer: () => object): SdkTransport {
    const client = new DynamoDBClient(config);
    client.middlewareStack.add(
      () => () => new Promise((resolve) => resolve({ output: { $metadata: {}, ...answer() }, response: undefined })),
      {
        step: "initialize",
      },
    );
    return new SdkTransport({ client }, { load: loadSdk });
  }

  it("adds the subject to an error once, although it is thrown again", async () => {
    const same = new ResourceNotFoundException({ $metadata: {}, message: "gone" });
    const transport = stub(() => {
      throw same;
    });
    for (let count = 0; count < 2; count++)
      expect(await transport.send("DescribeTable", input).catch((error: unknown) => error)).to.equal(same);
    expect(same.message).to.equal('gone (DescribeTable on table "users")');
    transport.destroy();
  });

  it("accepts an incomplete answer", async () => {
    const transport = stub(() => ({}));
    expect(await transport.send("DescribeTable", input)).to.deep.include({ $metadata: {} });
    transport.destroy();
  });
});

interface Entry {
  readonly commandName: string;
  readonly input: object;
  readonly output?: object;
}

/** A logger that keeps the SDK's entries of requests. */
class Log {
  readonly entries: Entry[] = [];
  readonly info = (entry: Entry) => void this.entries.push(entry);
  readonly error = this.info;
  readonly debug = () => {};
  readonly warn = this.debug;
}

/** How often a nested value of a request is read: to send it, and to log it. */
async function readsOf(send: (input: CreateTableCommandInput) => Promise<unknown>): Promise<number> {
  let reads = 0;
  const tag = {
    Key: "team",
    get Value() {
      reads++;
      return "data";
    },
  };
  await send({
    TableName: `table-${count++}`,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    Tags: [tag],
  });
  return reads;
}

let count = 0;
