import { inspect } from "node:util";
import { DynamoDBClient, DynamoDBServiceException, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { DynamoClient, type DynamoClientConfig, SyncUnavailableError, TableDefinitionError } from "../../src/index.js";
import { connectBlocking } from "../../src/transport/choose-engine.js";
import { DeasyncEngine } from "../../src/transport/deasync-engine.js";
import type { SdkSource } from "../../src/transport/sdk-client.js";
import type { SyncOptions } from "../../src/transport/sync-options.js";
import { WorkerEngine } from "../../src/transport/worker-engine.js";
import { rejects, throws } from "../support/both.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const portable: SdkSource = { config: { region: "us-east-1" } };
const credentials = () => Promise.resolve({ accessKeyId: "id", secretAccessKey: "secret" });
const configModule = "./credentials.mjs";

describe("the choice of an engine", () => {
  const sdk = new DynamoDBClient({ region: "us-east-1" });

  after(() => sdk.destroy());

  /** Creating an engine starts nothing: a thread is started by the first call. */
  function choose(source: SdkSource, options: SyncOptions = {}): unknown {
    const connection = connectBlocking(source, options);
    connection.destroy();
    return connection.engine.constructor;
  }

  it("is the worker if the configuration can be copied", () => {
    expect(choose(portable)).to.equal(WorkerEngine);
    expect(choose({ config: {} }, { engine: "auto" })).to.equal(WorkerEngine);
    expect(choose(portable, { engine: "worker" })).to.equal(WorkerEngine);
  });

  it("is deasync if it cannot, or if it is requested", () => {
    expect(choose({ config: { credentials } })).to.equal(DeasyncEngine);
    expect(choose({ client: sdk })).to.equal(DeasyncEngine);
    expect(choose(portable, { engine: "deasync" })).to.equal(DeasyncEngine);
  });

  it("is the worker with a module for the fields that cannot be copied", () => {
    expect(choose({ config: { credentials } }, { configModule })).to.equal(WorkerEngine);
    expect(choose({ client: sdk }, { configModule })).to.equal(WorkerEngine);
  });

  const impossible: { source: SdkSource; options: SyncOptions; reason: string }[] = [
    { source: { config: { credentials } }, options: { engine: "worker" }, reason: "credentials is a function" },
    {
      source: { config: { credentials, requestHandler: sdk.config.requestHandler } },
      options: { engine: "worker" },
      reason: "credentials is a function, requestHandler is an instance of NodeHttpHandler, which cannot be copied",
    },
    {
      source: { config: { logger: { ...console } } },
      options: { engine: "worker" },
      reason: "logger.log is a function",
    },
    { source: { client: sdk }, options: { engine: "worker" }, reason: "an SDK client cannot be copied" },
    {
      source: portable,
      options: { engine: "deasync", configModule },
      reason: "sync.configModule is for the worker engine only",
    },
  ];
  for (const { source, options, reason } of impossible) {
    it(`fails with possible fixes: ${reason}`, () => {
      const error = throws(() => connectBlocking(source, options));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message)
        .to.include(reason)
        .and.include(`sync.engine: "${options.engine}"`)
        .and.include("Possible fixes:")
        .and.include("the async method");
    });
  }

  it("says why it was deasync if that cannot block either", async () => {
    const endpoint = "http://127.0.0.1:1";
    const configs: [config: DynamoClientConfig, reason: string][] = [
      [
        { credentials, endpoint },
        "The worker engine cannot serve this client: credentials is a function, which cannot",
      ],
      [
        { client: sdk },
        "The worker engine cannot serve this client: an SDK client cannot be copied to the worker thread.",
      ],
      [{ endpoint, sync: { engine: "deasync" } }, "Use the worker engine"],
    ];
    await Promise.resolve(); // the code below runs in a promise job
    for (const [config, reason] of configs) {
      const client = new DynamoClient(config);
      const error = throws(() => client.syncTableExists("users"));
      expect(error).to.be.instanceOf(SyncUnavailableError);
      expect(error.message).to.include("inside a promise job").and.include(reason);
      client.destroy();
    }
  });

  it("is made by the first blocking call, so a client that never blocks does not fail", async () => {
    const client = new DynamoClient({ credentials, endpoint: "http://127.0.0.1:1", sync: { engine: "worker" } });
    expect(throws(() => client.syncTableExists("users"))).to.be.instanceOf(SyncUnavailableError);
    expect(await rejects(() => client.tableExists("us"))).to.be.instanceOf(TableDefinitionError);
    client.destroy();
  });
});

