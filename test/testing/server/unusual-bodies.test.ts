import { expect } from "chai";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { SIGNATURE } from "../../support/signature.js";
import { definition } from "../../support/table-requests.js";

const KEY = '"pk":{"S":"a"}';

describe("an unusual body of a request", () => {
  let db: MockDynamoDB;

  before(() => {
    db = syncMockDynamoDB();
  });

  beforeEach(async () => {
    db.syncRestart();
    await post("CreateTable", JSON.stringify(definition("users")));
  });

  after(() => db.syncClose());

  async function post(operation: string, body: string | Uint8Array) {
    const headers = { ...SIGNATURE, "x-amz-target": `DynamoDB_20120810.${operation}` };
    const response = await fetch(db.endpoint, { method: "POST", headers, body });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, error: String(answer["__type"]).split("#").at(-1), answer };
  }

  const put = (item: string) => post("PutItem", `{"TableName":"users","Item":{${item}}}`);
  const get = async () => (await post("GetItem", `{"TableName":"users","Key":{${KEY}}}`)).answer["Item"];

  async function isUnreadable(body: string | Uint8Array) {
    const { status, error } = await post("PutItem", body);
    expect([status, error]).to.deep.equal([400, "SerializationException"]);
  }

  it("that is nested very deep is refused, and can be recorded", async () => {
    const depths = [1_001, 10_000, 1_000_000];
    for (const depth of depths) {
      await isUnreadable(`{"TableName":"users","Item":${'{"M":'.repeat(depth)}{}${"}".repeat(depth + 1)}`);
      await isUnreadable(`{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`);
    }
    const { error } = await put(`${KEY},"a":${'{"L":['.repeat(400)}{"S":""}${"]}".repeat(400)}`);
    expect(error).to.equal("ValidationException");
    expect(db.requests.at(-1)?.operation).to.equal("PutItem");
  });

  it("with many brackets in texts is not deep", async () => {
    const text = String.raw`[{\"`.repeat(5_000);
    expect((await put(`${KEY},"a":{"S":"${text}\\\\"},"b":{"S":"${text}"}`)).status).to.equal(200);
    expect(await get()).to.deep.equal({
      pk: { S: "a" },
      a: { S: `${'[{"'.repeat(5_000)}\\` },
      b: { S: '[{"'.repeat(5_000) },
    });
  });

  it("with members named __proto__ changes no prototype", async () => {
    const polluted = '"__proto__":{"polluted":true,"S":"x"}';
    const bodies: readonly (readonly [string, string])[] = [
      ["PutItem", `{${polluted},"TableName":"users","Item":{${KEY},${polluted}}}`],
      ["BatchWriteItem", `{"RequestItems":{"__proto__":[{"PutRequest":{"Item":{${KEY}}}}]}}`],
      ["BatchGetItem", `{"RequestItems":{"__proto__":{"Keys":[{${KEY}}]}}}`],
      ["UpdateTable", `{"TableName":"users","__proto__":{"polluted":true}}`],
      ["TransactWriteItems", `{"TransactItems":[{"__proto__":{"polluted":true}}]}`],
      ["Scan", `{"TableName":"users","ExpressionAttributeNames":{"__proto__":"polluted"}}`],
      ["CreateTable", `{"__proto__":{"TableName":"other"},"constructor":{"prototype":{"polluted":true}}}`],
    ];
    for (const [operation, body] of bodies) expect((await post(operation, body)).status, body).to.be.below(500);
    expect(JSON.stringify(await get())).to.equal(`{${KEY},"__proto__":{"S":"x"}}`);
    const probe: Record<string, unknown> = {};
    expect(probe["polluted"]).to.equal(undefined);
    expect(db.tables).to.deep.equal(["users"]);
  });

  it("that is not UTF-8 is refused", async () => {
    for (const bytes of [[0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80]]) {
      const start = Buffer.from(`{"TableName":"users","Item":{${KEY},"a":{"S":"`);
      await isUnreadable(Buffer.concat([start, Buffer.from(bytes), Buffer.from('"}}}')]));
    }
    expect(await get()).to.equal(undefined);
  });

  it("with lone surrogates is stored as it is, in keys too", async () => {
    const Item = { pk: { S: "\ud800" }, "\udfff": { S: "a\udc00b" } };
    await post("PutItem", JSON.stringify({ TableName: "users", Item }));
    expect((await post("Scan", '{"TableName":"users"}')).answer["Items"]).to.deep.equal([Item]);
  });

  it("with a hundred thousand members is answered", async () => {
    const members = Array.from({ length: 100_000 }, (_, place) => `"m${place}":1`).join(",");
    const values = Array.from({ length: 50_000 }, (_, place) => `":v${place}":{"S":"x"}`).join(",");
    const bodies: readonly (readonly [string, string])[] = [
      ["ListTables", `{${members}}`],
      ["CreateTable", `{${members}}`],
      ["PutItem", `{"TableName":"users","Item":{${KEY}},${members}}`],
      ["PutItem", `{"TableName":"users","Item":{${values}}}`],
      ["Scan", `{"TableName":"users","FilterExpression":"a = :v1","ExpressionAttributeValues":{${values}}}`],
      ["BatchGetItem", `{"RequestItems":{${members}}}`],
      ["BatchWriteItem", `{"RequestItems":{${members}}}`],
      ["TransactGetItems", `{"TransactItems":[${"{},".repeat(100_000)}{}]}`],
      ["BatchGetItem", `{"RequestItems":"${"x".repeat(10_000_000)}"}`],
      ["CreateTable", `{"TableName":"abc","KeySchema":[${"{},".repeat(100_000)}{}]}`],
      ["TagResource", `{"ResourceArn":"x","Tags":[${"{},".repeat(100_000)}{}]}`],
    ];
    for (const [operation, body] of bodies) {
      const { status, error } = await post(operation, body);
      expect(status, `${operation} ${body.slice(0, 50)}: ${error}`).to.be.below(500);
    }
    db.clearRequests();
  }).timeout(30_000);

  it("with a method that DynamoDB does not know is refused", async () => {
    for (const method of ["PUT", "DELETE", "PATCH"]) {
      const response = await fetch(db.endpoint, { method });
      expect([response.status, await response.text()]).to.deep.equal([404, "<UnknownOperationException/>\n"]);
    }
  });

  it("is answered with the JSON type that the SDK expects, an id and a checksum, also if it is refused", async () => {
    for (const body of ["{", "{}"]) {
      const response = await fetch(db.endpoint, { method: "POST", body });
      expect(response.headers.get("content-type")).to.equal("application/x-amz-json-1.0");
      expect(response.headers.get("x-amzn-requestid")).to.match(/^[0-9A-Z]{52}$/);
      expect(response.headers.get("x-amz-crc32")).to.match(/^\d+$/);
    }
  });
});
