import * as sdk from "@aws-sdk/client-dynamodb";
import { GetCommand } from "@aws-sdk/lib-dynamodb";
import { expect } from "chai";
import { DynamoClient, isDynatwinError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { commandOfAnotherService, everyCommand, foreignCommand } from "../support/commands.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

needs("clock").describe("client.send", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: {} } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("sends a command, and returns its answer with the command's type", async () => {
    const limits = await client.send(new sdk.DescribeLimitsCommand({}));
    const reads: number | undefined = limits.AccountMaxReadCapacityUnits;
    expect(reads).to.be.a("number");
    const pk = { S: "a" };
    await client.send(
      new sdk.PutItemCommand({ TableName: "users", Item: { pk, bytes: { B: new Uint8Array([1, 2]) } } }),
    );
    const { Item, $metadata } = await client.send(new sdk.GetItemCommand({ TableName: "users", Key: { pk } }));
    expect(Item).to.deep.equal({ pk, bytes: { B: new Uint8Array([1, 2]) } });
    expect($metadata.httpStatusCode).to.equal(200);
    const { Table } = await client.send(new sdk.DescribeTableCommand({ TableName: "users" }));
    expect(Table?.CreationDateTime).to.be.instanceOf(Date);
  });

  it("sends every command that the SDK has", async () => {
    // Members that DynamoDB's answer always has.
    const table = { TableName: "users" };
    const complete = {
      BatchGetItem: { UnprocessedKeys: {} },
      CreateBackup: { BackupDetails: {} },
      CreateTable: { TableDescription: table },
      DeleteBackup: { BackupDescription: {} },
      DeleteTable: { TableDescription: table },
      DescribeBackup: { BackupDescription: {} },
      DescribeTable: { Table: table },
      ListBackups: { BackupSummaries: [] },
      ListTables: { TableNames: [] },
      Query: { Count: 0 },
      RestoreTableFromBackup: { TableDescription: table },
      RestoreTableToPointInTime: { TableDescription: table },
      Scan: { Count: 0 },
      SearchVectors: { SearchResults: [] },
      TransactGetItems: { Responses: [] },
      UpdateTable: { TableDescription: table },
    };
    const always = { kind: "answer", times: Number.POSITIVE_INFINITY } as const;
    const faults = Object.entries(complete).map(([operation, answer]) => ({ ...always, operation, answer }));
    dynamodb.startScenario({ faults: [...faults, { ...always, answer: {} }] });
    client = dynamodb.client();
    const commands = everyCommand();
    expect(commands.length).to.be.above(50);
    for (const { name, command } of commands) {
      const answer = await client.send(command);
      expect(answer.$metadata.httpStatusCode, name).to.equal(200);
    }
    expect(dynamodb.requests().map(({ operation }) => `${operation}Command`)).to.deep.equal(
      commands.map(({ name }) => name),
    );
  });

  it("sends the same command several times, and does not change it", async () => {
    const command = new sdk.PutItemCommand({ TableName: "users", Item: { pk: { S: "a" } } });
    for (let count = 0; count < 3; count++) await client.send(command);
    expect(dynamodb.requests("PutItem").map(({ input }) => input)).to.deep.equal(Array(3).fill({ ...command.input }));
    expect(command.middlewareStack.identify()).to.deep.equal([]);
  });

  it("sends a command of another copy of the SDK, and of a derived class", async () => {
    class Described extends sdk.DescribeTableCommand {}
    expect((await client.send(new Described({ TableName: "users" }))).Table?.TableName).to.equal("users");
    expect((await client.send(foreignCommand("DescribeTable", { TableName: "users" }))).Table?.TableName).to.equal(
      "users",
    );
  });

  it("throws the SDK's own errors", async () => {
    const error = await rejects(() => client.send(new sdk.DescribeTableCommand({ TableName: "missing" })));
    expect(error).to.be.instanceOf(sdk.ResourceNotFoundException);
    const pk = { S: "a" };
    await client.send(new sdk.PutItemCommand({ TableName: "users", Item: { pk } }));
    const put = new sdk.PutItemCommand({
      TableName: "users",
      Item: { pk },
      ConditionExpression: "attribute_not_exists(pk)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    const failed = (await rejects(() => client.send(put))) as sdk.ConditionalCheckFailedException;
    expect(failed).to.be.instanceOf(sdk.ConditionalCheckFailedException);
    expect(failed.Item).to.deep.equal({ pk });
  });

  it("ends with its signal", async () => {
    const signal = AbortSignal.abort(new Error("stopped"));
    const error = await rejects(() => client.send(new sdk.DescribeLimitsCommand({}), { signal }));
    expect(error.message).to.equal("stopped");
    // @ts-expect-error: a misspelt option
    const misspelt = await rejects(() => client.send(new sdk.DescribeLimitsCommand({}), { signl: signal }));
    expect(misspelt.message).to.include("did you mean signal?");
    expect(dynamodb.requests()).to.deep.equal([]);
  });

  const wrong: [what: string, value: unknown, words: string][] = [
    ["nothing", undefined, "got undefined"],
    ["null", null, "got null"],
    ["the name of a command", "DescribeLimits", "a string"],
    ["a request", { TableName: "users" }, "an object that the SDK did not make"],
    ["the class itself", sdk.DescribeLimitsCommand, "without new"],
    ["a command of lib-dynamodb", new GetCommand({ TableName: "users", Key: { pk: "a" } }), "lib-dynamodb"],
    ["a command of another service", commandOfAnotherService(), "com.amazonaws.s3"],
    ["a command that the SDK does not have", foreignCommand("MakeCoffee", {}), "has no MakeCoffeeCommand"],
  ];
  for (const [what, value, words] of wrong) {
    it(`reports ${what}`, async () => {
      // Callers in JavaScript have no compiler that reports this.
      const error = await rejects(() => client.send(value as sdk.DescribeLimitsCommand));
      expect(isDynatwinError(error)).to.equal(true);
      expect(error.message).to.include(words);
      expect(dynamodb.requests()).to.deep.equal([]);
    });
  }

  it("sends with the program's SDK client", async () => {
    const own = new sdk.DynamoDBClient({ ...dynamodb.config, maxAttempts: 1 });
    const over = new DynamoClient({ client: own });
    const command = new sdk.DescribeTableCommand({ TableName: "users" });
    for (let count = 0; count < 2; count++) {
      expect((await over.send(command)).Table?.TableName).to.equal("users");
    }
    own.destroy();
  });

  it("is refused after the client was destroyed", async () => {
    client.destroy();
    const error = await rejects(() => client.send(new sdk.DescribeLimitsCommand({})));
    expect(error.message).to.include("destroyed");
  });
});
