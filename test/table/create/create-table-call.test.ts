import { expect } from "chai";
import { readCreateTable } from "../../../src/table/create/create-table-call.js";
import { issuesOf } from "../../support/refused.js";
import { global, options } from "../definition/rules/cases/rule-case.js";

const read = (given: object = {}) => readCreateTable("users", options(given));

describe("readCreateTable", () => {
  it("returns the request, and no more when nothing else is asked for", () => {
    expect(read()).to.deep.include({ tableName: "users", wait: undefined, settingsAfterCreation: undefined });
    expect(read().input).to.include({ TableName: "users", BillingMode: "PAY_PER_REQUEST" });
    expect(read({ wait: false }).wait).to.equal(undefined);
  });

  it("uses the table name in input", () => {
    const { tableName, settingsAfterCreation } = read({ input: { TableName: "other" }, timeToLive: "expiresAt" });
    expect([tableName, settingsAfterCreation?.timeToLive?.TableName]).to.deep.equal(["other", "other"]);
  });

  it("has the given wait", () => {
    expect(read({ wait: true }).wait).to.include({ timeoutMs: 120_000, until: "indexes" });
    expect(read({ wait: { timeoutSeconds: 5, until: "settled" } }).wait).to.include({
      timeoutMs: 5_000,
      until: "settled",
    });
  });

  it("waits for the table without its indexes if only settings need a wait", () => {
    expect(read({ timeToLive: "at" }).wait).to.include({ timeoutMs: 120_000, until: "table" });
    expect(read({ timeToLive: "at", wait: false }).wait).to.include({ until: "table" });
    expect(read({ timeToLive: "at", wait: true }).wait).to.include({ until: "indexes" });
  });

  it("has the signal of the call", () => {
    const { signal } = new AbortController();
    expect(read({ signal }).limits.signal).to.equal(signal);
  });

  it("has the requests for the settings after creation", () => {
    const { settingsAfterCreation } = read({
      timeToLive: "expiresAt",
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      contributorInsights: true,
    });
    expect(settingsAfterCreation).to.deep.equal({
      timeToLive: { TableName: "users", TimeToLiveSpecification: { Enabled: true, AttributeName: "expiresAt" } },
      pointInTimeRecovery: {
        TableName: "users",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      },
      contributorInsights: { TableName: "users", ContributorInsightsAction: "ENABLE" },
    });
  });

  it("leaves out the settings that are off", () => {
    expect(read({ pointInTimeRecovery: false, contributorInsights: false }).settingsAfterCreation).to.equal(undefined);
    expect(read({ pointInTimeRecovery: true }).settingsAfterCreation).to.deep.equal({
      timeToLive: undefined,
      pointInTimeRecovery: {
        TableName: "users",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      contributorInsights: undefined,
    });
  });

  it("throws all issues in one error", () => {
    const call = () => read({ readCapacity: 5, globalSecondaryIndexes: [{ ...global, indexName: "ix" }] });
    expect(call).to.throw(
      [
        'Table "users": 2 problems, nothing was sent.',
        "  - readCapacity: capacity units are for billing mode PROVISIONED, and this table is PAY_PER_REQUEST. " +
          'Fix: set billingMode to "PROVISIONED", or leave the capacity out.',
        '  - globalSecondaryIndexes[0].indexName: index name "ix" has 2 characters. Fix: use 3 to 255 characters.',
      ].join("\n"),
    );
  });

  it("requires a table name, which is a string", () => {
    for (const [name, seen] of [
      [undefined, "nothing"],
      [5, "5"],
    ]) {
      // JavaScript callers may pass anything.
      const call = () => readCreateTable(name as string, options({}));
      expect(issuesOf(call)).to.deep.equal([
        { path: "tableName", message: `expected a table name, got ${seen}.`, fix: "pass a string." },
      ]);
    }
  });

  it("reports missing options as options without a key", () => {
    // JavaScript callers may leave them out.
    const call = () => readCreateTable("users", undefined as unknown as Parameters<typeof readCreateTable>[1]);
    expect(call).to.throw(/partitionKey: is required\. Fix: write \[name, type\], like \["pk", "S"\]\.$/);
  });
});
