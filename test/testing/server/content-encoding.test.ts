import { request } from "node:http";
import { buffer } from "node:stream/consumers";
import { crc32, deflateSync, gunzipSync, gzipSync, inflateSync } from "node:zlib";
import { expect } from "chai";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { encodingFor } from "../../../src/testing/server/content-encoding.js";
import { SIGNATURE } from "../../support/signature.js";
import { definition } from "../../support/table-requests.js";

const MB = 2 ** 20;

interface Sent {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly bytes: Buffer;
}

describe("the content encoding", () => {
  let db: MockDynamoDB;

  before(() => {
    db = syncMockDynamoDB();
  });

  beforeEach(() => db.syncRestart());

  after(() => db.syncClose());

  function post(operation: string, body: Uint8Array, headers: Record<string, string>): Promise<Sent> {
    const all = { ...SIGNATURE, "x-amz-target": `DynamoDB_20120810.${operation}`, ...headers };
    return new Promise((resolve, reject) => {
      const call = request(db.endpoint, { method: "POST", headers: all }, (response) => {
        const { statusCode: status = 0, headers } = response;
        buffer(response).then((bytes) => resolve({ status, headers, bytes }), reject);
      });
      call.on("error", reject);
      call.end(body);
    });
  }

  async function errorOf(sent: Promise<Sent>) {
    const { status, bytes } = await sent;
    const { __type } = JSON.parse(bytes.toString()) as Record<string, string>;
    return [status, __type?.split("#").at(-1)];
  }

  describe("of a request", () => {
    const encoded = (body: Uint8Array, encoding = "gzip") =>
      post("CreateTable", body, { "content-encoding": encoding });
    const create = Buffer.from(JSON.stringify(definition("users")));

    const accepted: readonly (readonly [string, Uint8Array, string])[] = [
      ["gzip", gzipSync(create), "gzip"],
      ["gzip in capitals", gzipSync(create), "GZIP"],
      ["gzip in two parts", Buffer.concat([gzipSync(create.subarray(0, 9)), gzipSync(create.subarray(9))]), "gzip"],
      ["identity", create, "identity"],
    ];
    for (const [what, body, encoding] of accepted) {
      it(`can be ${what}`, async () => {
        expect((await encoded(body, encoding)).status).to.equal(200);
        expect(db.tables).to.deep.equal(["users"]);
      });
    }

    const broken: readonly (readonly [string, Uint8Array, string])[] = [
      ["no gzip", create, "gzip"],
      ["nothing", Buffer.of(), "gzip"],
      ["gzip without its end", gzipSync(create).subarray(0, -1), "gzip"],
      ["unknown", create, "garbage"],
      ["deflate", deflateSync(create), "deflate"],
    ];
    for (const [what, body, encoding] of broken) {
      it(`that is ${what} is an internal error, as of DynamoDB`, async () => {
        expect(await errorOf(encoded(body, encoding))).to.deep.equal([500, "InternalServerError"]);
        expect(db.tables).to.deep.equal([]);
      });
    }

    it("does not change its limit of 16 MB, which also counts the decoded bytes", async () => {
      const padded = (bytes: number) => gzipSync(Buffer.concat([create, Buffer.alloc(bytes - create.length, " ")]));
      const member = gzipSync(Buffer.alloc(8 * MB, " "));
      const bomb = Buffer.concat(Array.from({ length: 400 }, () => member));
      for (const body of [padded(16 * MB + 1), bomb])
        expect(await errorOf(encoded(body))).to.deep.equal([413, "RequestEntityTooLargeException"]);
      expect((await encoded(padded(16 * MB))).status).to.equal(200);
      expect(db.tables).to.deep.equal(["users"]);
    });
  });

  describe("of an answer", () => {
    /** Creates tables so that ListTables answers with so many bytes. */
    async function listOf(bytes: number, accept: string): Promise<Sent> {
      const names = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l", "m", "n", "o", "p", "q"];
      const frame = Buffer.byteLength(JSON.stringify({ TableNames: names.map(() => "") }));
      const length = Math.floor((bytes - frame) / names.length);
      for (const [place, name] of names.entries()) {
        const rest = place === 0 ? (bytes - frame) % names.length : 0;
        const create = definition(name.padEnd(length + rest, name));
        await post("CreateTable", Buffer.from(JSON.stringify(create)), {});
      }
      return post("ListTables", Buffer.from("{}"), { "accept-encoding": accept });
    }

    const decoders = { gzip: gunzipSync, deflate: inflateSync };
    for (const [encoding, decodeSync] of Object.entries(decoders)) {
      it(`of 4096 bytes is ${encoding}, if the request accepts it, with the checksum of the encoded bytes`, async () => {
        const { headers, bytes } = await listOf(4096, encoding);
        expect(headers).to.include({
          "content-encoding": encoding,
          "content-length": String(bytes.length),
          "x-amz-crc32": String(crc32(bytes)),
        });
        expect(bytes.length).to.be.below(1000);
        expect(decodeSync(bytes)).to.have.lengthOf(4096);
      });
    }

    it("is none below 4096 bytes", async () => {
      const { headers, bytes } = await listOf(4095, "gzip");
      expect(headers).not.to.have.property("content-encoding");
      expect(bytes).to.have.lengthOf(4095);
    });

    it("is none for an error", async () => {
      const body = Buffer.from(JSON.stringify({ TableName: "x".repeat(5000) }));
      const { status, headers, bytes } = await post("DescribeTable", body, { "accept-encoding": "gzip" });
      expect(status).to.equal(400);
      expect(bytes.length).to.be.above(4096);
      expect(headers).not.to.have.property("content-encoding");
    });

    const choices: readonly (readonly [accepted: string, encoding: string | undefined])[] = [
      ["", undefined],
      ["identity", undefined],
      ["br", undefined],
      ["x-gzip", undefined],
      ["gzip, deflate", "gzip"],
      ["br, identity, deflate, gzip", "deflate"],
      ["GZIP, identity", "gzip"],
      ["dog, gzip ,, cat", "gzip"],
      ["gzip;q=0.8, deflate;q=0.5", "gzip"],
      ["br, gzip;q=0, deflate; q = 0.5 , identity;q=0", "deflate"],
      ["*", "gzip"],
      ["*, deflate;q=0.5", "gzip"],
      ["*, deflate", "deflate"],
      ["*, gzip;q=0.5", "deflate"],
      ["gzip ;q=0", undefined],
      ["*;q=0", undefined],
      ["*;q=0.5,identity", "gzip"],
      ['"gzip"', undefined],
      ["gzip br", undefined],
      ["deflate;q=0.5, gzip;q=31", "gzip"],
      ["gzip;q=31,deflate;q=51", "gzip"],
      ["deflate;q=0.5, gzip;q=1;q=0.2", "gzip"],
      ["deflate;q=0.5,gzip;q=0.", "deflate"],
      ["deflate;q=0.5,gzip;q=0.x", "gzip"],
      ["deflate;q=-0.5,gzip;q=0.2", "gzip"],
      ["gzip;q=0, gzip;q=1, gzip;q=0", "gzip"],
      ["br,identity;q=0.5,gzip;q=0.0001", "gzip"],
    ];
    for (const [accepted, encoding] of choices) {
      it(`is ${encoding} for ${JSON.stringify(accepted)}`, () => {
        expect(encodingFor(4096, accepted)).to.equal(encoding);
      });
    }
  });
});
