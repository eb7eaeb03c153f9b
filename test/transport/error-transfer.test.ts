import { inspect } from "node:util";
import * as sdk from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { isTransient } from "../../src/dynamodb/error-predicates.js";
import { DynatwinError, RequestTimeoutError, SyncUnavailableError } from "../../src/errors.js";
import { packError, unpackError } from "../../src/transport/error-transfer.js";

/** The error that a thread receives for an error of another thread. */
function cross(error: unknown): Error {
  return unpackError(structuredClone(packError(error)));
}

/** An error's own fields, as a program reads them. */
function fields(error: Error): Record<string, unknown> {
  return Object.fromEntries(Object.entries(error).filter(([, value]) => value !== undefined));
}

describe("an error that is sent to another thread", () => {
  const $metadata = { httpStatusCode: 400, requestId: "r-1", attempts: 2, totalRetryDelay: 10 };

  it("stays the SDK's own, with its fields", () => {
    const error = new sdk.ResourceNotFoundException({ message: "Table: users not found", $metadata });
    const crossed = cross(error);
    expect(crossed).to.be.instanceOf(sdk.ResourceNotFoundException);
    expect(crossed).to.be.instanceOf(sdk.DynamoDBServiceException);
    expect(crossed.name).to.equal("ResourceNotFoundException");
    expect(crossed.message).to.equal(error.message);
    expect(fields(crossed)).to.deep.equal(fields(error));
    expect(crossed).to.deep.include({ $fault: "client", $metadata });
  });

  it("keeps the members of its class, including bytes and dates", () => {
    const reason = {
      Code: "ConditionalCheckFailed",
      Item: { pk: { B: new Uint8Array([1, 2, 3]) }, n: { NULL: true } },
    };
    const error = new sdk.TransactionCanceledException({
      message: "cancelled",
      $metadata,
      CancellationReasons: [{ Code: "None" }, reason],
    });
    Object.assign(error, { at: new Date(5), large: 12345678901234567890n, nothing: undefined });
    const crossed = cross(error) as sdk.TransactionCanceledException & { at: Date; large: bigint };
    expect(crossed).to.be.instanceOf(sdk.TransactionCanceledException);
    expect(crossed.CancellationReasons).to.deep.equal([{ Code: "None" }, reason]);
    expect(crossed.CancellationReasons?.[1]?.Item?.["pk"]?.B).to.be.instanceOf(Uint8Array);
    expect(crossed.at).to.deep.equal(new Date(5));
    expect(crossed.large).to.equal(12345678901234567890n);
    expect("nothing" in crossed).to.equal(true);
  });

  it("keeps $retryable and $fault", () => {
    const error = new sdk.ThrottlingException({ message: "slow down", $metadata });
    Object.assign(error, { $retryable: { throttling: true } });
    expect(fields(cross(error))).to.deep.equal(fields(error));
    const server = new sdk.InternalServerError({ message: "oops", $metadata: { httpStatusCode: 500 } });
    expect(cross(server)).to.include({ $fault: "server" });
    expect(isTransient(cross(server))).to.equal(true);
  });

  it("is a DynamoDBServiceException if the SDK has no class for it", () => {
    const error = new sdk.DynamoDBServiceException({
      name: "AccessDeniedException",
      message: "User is not authorized",
      $fault: "client",
      $metadata,
    });
    const crossed = cross(error);
    expect(crossed).to.be.instanceOf(sdk.DynamoDBServiceException);
    expect(crossed.name).to.equal("AccessDeniedException");
    expect(fields(crossed)).to.deep.equal(fields(error));
  });

  it("has its own name at the start of its stack, not that of the class Error", () => {
    const error = new sdk.ResourceInUseException({ message: "Table already exists", $metadata });
    expect(cross(error).stack).to.match(/^ResourceInUseException: Table already exists\n {4}at /);
    const other = Object.assign(new Error("no credentials"), { name: "CredentialsProviderError", tryNextLink: true });
    expect(cross(other).stack).to.match(/^CredentialsProviderError: no credentials\n {4}at /);
    expect(cross(other)).to.deep.include({ name: "CredentialsProviderError", tryNextLink: true });
  });

  it("of a proxy's page is still recognised as temporary", () => {
    const error = Object.assign(new SyntaxError("Unexpected token '<'"), { $metadata: { attempts: 1 } });
    Object.defineProperty(error, "$response", { value: { statusCode: 502, body: () => {} }, enumerable: false });
    const crossed = cross(error);
    expect(crossed).to.be.instanceOf(SyntaxError);
    expect(isTransient(crossed)).to.equal(true);
    expect(Object.keys(crossed)).to.deep.equal(["$metadata"]);
  });

  it("of the network keeps its code, for every address", () => {
    const refused = (address: string) =>
      Object.assign(new Error(`connect ECONNREFUSED ${address}`), { code: "ECONNREFUSED", errno: -111, address });
    const error = Object.assign(new AggregateError([refused("::1"), refused("127.0.0.1")]), { code: "ECONNREFUSED" });
    const crossed = cross(error) as AggregateError;
    expect(crossed).to.be.instanceOf(AggregateError);
    expect(crossed.errors.map(({ address }: { address: string }) => address)).to.deep.equal(["::1", "127.0.0.1"]);
    expect(isTransient(crossed)).to.equal(true);
    expect(isTransient(cross(refused("127.0.0.1")))).to.equal(true);
  });

  it("keeps its causes", () => {
    const error = new Error("outer", { cause: new TypeError("inner", { cause: new RangeError("innermost") }) });
    const crossed = cross(error);
    expect(crossed.cause).to.be.instanceOf(TypeError);
    expect((crossed.cause as Error).cause).to.be.instanceOf(RangeError);
    expect(Object.keys(crossed)).to.deep.equal([]);
  });

  it("stays one of ours", () => {
    expect(cross(new DynatwinError("a"))).to.be.instanceOf(DynatwinError);
    expect(cross(new RequestTimeoutError("b"))).to.be.instanceOf(RequestTimeoutError);
    expect(cross(new SyncUnavailableError("c"))).to.be.instanceOf(SyncUnavailableError);
  });

  it("loses only the members that cannot be cloned", () => {
    const error = Object.assign(new Error("mixed"), { retry: () => {}, code: "E1", socket: { destroy: () => {} } });
    expect(fields(cross(error))).to.deep.equal({ code: "E1" });
  });

  it("can be a value that is not an Error", () => {
    expect(cross("plain text").message).to.equal("plain text");
    expect(cross(undefined)).to.be.instanceOf(Error);
  });

  it("is printed like the original", () => {
    const error = new sdk.ResourceNotFoundException({ message: "not there", $metadata });
    const firstLine = (value: Error) => inspect(value).split("\n")[0];
    expect(firstLine(cross(error))).to.equal(firstLine(error));
  });

  describe("of unusual form", () => {
    it("is sent when it is its own cause, or a cause of its cause", () => {
      const own = new Error("own") as Error & { cause: unknown };
      own.cause = own;
      expect(cross(own).message).to.equal("own");
      expect(cross(own)).not.to.have.property("cause");
      const [outer, inner] = [new Error("outer"), new TypeError("inner")];
      Object.assign(outer, { cause: inner });
      inner.cause = outer;
      const crossed = cross(outer);
      expect(crossed.cause).to.be.instanceOf(TypeError);
      expect((crossed.cause as Error).cause).to.equal(undefined);
    });

    it("is sent when an AggregateError contains itself, or many errors that contain it", () => {
      const errors: unknown[] = [new RangeError("first")];
      const all = new AggregateError(errors, "all");
      // The array is copied by the constructor.
      all.errors.push(all, Object.assign(new Error("second"), { cause: all }), "a text");
      const crossed = cross(all) as AggregateError;
      expect(crossed.errors.map(({ message }: Error) => message)).to.deep.equal(["first", "second", "a text"]);
      const wide = () =>
        new AggregateError(
          Array.from({ length: 50 }, () => new Error("leaf")),
          "wide",
        );
      const deep = new AggregateError(Array.from({ length: 50 }, wide), "deep");
      expect((cross(deep) as AggregateError).errors.length).to.be.within(1, 50);
    });

    it("is sent with a chain of causes longer than a stack", () => {
      let chain = new Error("innermost");
      for (let length = 0; length < 20_000; length++) chain = new Error(`error ${length}`, { cause: chain });
      const crossed = cross(chain);
      expect(crossed.message).to.equal("error 19999");
      expect((crossed.cause as Error).message).to.equal("error 19998");
    });

    it("is sent without the members that cannot be read or cloned", () => {
      const error = new Error("mixed");
      const nested: unknown[] = [];
      let inner = nested;
      for (let depth = 0; depth < 100_000; depth++) {
        const next: unknown[] = [];
        inner.push(next);
        inner = next;
      }
      const throwing = { enumerable: true, get: () => raise("no") };
      Object.defineProperties(error, { member: throwing, cause: throwing, $response: throwing });
      Object.assign(error, { code: "E1", nested, inside: Object.defineProperty({}, "member", throwing), self: error });
      const crossed = cross(error) as Error & { code: string };
      expect(crossed).to.include({ message: "mixed", code: "E1" });
      expect(Object.keys(crossed)).to.not.include.members(["member", "cause", "inside"]);
    });

    it("is sent if its name or message is not a string", () => {
      const error = new Error("x");
      Object.defineProperties(error, { name: { value: Symbol("odd") }, message: { get: () => raise("no") } });
      expect(cross(error)).to.include({ name: "Symbol(odd)", message: "" });
    });

    it("is sent if it is not an error and has no text", () => {
      for (const thrown of [Object.create(null), { toString: () => raise("no") }, Symbol("s"), () => {}, 1n, null]) {
        expect(cross(thrown)).to.be.instanceOf(Error);
      }
      const proxy = new Proxy(new Error("hidden"), { get: () => raise("no"), getPrototypeOf: () => raise("no") });
      expect(cross(proxy)).to.be.instanceOf(Error);
    });

    it("keeps a cause that is not an error", () => {
      expect(cross(new Error("a", { cause: { step: 3 } })).cause).to.deep.equal({ step: 3 });
      expect(cross(new Error("a", { cause: "a text" })).cause).to.equal("a text");
      expect(Object.keys(cross(new Error("a", { cause: "a text" })))).to.deep.equal([]);
    });
  });
});

function raise(message: string): never {
  throw new Error(message);
}
