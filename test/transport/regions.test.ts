import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import type { Call } from "../../src/dynamodb/operations.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";
import { connectBlocking } from "../../src/transport/choose-engine.js";
import { loadSdk } from "../../src/transport/sdk.js";
import type { SdkSource } from "../../src/transport/sdk-client.js";
import { SdkTransport } from "../../src/transport/sdk-transport.js";
import { rejects, throws } from "../support/both.js";

const LIST: Call = { operation: "ListTables", input: {} };

describe("Requests to other regions", () => {
  let db: MockDynamoDB;
  let config: DynamoDBClientConfig;

  before(() => {
    db = syncMockDynamoDB();
    config = { ...db.config, region: "us-east-1" };
  });

  beforeEach(() => db.clearRequests());

  after(() => db.syncClose());

  const regions = () => db.requests.map(({ region }) => region);
  const keys = () => [...new Set(db.requests.map(({ accessKeyId }) => accessKeyId))];

  const sources: Readonly<Record<string, () => SdkSource>> = {
    "a configuration": () => ({ config }),
    "a client of the program": () => ({ client: new DynamoDBClient(config) }),
  };
  for (const [name, source] of Object.entries(sources)) {
    describe(`of ${name}`, () => {
      let transport: SdkTransport;

      beforeEach(() => {
        transport = new SdkTransport(source(), { load: loadSdk });
      });

      afterEach(() => transport.destroy());

      it("are signed for the region, with the same endpoint and credentials", async () => {
        await transport.send("ListTables", {});
        await transport.send("ListTables", {}, { region: "eu-west-1" });
        await transport.send("ListTables", {}, { region: "us-east-1" });
        await transport.send("ListTables", {});
        expect(regions()).to.deep.equal(["us-east-1", "eu-west-1", "us-east-1", "us-east-1"]);
        expect(keys()).to.have.lengthOf(1);
      });

      it("are named one by one in lists and queues", async () => {
        await transport.sendAll([LIST, { ...LIST, region: "eu-west-1" }], { concurrency: 1 });
        const queue = transport.openQueue();
        queue.post({ ...LIST, region: "ap-south-1" }, undefined);
        await queue.next();
        queue.close();
        expect(regions()).to.deep.equal(["us-east-1", "eu-west-1", "ap-south-1"]);
      });

      it("fail with an error that names the region, and no secret", async () => {
        const input = { TableName: "missing" };
        const error = await rejects(() => transport.send("DescribeTable", input, { region: "eu-west-1" }));
        expect(error.name).to.equal("ResourceNotFoundException");
        expect(error.message).to.include("DescribeTable").and.to.include("in eu-west-1");
        expect(error.message).not.to.include((await new DynamoDBClient(config).config.credentials()).secretAccessKey);
      });
    });
  }

  for (const engine of ["worker", "deasync"] as const) {
    it(`of blocking calls are sent by the ${engine} engine`, () => {
      const connection = connectBlocking({ config }, { engine });
      try {
        const call = connection.startCall();
        call.send("ListTables", {}, { region: "eu-west-1" });
        call.sendAll([LIST, { ...LIST, region: "eu-west-2" }], { concurrency: 1 });
        const queue = call.openQueue();
        queue.post({ ...LIST, region: "eu-west-3" }, undefined);
        queue.next();
        queue.close();
        expect(regions()).to.deep.equal(["eu-west-1", "us-east-1", "eu-west-2", "eu-west-3"]);
        const input = { TableName: "missing" };
        const error = throws(() => call.send("DescribeTable", input, { region: "eu-west-1" }));
        expect(error.message).to.include("in eu-west-1");
      } finally {
        connection.destroy();
      }
    });
  }

  it("keep the middleware of the program's client, and the number of its attempts", async () => {
    const client = new DynamoDBClient({ ...config, maxAttempts: 1 });
    const seen: string[] = [];
    client.middlewareStack.add(
      (next, { commandName }) =>
        (args) => {
          seen.push(commandName ?? "");
          return next(args);
        },
      { step: "initialize", name: "audit" },
    );
    const transport = new SdkTransport({ client }, { load: loadSdk });
    db.addFaults({ kind: "serverError", operation: "ListTables" });
    const error = await rejects(() => transport.send("ListTables", {}, { region: "eu-west-1" }));
    expect(error.name).to.equal("InternalServerError");
    expect(seen).to.deep.equal(["ListTablesCommand"]);
    expect(regions()).to.deep.equal(["eu-west-1"]);
    transport.destroy();
    await client.send(new (await loadSdk()).ListTablesCommand({})); // its sockets are still open
    client.destroy();
  });

  it("are refused where the program replaced the client's send", async () => {
    const client = new DynamoDBClient(config);
    client.send = () => Promise.resolve({ $metadata: {} });
    const transport = new SdkTransport({ client }, { load: loadSdk });
    const error = await rejects(() => transport.send("ListTables", {}, { region: "eu-west-1" }));
    expect(error.message).to.include("eu-west-1").and.to.include("send method was replaced");
    expect(regions()).to.deep.equal([]);
    transport.destroy();
  });

  it("have clients that are destroyed with the first one", async () => {
    const transport = new SdkTransport({ config }, { load: loadSdk });
    const { prototype } = DynamoDBClient;
    const { destroy } = prototype;
    const destroyed: (string | undefined)[] = [];
    await transport.send("ListTables", {});
    await transport.send("ListTables", {}, { region: "eu-west-1" });
    prototype.destroy = function (this: DynamoDBClient) {
      void this.config.region().then((region) => destroyed.push(region));
      destroy.call(this);
    };
    try {
      transport.destroy();
      await new Promise(setImmediate);
    } finally {
      prototype.destroy = destroy;
    }
    expect(destroyed).to.have.members(["us-east-1", "eu-west-1"]);
  });
});