describe("the options of sync", () => {
  const wrong: { sync: object; path: string; words: string }[] = [
    { sync: { engin: "worker" }, path: "sync.engin", words: "did you mean engine?" },
    { sync: { engine: "thread" }, path: "sync.engine", words: '"worker"' },
    { sync: { timeoutSeconds: 0 }, path: "sync.timeoutSeconds", words: "above 0" },
    { sync: { timeoutSeconds: "5" }, path: "sync.timeoutSeconds", words: "number" },
    { sync: { timeoutSeconds: Number.NaN }, path: "sync.timeoutSeconds", words: "number" },
    { sync: { configModule: { credentials } }, path: "sync.configModule", words: "string" },
  ];
  for (const { sync, path, words } of wrong) {
    it(`are checked when the client is created: ${path} ${words}`, () => {
      // Callers in JavaScript have no compiler that reports this.
      const config = { region: "us-east-1", sync } as unknown as DynamoClientConfig;
      const error = throws(() => new DynamoClient(config)) as TableDefinitionError;
      expect(error).to.be.instanceOf(TableDefinitionError);
      expect(error.issues.map((issue) => issue.path)).to.deep.equal([path]);
      expect(error.message).to.include(words);
    });
  }
});

for (const engine of ["worker", "deasync"] as const) {
  describe(`a blocking call of the ${engine} engine`, () => {
    let dynamodb: ScriptedDynamoDB;
    let client: DynamoClient;

    before(() => {
      dynamodb = ScriptedDynamoDB.start();
      client = new DynamoClient({ ...dynamodb.config, maxAttempts: 1, sync: { engine } });
    });

    beforeEach(() => dynamodb.startScenario());

    after(() => {
      client.destroy();
      dynamodb.stop();
    });

    it("returns dates as dates", () => {
      const CreationDateTime = 1_700_000_000;
      const BillingModeSummary = { LastUpdateToPayPerRequestDateTime: CreationDateTime };
      const faults = [described({ CreationDateTime, BillingModeSummary })];
      dynamodb.startScenario({ tables: { users: {} }, faults });
      const table = client.syncDescribeTable("users");
      expect(table.CreationDateTime).to.deep.equal(new Date(CreationDateTime * 1000));
      expect(table.BillingModeSummary?.LastUpdateToPayPerRequestDateTime).to.be.instanceOf(Date);
    });

    for (const name of ["ResourceNotFoundException", "AccessDeniedException", "ThrottlingException"]) {
      it(`throws the same ${name} as the async method`, async () => {
        dynamodb.startScenario({
          faults: [{ kind: "error", operation: "DescribeTable", times: 2, error: { name, message: "no" } }],
        });
        const blocking = throws(() => client.syncDescribeTable("users"));
        const original = await rejects(() => client.describeTable("users"));
        expect(blocking).to.be.instanceOf(DynamoDBServiceException);
        expect(blocking instanceof ResourceNotFoundException).to.equal(original instanceof ResourceNotFoundException);
        expect(blocking.constructor).to.equal(original.constructor);
        expect(blocking.message).to.equal(original.message);
        expect(Object.keys(blocking)).to.have.members(Object.keys(original));
        expect(Object.keys(JSON.parse(JSON.stringify(blocking)))).to.include.members(["name", "message", "$metadata"]);
      });
    }

    it("has the line of the call in its error's stack", () => {
      const error = throws(() => client.syncDescribeTable("missing"));
      expect(error.stack).to.match(/^ResourceNotFoundException: .*not found/);
      expect(error.stack).to.include("choose-engine.test");
      expect(error.stack?.split("\n").every((line) => !line.includes("worker-thread"))).to.equal(true);
    });

    it("has that line also in the error of an invalid call", () => {
      expect(throws(() => client.syncDescribeTable("")).stack).to.include("choose-engine.test");
      expect(dynamodb.requests()).to.have.lengthOf(0);
    });

    it("does not show the credentials when the client is printed", () => {
      const secretAccessKey = "never-to-be-seen";
      const own = new DynamoClient({ ...dynamodb.config, credentials: { accessKeyId: "id", secretAccessKey } });
      expect(inspect(own, { depth: 20, showHidden: true })).not.to.include(secretAccessKey);
      own.destroy();
    });
  });
}

describe("a logger in the configuration", () => {
  it("makes blocking calls use deasync, and receives their entries", () => {
    const dynamodb = ScriptedDynamoDB.start();
    dynamodb.startScenario({ tables: { users: {} } });
    const told: string[] = [];
    const info = ({ commandName }: { readonly commandName: string }) => told.push(commandName);
    const logger = { debug: () => {}, info, warn: () => {}, error: () => {} };
    const client = new DynamoClient({ ...dynamodb.config, logger });
    expect(client.syncTableExists("users")).to.equal(true);
    expect(told).to.deep.equal(["DescribeTableCommand"]);
    client.destroy();
    dynamodb.stop();
  });
});
