import { expect } from "chai";
import type { DefinitionIssue } from "../../../src/errors.js";
import { listTablesOptions } from "../../../src/table/call-options.js";
import { checkCall } from "../../../src/table/check-call.js";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import { deleteTableOptions } from "../../../src/table/delete/option-readers.js";
import { waitForDeletedOptions, waitOptions } from "../../../src/table/wait/option-readers.js";
import { checkOptions } from "../../../src/validation/check-options.js";
import { issuesOf } from "../../support/refused.js";
import { global, local, options, sortKey, vector } from "./rules/cases/rule-case.js";

const refused = (given: object) => issuesOf(() => readCreateTable("users", options(given)));
const pathsOf = (issues: readonly DefinitionIssue[]) => issues.map(({ path }) => path);

describe("unknown options", () => {
  const meant: readonly [written: string, value: unknown, known: string][] = [
    ["billing_mode", "PROVISIONED", "billingMode"],
    ["BillingMode", "PROVISIONED", "billingMode"],
    ["bilingMode", "PROVISIONED", "billingMode"],
    ["sort-key", ["sk", "S"], "sortKey"],
    ["rangeKey", ["sk", "S"], "sortKey"],
    ["GlobalSecondaryIndexes", [global], "globalSecondaryIndexes"],
    ["gsis", [global], "globalSecondaryIndexes"],
    ["VectorIndexes", [vector], "vectorIndexes"],
    ["StreamSpecification", "KEYS_ONLY", "stream"],
    ["SSESpecification", "AWS_MANAGED", "encryption"],
    ["DeletionProtectionEnabled", true, "deletionProtection"],
    ["TableClass", "STANDARD", "tableClass"],
    ["ttl", "expiresAt", "timeToLive"],
    ["point_in_time_recovery", true, "pointInTimeRecovery"],
    ["tag", { team: "a" }, "tags"],
  ];
  for (const [written, value, known] of meant) {
    it(`${written} are reported with the suggestion ${known}`, () => {
      const path = written;
      const message = "there is no such option.";
      expect(refused({ [written]: value })).to.deep.equal([{ path, message, fix: `did you mean ${known}?` }]);
    });
  }

  it("that are similar to none are reported with the list of options", () => {
    const [issue] = refused({ colour: "red" });
    expect(issue?.fix).to.match(/^the options are partitionKey, sortKey, .*signal\.$/);
  });

  it("in an index, a throughput or a wait are reported with their path", () => {
    const issues = refused({
      globalSecondaryIndexes: [global, { ...global, indexName: "second", sort_key: ["sk", "S"] }],
      vectorIndexes: [{ ...vector, metric: "COSINE" }],
      warmThroughput: { ReadUnitsPerSecond: 12_000 },
      wait: { timeout: 5 },
    });
    expect(issues.map(({ path, fix }) => `${path} ${fix}`)).to.deep.equal([
      "globalSecondaryIndexes[1].sort_key did you mean sortKey?",
      "vectorIndexes[0].metric did you mean distance?",
      "warmThroughput.ReadUnitsPerSecond did you mean read?",
      "wait.timeout did you mean timeoutSeconds?",
    ]);
  });

  it("are not reported again as missing options", () => {
    const call = () => readCreateTable("users", options({ partitionKey: undefined, partition_key: ["pk", "S"] }));
    expect(pathsOf(issuesOf(call))).to.deep.equal(["partition_key"]);
    expect(pathsOf(refused({ billing_mode: "PROVISIONED", readCapacity: 5 }))).to.deep.equal(["billing_mode"]);
    expect(pathsOf(refused({ sort_key: ["sk", "S"], localSecondaryIndexes: [local] }))).to.deep.equal(["sort_key"]);
    const misread = refused({ partitionKey: undefined, partition_key: 5 });
    expect(pathsOf(misread)).to.deep.equal(["partition_key"]);
  });
});

