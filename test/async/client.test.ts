import { expect } from "chai";
import {
  DynamoClient,
  getDefaultClient,
  isDynatwinError,
  setDefaultClient,
  TableDefinitionError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

needs("clock").describe("DynamoClient", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario();
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("distinguishes an existing table from a missing one, in every state", async () => {
    const states = ["CREATING", "ACTIVE", "UPDATING", "ARCHIVED", "DELETING"];
    dynamodb.startScenario({
      tables: Object.fromEntries(states.map((state) => [state, {}])),
      faults: states.map((state) => described({ TableStatus: state }, { tableName: state })),
    });
    client = dynamodb.client();
    const found: string[] = [];
    for (const state of states) if (await client.tableExists(state)) found.push(state);
    expect(found).to.deep.equal(["CREATING", "ACTIVE", "UPDATING", "ARCHIVED"]);
    expect(await client.tableExists("missing")).to.equal(false);
  });

  it("never treats another error as a missing table", async () => {
    const errors = ["AccessDeniedException", "ThrottlingException", "UnrecognizedClientException"];
    for (const name of errors) {
      dynamodb.startScenario({
        faults: [{ kind: "error", operation: "DescribeTable", error: { name, message: "no" } }],
      });
      client = dynamodb.client();
      expect((await rejects(() => client.tableExists("users"))).name).to.equal(name);
    }
    dynamodb.startScenario({ faults: [{ operation: "DescribeTable", kind: "dropped" }] });
    client = dynamodb.client();
    await rejects(() => client.tableExists("users"));
  });

  it("lists all tables, page by page during the iteration", async () => {
    const names = Array.from({ length: 7 }, (_, place) => `table-${place}`);
    dynamodb.startScenario({ tables: Object.fromEntries(names.map((name) => [name, {}])) });
    client = dynamodb.client();
    const listed: string[] = [];
    for await (const name of client.listTables({ pageSize: 3 })) listed.push(name);
    expect(listed).to.deep.equal(names);
    expect(dynamodb.requests("ListTables").map(({ input }) => input)).to.deep.equal([
      { Limit: 3 },
      { Limit: 3, ExclusiveStartTableName: "table-2" },
      { Limit: 3, ExclusiveStartTableName: "table-5" },
    ]);
    for await (const name of client.listTables({ pageSize: 3 })) {
      expect(name).to.equal("table-0");
      break;
    }
    expect(dynamodb.requests("ListTables")).to.have.lengthOf(4);
  });

  it("reports all mistakes of a call at once, and sends nothing", async () => {
    const options = {
      partitionKey: ["pk", "S"],
      sortkey: ["sk", "S"],
      billing_mode: "PROVISIONED",
      readCapacity: 5,
      wait: { timeout: 3 },
    };
    // @ts-expect-error: the misspelt options that TypeScript would catch too
    const error = await rejects(() => client.createTable("us", options));
    expect(error).to.be.instanceOf(TableDefinitionError);
    expect(isDynatwinError(error)).to.equal(true);
    expect((error as TableDefinitionError).issues.map(({ path }) => path)).to.have.members([
      "tableName",
      "sortkey",
      "billing_mode",
      "wait.timeout",
    ]);
    expect(error.message).to.include('Table "us": 4 problems, nothing was sent.').and.include("did you mean sortKey?");
    expect(dynamodb.requests()).to.have.lengthOf(0);
  });

  it("checks the arguments of every call", async () => {
    const paths = (error: Error) => (error as TableDefinitionError).issues.map(({ path }) => path);
    // @ts-expect-error: an unknown option
    expect(paths(await rejects(() => client.deleteTable("a", { if_exists: true })))).to.deep.equal([
      "tableName",
      "if_exists",
    ]);
    // @ts-expect-error: a wrong type
    expect(paths(await rejects(() => client.tableExists("users", { signal: 1 })))).to.deep.equal(["signal"]);
    expect(paths(await rejects(() => client.describeTable("")))).to.deep.equal(["tableName"]);
    const negative = { timeoutSeconds: -1 };
    expect(paths(await rejects(() => client.waitForTableActive("users", negative)))).to.deep.equal(["timeoutSeconds"]);
    // @ts-expect-error: not an option of this wait
    expect(paths(await rejects(() => client.waitForTableDeleted("users", { until: "table" })))).to.deep.equal([
      "until",
    ]);
    expect(dynamodb.requests()).to.have.lengthOf(0);
  });

  it("accepts an ARN instead of a name", async () => {
    const arn = "arn:aws:dynamodb:us-east-1:123456789012:table/users";
    expect(await client.tableExists(arn)).to.equal(false);
    expect(dynamodb.requests()[0]?.input).to.deep.equal({ TableName: arn });
  });

  it("stores a default client", () => {
    expect(() => getDefaultClient()).to.throw("setDefaultClient");
    setDefaultClient(client);
    expect(getDefaultClient()).to.equal(client);
    setDefaultClient(undefined);
    expect(() => getDefaultClient()).to.throw("setDefaultClient");
  });

  it("is created from a configuration only", () => {
    // @ts-expect-error: not a configuration
    expect(() => new DynamoClient("us-east-1")).to.throw("configuration object");
    // @ts-expect-error: not an SDK client
    expect(() => new DynamoClient({ client: {} })).to.throw("client is not an SDK client");
    // @ts-expect-error: not a client
    expect(() => setDefaultClient({})).to.throw("expects a DynamoClient");
  });

  it("reports the misspelt fields of a configuration, and accepts unknown ones that the SDK may have", () => {
    // @ts-expect-error: misspelt
    expect(() => new DynamoClient({ regoin: "us-east-1", maxAttempt: 1, sync: { engin: "worker" } })).to.throw(
      TableDefinitionError,
      [
        "DynamoClient: 3 problems, nothing was sent.",
        "  - regoin: there is no such option. Fix: did you mean region?",
        "  - maxAttempt: there is no such option. Fix: did you mean maxAttempts?",
        "  - sync.engin: there is no such option. Fix: did you mean engine?",
      ].join("\n"),
    );
    const others = { sdkStreamMixin: () => {}, accessKeyId: "a", regoin: undefined };
    expect(() => new DynamoClient({ region: "us-east-1", ...others })).not.to.throw();
    // @ts-expect-error: misspelt
    expect(() => new DynamoClient({ clinet: {} })).to.throw(TableDefinitionError, "did you mean client?");
  });

  it("refuses an endpoint that is not a URL, and says how to write it", () => {
    for (const [endpoint, fix] of [
      ["127.0.0.1:8000", '"http://127.0.0.1:8000"'],
      ["localhost:8000", '"http://localhost:8000"'],
      ["http:/x", '"http://x"'],
      ["//127.0.0.1:8000", '"http://127.0.0.1:8000"'],
      ["ftp://127.0.0.1", "http://"],
      ["http://127.0.0.1:99999", "http://127.0.0.1:8000"],
      ["http://", "http://127.0.0.1:8000"],
    ] as const) {
      expect(() => new DynamoClient({ region: "us-east-1", endpoint }), endpoint)
        .to.throw(TableDefinitionError)
        .with.property("message")
        .that.includes("endpoint")
        .and.includes(fix);
    }
    // Excluded by the SDK's type.
    for (const endpoint of [8000, new URL("http://127.0.0.1:8000")] as never[]) {
      expect(() => new DynamoClient({ endpoint })).to.throw(TableDefinitionError, "endpoint");
    }
    const secret = "127.0.0.1:8000@user:hush";
    expect(() => new DynamoClient({ endpoint: secret }))
      .to.throw(TableDefinitionError)
      .with.property("message")
      .that.does.not.include("hush");
    for (const endpoint of ["http://127.0.0.1:1", "HTTPS://localhost", "http://[::1]:8000/path"]) {
      new DynamoClient({ endpoint }).destroy();
    }
  });

  it("says how to set a region if there is none", async () => {
    const variables = ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_CONFIG_FILE", "AWS_PROFILE"];
    const before = variables.map((name) => [name, process.env[name]] as const);
    for (const name of variables) delete process.env[name];
    process.env["AWS_CONFIG_FILE"] = "/dev/null";
    const { region: _, ...config } = dynamodb.config;
    const homeless = new DynamoClient(config);
    try {
      const error = await rejects(() => homeless.tableExists("users"));
      expect(error.name).to.equal("Error");
      expect(error.message).to.match(/^Region is missing\. .*region: .*AWS_REGION/);
      expect(error.stack).to.include(error.message);
    } finally {
      homeless.destroy();
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it("sends nothing after it was destroyed", async () => {
    expect(await client.tableExists("users")).to.equal(false);
    client.destroy();
    client.destroy();
    const error = await rejects(() => client.tableExists("users"));
    expect(error.message).to.include("destroyed");
    expect(isDynatwinError(error)).to.equal(true);
  });
});

needs("clock").describe("the table that createTable creates", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
    dynamodb.startScenario({ latency: { createTableMs: 60, createTableWithIndexesMs: 60, deleteTableMs: 60 } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("has the keys, indexes, projections and capacity of the options", async () => {
    const table = await client.createTable("events", {
      partitionKey: ["device", "B"],
      sortKey: ["time", "N"],
      billingMode: "PROVISIONED",
      readCapacity: 3,
      writeCapacity: 2,
      globalSecondaryIndexes: [
        { indexName: "by-kind", partitionKey: ["kind", "S"], sortKey: ["time", "N"], projection: ["level", "text"] },
        { indexName: "by-user", partitionKey: [["user", "S"]], projection: "KEYS_ONLY", readCapacity: 9 },
      ],
      localSecondaryIndexes: [{ indexName: "by-level", sortKey: ["level", "N"] }],
      wait: true,
    });
    expect(table.TableStatus).to.equal("ACTIVE");
    expect(table.KeySchema).to.deep.equal([
      { AttributeName: "device", KeyType: "HASH" },
      { AttributeName: "time", KeyType: "RANGE" },
    ]);
    expect(table.ProvisionedThroughput).to.include({ ReadCapacityUnits: 3, WriteCapacityUnits: 2 });
    const indexes = new Map(table.GlobalSecondaryIndexes?.map((index) => [index.IndexName, index]));
    expect(indexes.get("by-kind")).to.deep.include({
      IndexStatus: "ACTIVE",
      Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["level", "text"] },
    });
    expect(indexes.get("by-kind")?.ProvisionedThroughput).to.include({ ReadCapacityUnits: 3, WriteCapacityUnits: 2 });
    expect(indexes.get("by-user")?.ProvisionedThroughput).to.include({ ReadCapacityUnits: 9, WriteCapacityUnits: 2 });
    expect(table.LocalSecondaryIndexes?.[0]).to.deep.include({ Projection: { ProjectionType: "ALL" } });
  });

  it("is on demand by default", async () => {
    const table = await client.createTable("on-demand", { partitionKey: ["pk", "S"], wait: true });
    expect(table.BillingModeSummary?.BillingMode).to.equal("PAY_PER_REQUEST");
  });

  it("is still CREATING without a wait, and cannot be deleted yet", async () => {
    const table = await client.createTable("quick", { partitionKey: ["pk", "S"] });
    expect(table.TableStatus).to.equal("CREATING");
    expect((await rejects(() => client.deleteTable("quick"))).name).to.equal("ResourceInUseException");
    await client.waitForTableActive("quick");
    await client.deleteTable("quick", { wait: true });
    const names: string[] = [];
    for await (const name of client.listTables()) names.push(name);
    expect(names).to.deep.equal(["events", "on-demand"]);
  });
});
