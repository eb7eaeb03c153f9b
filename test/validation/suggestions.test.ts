import { expect } from "chai";
import { correctTypo, nearest } from "../../src/validation/suggestions.js";

const OPTIONS = ["partitionKey", "sortKey", "billingMode", "readCapacity", "writeCapacity", "stream", "tags", "wait"];

describe("nearest", () => {
  const near: readonly [misspelt: string, known: string][] = [
    ["partitonKey", "partitionKey"],
    ["partitionkey", "partitionKey"],
    ["partition_key", "partitionKey"],
    ["PartitionKey", "partitionKey"],
    ["hash-key", "partitionKey"],
    ["KeySchema", "partitionKey"],
    ["sotrKey", "sortKey"],
    ["ReadCapacityUnits", "readCapacity"],
    ["read", "readCapacity"],
    ["StreamSpecification", "stream"],
    ["tag", "tags"],
    ["Wiat", "wait"],
  ];
  for (const [misspelt, known] of near) {
    it(`returns ${known} for ${misspelt}`, () => expect(nearest(misspelt, OPTIONS)).to.equal(known));
  }

  for (const other of ["colour", "x", "", "constructor", "toString", "__proto__"]) {
    it(`returns nothing for ${JSON.stringify(other)}`, () => expect(nearest(other, OPTIONS)).to.equal(undefined));
  }

  it("uses names of other tools only if the name that they mean is known", () => {
    expect(nearest("hashKey", ["read", "write"])).to.equal(undefined);
    expect(nearest("ON_DEMAND", ["PAY_PER_REQUEST", "PROVISIONED"])).to.equal("PAY_PER_REQUEST");
    expect(nearest("STANDARD_IA", ["STANDARD", "STANDARD_INFREQUENT_ACCESS"])).to.equal("STANDARD_INFREQUENT_ACCESS");
  });

  it("returns the most similar of several similar names", () => {
    expect(nearest("writeCapacty", OPTIONS)).to.equal("writeCapacity");
    expect(nearest("KEYS", ["KEYS_ONLY", "NEW_IMAGE"])).to.equal("KEYS_ONLY");
  });
});

describe("correctTypo", () => {
  const FIELDS = ["region", "endpoint", "credentials", "maxAttempts", "tls", "sha256", "signingRegion", "client"];
  const slips: readonly [misspelt: string, known: string][] = [
    ["regoin", "region"],
    ["Region", "region"],
    ["REGION", "region"],
    ["endpiont", "endpoint"],
    ["endPoint", "endpoint"],
    ["credential", "credentials"],
    ["credantails", "credentials"],
    ["max_attempts", "maxAttempts"],
    ["clinet", "client"],
    ["TLS", "tls"],
  ];
  for (const [misspelt, known] of slips) {
    it(`returns ${known} for ${misspelt}`, () => expect(correctTypo(misspelt, FIELDS)).to.equal(known));
  }

  const others = [
    "accessKeyId",
    "maxRetries",
    "ssl",
    "ttl",
    "sha1",
    "md5",
    "signingRegionSet",
    "regionInfo",
    "timeout",
    "",
  ];
  for (const other of others) {
    it(`returns nothing for ${JSON.stringify(other)}`, () => expect(correctTypo(other, FIELDS)).to.equal(undefined));
  }
});
