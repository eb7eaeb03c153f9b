import { expect } from "chai";
import { type MockDynamoDB, mockDynamoDB } from "../../../src/testing/index.js";
import { EmulatorServer } from "../../../src/testing/server/server.js";
import { SIGNATURE } from "../../support/signature.js";

const LIST_TABLES = { ...SIGNATURE, "x-amz-target": "DynamoDB_20120810.ListTables" };

describe("requests of web pages", () => {
  let db: MockDynamoDB;

  before(async () => {
    db = await mockDynamoDB();
  });
  after(() => db.close());
  beforeEach(() => db.clearRequests());

  function listTables(origin: string, endpoint = db.endpoint): Promise<Response> {
    return fetch(endpoint, { method: "POST", body: "{}", headers: { ...LIST_TABLES, origin } });
  }

  function preflight(origin: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(db.endpoint, {
      method: "OPTIONS",
      headers: { origin, "access-control-request-method": "POST", ...headers },
    });
  }

  for (const origin of ["http://localhost:5173", "https://127.0.0.1", "http://[::1]:3000"])
    it(`are answered to ${origin}`, async () => {
      const { status, headers } = await listTables(origin);
      expect(status).equal(200);
      expect(headers.get("access-control-allow-origin")).equal(origin);
      expect(headers.get("vary")).equal("origin");
      expect(headers.get("access-control-expose-headers")).include("x-amzn-RequestId");
    });

  it("are answered to it when they are wrong", async () => {
    const headers = { origin: "http://localhost:5173" };
    const response = await fetch(db.endpoint, { method: "POST", body: "{", headers });
    expect(response.status).equal(400);
    expect(response.headers.get("access-control-allow-origin")).equal(headers.origin);
  });

  it("are announced by a request for the permission", async () => {
    const asked = "authorization,x-amz-target";
    const { status, headers } = await preflight("http://localhost:5173", { "access-control-request-headers": asked });
    expect(status).equal(200);
    expect(Object.fromEntries(headers)).include({
      "access-control-allow-headers": asked,
      "access-control-allow-methods": "POST",
      "access-control-allow-origin": "http://localhost:5173",
      "access-control-max-age": "172800",
    });
    expect(db.requests).deep.equal([]);
  });

  for (const origin of ["https://example.com", "http://localhost.example.com", "http://192.168.1.5", "null", "file://"])
    it(`cannot be read by ${origin}`, async () => {
      for (const { headers } of [await listTables(origin), await preflight(origin)])
        expect(headers.get("access-control-allow-origin")).equal(null);
    });

  it("are answered to a host that is allowed", async () => {
    const server = new EmulatorServer({});
    server.allowedHosts = { names: new Set(["db.test"]), addresses: false };
    const endpoint = `http://127.0.0.1:${await server.listen(0)}`;
    const origin = "http://db.test:8000";
    expect((await listTables(origin, endpoint)).headers.get("access-control-allow-origin")).equal(origin);
    await server.close();
  });
});
