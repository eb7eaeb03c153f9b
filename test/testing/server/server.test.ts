import { once } from "node:events";
import { Agent, request } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { EmulatorServer } from "../../../src/testing/server/server.js";
import { RawDynamoDB } from "../../support/raw-dynamodb.js";
import { SIGNATURE } from "../../support/signature.js";

const TARGET = "DynamoDB_20120810.ListTables";

class User extends defineModel({ table: "users", attributes: { id: attr.string().partitionKey() } }) {}

describe("the server of a mock", () => {
  let db: MockDynamoDB;
  let raw: RawDynamoDB;

  before(() => {
    db = syncMockDynamoDB(User);
    raw = new RawDynamoDB(db.endpoint);
  });

  beforeEach(() => db.syncRestart());

  after(() => {
    raw.destroy();
    db.syncClose();
  });

  /** Posts any body, unlike the SDK. */
  async function post(body: string, target = TARGET, signature: Record<string, string> = SIGNATURE) {
    const headers = { ...signature, ...(target !== "" && { "x-amz-target": target }) };
    const response = await fetch(db.endpoint, { method: "POST", body, headers });
    const { __type, message, Message } = (await response.json()) as Record<string, string | undefined>;
    return { status: response.status, __type, message: message ?? Message };
  }

  async function expectAlive(): Promise<void> {
    expect((await raw.send("ListTables", {})).body).to.deep.equal({ TableNames: ["users"] });
  }

  it("listens on the loopback address only", () => {
    expect(new URL(db.endpoint).hostname).to.equal("127.0.0.1");
  });

  it("answers a health check", async () => {
    const response = await fetch(db.endpoint);
    expect(response.status).to.equal(200);
    expect(await response.text()).to.equal("healthy: dynamodb.us-east-1.amazonaws.com ");
    expect(db.requests).to.deep.equal([]);
  });

  for (const body of ["", "{", '{"TableName":', "[]", "null", '"users"', "\u0000"]) {
    it(`answers SerializationException to ${JSON.stringify(body)}`, async () => {
      const { status, __type, message } = await post(body);
      expect(status).to.equal(400);
      expect(__type).to.match(/#SerializationException$/);
      expect(message).to.include("JSON");
    });
  }

  const unknown: { target: string; words: string }[] = [
    { target: "", words: "no x-amz-target header" },
    { target: "DynamoDBStreams_20120810.DropStream", words: "DynamoDBStreams_20120810.DropStream" },
    { target: "DynamoDBStreams_20120810.ListTables", words: "DynamoDBStreams_20120810.ListTables" },
    { target: "DynamoDB_20120810.ListStreams", words: "DynamoDB_20120810.ListStreams" },
    { target: "Kinesis_20131202.PutRecord", words: "Kinesis_20131202.PutRecord" },
    { target: "DynamoDB_20120810.MakeCoffee", words: "MakeCoffee" },
    { target: "DynamoDB_20120810.", words: "does not support" },
    { target: "DynamoDB_20120810.constructor", words: "constructor" },
  ];
  for (const { target, words } of unknown) {
    it(`answers UnknownOperationException to the target ${JSON.stringify(target)}`, async () => {
      const { status, __type, message } = await post("{}", target);
      expect(status).to.equal(400);
      expect(__type).to.match(/#UnknownOperationException$/);
      expect(message).to.include(words);
    });
  }

  it("accepts an item of 400 KB, and no request of more than 16 MB", async () => {
    const Item = { id: { S: "large" }, text: { S: "x".repeat(390_000) } };
    expect((await raw.send("PutItem", { TableName: "users", Item })).error).to.equal(undefined);
    const { status, error } = await raw.send("PutItem", { TableName: "users", Padding: "x".repeat(16 * 2 ** 20) });
    expect({ status, error }).to.deep.equal({ status: 413, error: "RequestEntityTooLargeException" });
    await expectAlive();
  });

  it("continues if a client disconnects during its request", async () => {
    const { port } = new URL(db.endpoint);
    for (const start of [
      "POST / HTTP/1.1\r\n",
      `POST / HTTP/1.1\r\ncontent-length: 99\r\nx-amz-target: ${TARGET}\r\n\r\n{`,
    ]) {
      const socket = connect(Number(port), "127.0.0.1");
      await new Promise<void>((resolve) => socket.write(start, () => resolve()));
      socket.destroy();
      await once(socket, "close");
    }
    await expectAlive();
    expect(db.requests).to.have.lengthOf(1);
  });

  it("continues if a client disconnects before its answer, and executes the request", async () => {
    db.addFaults({ kind: "slow", operation: "PutItem", delayMs: 50 });
    const hasty = new RawDynamoDB(db.endpoint);
    const put = hasty.send("PutItem", { TableName: "users", Item: { id: { S: "1" } } }).catch(() => "cut");
    while (db.requests.length === 0) await fetch(db.endpoint);
    hasty.destroy();
    expect(await put).to.equal("cut");
    const count = async () => (await raw.send("Scan", { TableName: "users" })).body["Count"];
    while ((await count()) === 0) await fetch(db.endpoint);
    await expectAlive();
  });

  it("keeps connections", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ports = new Set<number | undefined>();
    for (let count = 0; count < 3; count++) {
      const sent = request(db.endpoint, { agent }).end();
      const [response] = await once(sent, "response");
      ports.add(sent.socket?.localPort);
      await text(response);
    }
    agent.destroy();
    expect(ports.size).to.equal(1);
  });

  it("answers what is no value with DynamoDB's error, and continues", async () => {
    const { status, error, message } = await raw.send("GetItem", { TableName: "users", Key: { id: null } });
    expect({ status, error }).to.deep.equal({ status: 400, error: "ValidationException" });
    expect(message).to.equal("Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    await expectAlive();
    expect((await raw.send("GetItem", { TableName: "users", Key: { id: { S: "1" } } })).error).to.equal(undefined);
  });

  it("answers an error of its own, and continues", async () => {
    const server = new EmulatorServer({});
    const own = new RawDynamoDB(`http://127.0.0.1:${await server.listen(0)}`);
    const { emulator } = server;
    const answer = emulator.answer.bind(emulator);
    emulator.answer = () => {
      throw new TypeError("broken");
    };
    const { status, error, message } = await own.send("ListTables", {});
    expect({ status, error }).to.deep.equal({ status: 500, error: "InternalServerError" });
    expect(message).to.equal("dynatwin's emulator failed: TypeError: broken");
    emulator.answer = answer;
    expect((await own.send("ListTables", {})).body).to.deep.equal({ TableNames: [] });
    own.destroy();
    await server.close();
  });

  it("compares values that have no order, and keeps the item", async () => {
    const item = { id: { S: "1" }, a: { BOOL: true }, b: { BOOL: true } };
    const put = (members: object) => raw.send("PutItem", { TableName: "users", Item: item, ...members });
    await put({});
    expect((await put({ ConditionExpression: "begins_with(a, b)" })).error).to.equal("ConditionalCheckFailedException");
    expect((await put({ ReturnValues: "ALL_OLD" })).body["Attributes"]).to.deep.equal(item);
  });

  describe("requires a signature", () => {
    const complete = SIGNATURE.authorization;
    const refused: [what: string, headers: Record<string, string>, error: string, words: string][] = [
      ["none", {}, "MissingAuthenticationTokenException", "Request is missing Authentication Token"],
      ["another scheme", { authorization: "Bearer x" }, "MissingAuthenticationTokenException", "missing"],
      ["one without a date", { authorization: complete }, "IncompleteSignatureException", "'X-Amz-Date'"],
      [
        "one without a credential",
        { ...SIGNATURE, authorization: complete.replace(/Credential=[^,]+, /, "") },
        "IncompleteSignatureException",
        "Authorization header requires 'Credential' parameter.",
      ],
    ];
    for (const [what, headers, error, words] of refused) {
      it(`and refuses ${what}`, async () => {
        const { status, __type, message } = await post("{}", TARGET, headers);
        expect(status).to.equal(400);
        expect(__type).to.equal(`com.amazon.coral.service#${error}`);
        expect(message).to.include(words);
      });
    }
  });

  it("answers with an id and a checksum, as DynamoDB does", async () => {
    const headers = { ...SIGNATURE, "x-amz-target": TARGET };
    const response = await fetch(db.endpoint, { method: "POST", headers, body: "{}" });
    const body = Buffer.from(await response.arrayBuffer());
    expect(body.toString()).to.equal('{"TableNames":["users"]}');
    expect(response.headers.get("x-amzn-requestid")).to.match(/^[0-9A-Z]{52}$/);
    expect(response.headers.get("x-amz-crc32")).to.equal("2808824553");
  });

  it("does not delete the next table with the same name", async () => {
    for (let round = 0; round < 20; round++) {
      await db.client.deleteTable("users");
      await db.client.createTable("users", { partitionKey: ["id", "S"] });
    }
    await fetch(db.endpoint);
    const put = await raw.send("PutItem", { TableName: "users", Item: { id: { S: "1" } } });
    expect(put.error).to.equal(undefined);
  });

  it("restarts on its port, with only the models' tables", async () => {
    const Item = { id: { S: "1" } };
    await raw.send("PutItem", { TableName: "users", Item });
    await raw.send("DeleteTable", { TableName: "users" });
    await db.client.createTable("orders", { partitionKey: ["id", "S"] });
    db.addFaults({ kind: "throttled", times: 9 });
    const { endpoint } = db;
    await db.restart();
    expect(db.endpoint).to.equal(endpoint);
    expect(db.requests).to.deep.equal([]);
    expect(db.tables).to.deep.equal(["users"]);
    expect((await raw.send("Scan", { TableName: "users" })).body["Count"]).to.equal(0);
  });
});
