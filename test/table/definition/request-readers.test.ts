import { expect } from "chai";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import { issuesOf } from "../../support/refused.js";
import { options, rawGlobal } from "./rules/cases/rule-case.js";

const refused = (input: unknown) => issuesOf(() => readCreateTable("users", options({ input })));

describe("a member of input", () => {
  const malformed: readonly [about: string, input: unknown, path: string, message: string][] = [
    ["no object", "x", "input", 'expected an object, got "x"'],
    ["no list", { KeySchema: "pk" }, "input.KeySchema", "expected a list"],
    ["null", { BillingMode: null }, "input.BillingMode", "got null"],
    [
      "members that are not there",
      { KeySchema: [{ KeyType: "HASH" }] },
      "input.KeySchema[0].AttributeName",
      "is required",
    ],
    [
      "an index without a name",
      { GlobalSecondaryIndexes: [rawGlobal, { ...rawGlobal, IndexName: undefined }] },
      "input.GlobalSecondaryIndexes[1].IndexName",
      "is required",
    ],
    [
      "units in text",
      { GlobalSecondaryIndexes: [{ ...rawGlobal, WarmThroughput: { ReadUnitsPerSecond: "1" } }] },
      "input.GlobalSecondaryIndexes[0].WarmThroughput.ReadUnitsPerSecond",
      "a whole number",
    ],
    [
      "attributes that are no text",
      { LocalSecondaryIndexes: [{ ...rawGlobal, Projection: { NonKeyAttributes: ["a", 5] } }] },
      "input.LocalSecondaryIndexes[0].Projection.NonKeyAttributes[1]",
      "a string, got 5",
    ],
    ["a policy that is no text", { ResourcePolicy: {} }, "input.ResourcePolicy", "a string"],
  ];
  for (const [about, input, path, message] of malformed) {
    it(`is rejected with its path: ${about}`, () => {
      const issues = refused(input);
      expect(issues.map((issue) => issue.path)).to.deep.equal([path]);
      expect(issues[0]?.message).to.include(message);
    });
  }

  it("is rejected in another spelling, because the SDK would ignore it", () => {
    expect(refused({ billing_mode: "PROVISIONED" })).to.deep.equal([
      {
        path: "input.billing_mode",
        message: "there is no such member in the request.",
        fix: "did you mean BillingMode?",
      },
    ]);
    expect(refused({ KeySchema: [{ attributeName: "pk", KeyType: "HASH" }] })).to.have.length(1);
  });

  it("may be newer than this library", () => {
    const input = { GlobalTableSourceArn: "arn", FutureSettings: { Anything: [1] } };
    expect(readCreateTable("users", options({ input })).input).to.include(input);
  });
});