describe("malformed options", () => {
  it("of a vector index are reported together", () => {
    const vectorIndexes = [{ vector: 5, dimensions: 1.5, distance: "cosine", filters: ["lang"] }];
    const issues = refused({ vectorIndexes }).map(({ path, message }) => `${path}: ${message}`);
    expect(issues).to.deep.equal([
      "vectorIndexes[0].vector: expected a string, got 5.",
      "vectorIndexes[0].dimensions: expected a whole number, got 1.5.",
      'vectorIndexes[0].distance: expected one of "COSINE", "DOT_PRODUCT", "EUCLIDEAN", got "cosine".',
      'vectorIndexes[0].filters[0]: expected [name, type], got "lang".',
      "vectorIndexes[0].indexName: is required.",
    ]);
  });

  const malformed: readonly [about: string, given: object, path: string, message: string, fix: string | undefined][] = [
    ["a bare key", { partitionKey: "id" }, "partitionKey", 'expected [name, type], got "id"', 'write ["id", "S"]'],
    ["no key", { partitionKey: undefined }, "partitionKey", "is required", '["pk", "S"]'],
    ["a key without a type", { sortKey: ["sk"] }, "sortKey", "got a list", '["pk", "S"]'],
    ["a key as an object", { sortKey: { name: "sk" } }, "sortKey", "got an object", '["pk", "S"]'],
    [
      "several attributes",
      { partitionKey: [["a", "S"]] },
      "partitionKey",
      "a list of them",
      "global secondary indexes",
    ],
    ["a key type", { sortKey: ["sk", "X"] }, "sortKey[1]", 'one of "S", "N", "B", got "X"', undefined],
    ["a key type in words", { sortKey: ["sk", "number"] }, "sortKey[1]", 'got "number"', 'write "N"'],
    ["a key type in small", { sortKey: ["sk", "s"] }, "sortKey[1]", 'got "s"', 'write "S"'],
    ["a billing mode", { billingMode: "ON_DEMAND" }, "billingMode", 'got "ON_DEMAND"', '"PAY_PER_REQUEST"'],
    ["a billing mode of another type", { billingMode: 5, readCapacity: 5 }, "billingMode", "got 5", undefined],
    ["a misspelt mode", { billingMode: "provisoned", readCapacity: 5 }, "billingMode", "got", '"PROVISIONED"'],
    ["a table class", { tableClass: "STANDARD_IA" }, "tableClass", "got", '"STANDARD_INFREQUENT_ACCESS"'],
    ["an encryption", { encryption: "CUSTOMER", kmsKeyId: "k" }, "encryption", "got", '"CUSTOMER_MANAGED"'],
    ["a stream", { stream: true }, "stream", "got true", undefined],
    ["a stream's view", { stream: "NEW" }, "stream", 'got "NEW"', '"NEW_IMAGE"'],
    [
      "a capacity in text",
      { billingMode: "PROVISIONED", readCapacity: "5" },
      "readCapacity",
      "a whole number",
      undefined,
    ],
    ["half a unit", { billingMode: "PROVISIONED", writeCapacity: 1.5 }, "writeCapacity", "got 1.5", undefined],
    ["a flag in text", { deletionProtection: "yes" }, "deletionProtection", 'true or false, got "yes"', undefined],
    ["tags in a list", { tags: [{ Key: "a", Value: "b" }] }, "tags", "expected an object, got a list", undefined],
    ["a tag that is no text", { tags: { "cost centre": 7 } }, 'tags["cost centre"]', "a string, got 7", undefined],
    ["indexes as an object", { globalSecondaryIndexes: { a: global } }, "globalSecondaryIndexes", "a list", undefined],
    ["a wait's time", { wait: { timeoutSeconds: 0 } }, "wait.timeoutSeconds", "above 0, got 0", undefined],
    ["a wait's goal", { wait: { until: "ACTIVE" } }, "wait.until", 'one of "table"', undefined],
    ["a signal", { signal: {} }, "signal", "an AbortSignal", undefined],
    ["a callback", { wait: { onProgress: "log" } }, "wait.onProgress", "a function", undefined],
    [
      "a projection",
      { globalSecondaryIndexes: [{ ...global, projection: "INCLUDE" }] },
      "globalSecondaryIndexes[0].projection",
      'got "INCLUDE"',
      "the list of attribute names",
    ],
    [
      "a projected name",
      { globalSecondaryIndexes: [{ ...global, projection: ["a", 5] }] },
      "globalSecondaryIndexes[0].projection[1]",
      "a string, got 5",
      undefined,
    ],
    ["no days", { pointInTimeRecovery: {} }, "pointInTimeRecovery.recoveryPeriodInDays", "is required", "1 to 35"],
  ];
  for (const [about, given, path, message, fix] of malformed) {
    it(`are reported once: ${about}`, () => {
      const issues = refused(given);
      expect(pathsOf(issues)).to.deep.equal([path]);
      expect(issues[0]?.message).to.include(message);
      if (fix === undefined) expect(issues[0]?.fix).to.equal(undefined);
      else expect(issues[0]?.fix).to.include(fix);
    });
  }

  it("cause no further issues", () => {
    const indexes = { localSecondaryIndexes: [local] };
    expect(pathsOf(refused({ sortKey: "sk", ...indexes }))).to.deep.equal(["sortKey"]);
    expect(pathsOf(refused({ partitionKey: undefined, sortKey, ...indexes }))).to.deep.equal(["partitionKey"]);
    expect(pathsOf(refused({ sortKey, localSecondaryIndexes: [{ indexName: "by-age" }] }))).to.deep.equal([
      "localSecondaryIndexes[0].sortKey",
    ]);
    expect(pathsOf(refused({ globalSecondaryIndexes: [{}, {}] }))).to.deep.equal([
      "globalSecondaryIndexes[0].indexName",
      "globalSecondaryIndexes[0].partitionKey",
      "globalSecondaryIndexes[1].indexName",
      "globalSecondaryIndexes[1].partitionKey",
    ]);
  });

  it("do not move the other members of a list", () => {
    const issues = refused({
      globalSecondaryIndexes: [
        "by-email",
        { ...global, indexName: "ix" },
        { ...global, partitionKey: [["a", "S"], "b"] },
      ],
    });
    expect(pathsOf(issues)).to.deep.equal([
      "globalSecondaryIndexes[0]",
      "globalSecondaryIndexes[2].partitionKey[1]",
      "globalSecondaryIndexes[1].indexName",
    ]);
  });

  it("are reported together, in the order of the options", () => {
    const issues = issuesOf(() =>
      readCreateTable(
        "ab",
        options({ sortKey: ["pk", "S"], colour: "red", readCapacity: 1, stream: "ALL", tags: { "": "x" } }),
      ),
    );
    expect(pathsOf(issues)).to.deep.equal(["tableName", "sortKey", "colour", "readCapacity", "stream", 'tags[""]']);
  });

  it("instead of an object are reported together with the name", () => {
    // JavaScript callers may pass anything.
    const call = () => readCreateTable("ab", "pk" as unknown as Parameters<typeof readCreateTable>[1]);
    expect(issuesOf(call)).to.deep.equal([
      { path: "options", message: 'expected an object, got "pk".' },
      { path: "tableName", message: 'table name "ab" has 2 characters.', fix: "use 3 to 255 characters." },
    ]);
  });
});

