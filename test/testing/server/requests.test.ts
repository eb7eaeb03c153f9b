import { DescribeTableCommand, DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { rejects } from "../../support/both.js";

const KEY_ID = "AKIDEXAMPLE";
const SECRET = "never-to-be-seen-key";
const TOKEN = "never-to-be-seen-token";

describe("the requests that a mock records", () => {
  let db: MockDynamoDB;
  let sdk: DynamoDBClient;

  before(() => {
    db = syncMockDynamoDB({ time: "manual" });
  });

  beforeEach(() => {
    db.syncRestart();
    const credentials = { accessKeyId: KEY_ID, secretAccessKey: SECRET, sessionToken: TOKEN };
    sdk = new DynamoDBClient({ endpoint: db.endpoint, region: "eu-west-1", credentials, maxAttempts: 2 });
  });

  afterEach(() => sdk.destroy());

  after(() => db.syncClose());

  const describeTable = (TableName: string) => rejects(() => sdk.send(new DescribeTableCommand({ TableName })));

  it("are those received, in order, with the time of the emulator's clock", async () => {
    const start = db.clock.now();
    await describeTable("users");
    db.clock.advance(1_500);
    await describeTable("orders");
    expect(db.requests.map(({ operation, input, atMs }) => [operation, input, atMs - start])).to.deep.equal([
      ["DescribeTable", { TableName: "users" }, 0],
      ["DescribeTable", { TableName: "orders" }, 1_500],
    ]);
  });

  it("have their input as received", async () => {
    const Item = { id: { B: new Uint8Array([1, 2, 3]) }, ttl: { N: "12345678901234567890" } };
    await rejects(() => sdk.send(new PutItemCommand({ TableName: "users", Item })));
    expect(db.requests[0]?.input["Item"]).to.deep.equal({ id: { B: "AQID" }, ttl: { N: "12345678901234567890" } });
  });

  it("include every attempt, also those that matched a fault", async () => {
    db.addFaults({ kind: "serverError" }, { kind: "dropped" });
    await rejects(() => sdk.send(new DescribeTableCommand({ TableName: "users" })));
    expect(db.requests.map(({ headers }) => headers["amz-sdk-request"])).to.deep.equal([
      "attempt=1; max=2",
      "attempt=2; max=2",
    ]);
  });

  it("have the access key and region of their signature, and nothing that could sign another one", async () => {
    await describeTable("users");
    const [request] = db.requests;
    expect(request).to.include({ accessKeyId: KEY_ID, region: "eu-west-1" });
    expect(request?.headers).to.include({ "x-amz-security-token": "(hidden)", authorization: "(hidden)" });
    expect(request?.headers["user-agent"]).to.include("aws-sdk-js");
    expect(JSON.stringify(db.requests))
      .not.to.include(SECRET)
      .and.not.to.include(TOKEN)
      .and.not.to.include("Signature");
  });

  it("have no access key for an unsigned request", async () => {
    await fetch(db.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "DynamoDB_20120810.ListTables", cookie: SECRET },
      body: "{}",
    });
    expect(db.requests[0]).to.include({ operation: "ListTables", accessKeyId: undefined, region: undefined });
    expect(db.requests[0]?.headers).to.include({ cookie: "(hidden)" });
  });

  it("can be cleared, which does not change lists returned before", async () => {
    await describeTable("users");
    const before = db.requests;
    db.clearRequests();
    expect(db.requests).to.deep.equal([]);
    await describeTable("orders");
    expect(before).to.have.lengthOf(1);
    expect(db.requests.map(({ input }) => input["TableName"])).to.deep.equal(["orders"]);
  });
});