describe("the options of the other calls", () => {
  it("are checked together with the name", () => {
    const call = () => checkCall("no spaces", { ifExist: true } as object, deleteTableOptions);
    expect(pathsOf(issuesOf(call))).to.deep.equal(["tableName", "ifExist"]);
  });

  it("may be left out", () => {
    expect(checkCall("users", undefined, waitOptions)).to.deep.equal({});
  });

  it("of a wait for a deletion have no until", () => {
    const call = () => checkOptions("x", { until: "table" } as object, waitForDeletedOptions);
    expect(issuesOf(call)[0]).to.include({ path: "until", message: "there is no such option." });
  });

  it("of a listing accept pages of 1 to 100 names", () => {
    for (const pageSize of [0, 101]) {
      const [issue] = issuesOf(() => checkOptions("listTables", { pageSize }, listTablesOptions));
      expect(issue).to.include({ path: "pageSize", fix: "use 1 to 100." });
    }
    expect(checkOptions("listTables", { pageSize: 100 }, listTablesOptions)).to.deep.equal({ pageSize: 100 });
  });

  it("are reported with the name of the call", () => {
    expect(() => checkOptions("listTables", { pageSize: 0 }, listTablesOptions)).to.throw(
      /^listTables: 1 problem, nothing was sent\.\n {2}- pageSize: /,
    );
    expect(() => checkCall("ab", {}, waitOptions)).to.throw(
      /^Table "ab": 1 problem, nothing was sent\.\n {2}- tableName: /,
    );
  });
});
