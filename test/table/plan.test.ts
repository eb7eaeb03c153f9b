import { expect } from "chai";
import { planTable } from "../../src/table/plan.js";
import { issuesOf } from "../support/refused.js";
import { global, options } from "./rule-cases/rule-case.js";

const plan = (given: object = {}) => planTable("users", options(given));

describe("planTable", () => {
  it("plans the request, and no more when nothing else is asked for", () => {
    expect(plan()).to.deep.include({ tableName: "users", wait: undefined, late: undefined });
    expect(plan().input).to.include({ TableName: "users", BillingMode: "PAY_PER_REQUEST" });
    expect(plan({ wait: false }).wait).to.equal(undefined);
  });

  it("goes by the table name of input", () => {
    const { tableName, late } = plan({ input: { TableName: "other" }, timeToLive: "expiresAt" });
    expect([tableName, late?.timeToLive?.TableName]).to.deep.equal(["other", "other"]);
  });

  it("waits as it is told to", () => {
    expect(plan({ wait: true }).wait).to.include({ timeoutMs: 120_000, until: "indexes" });
    expect(plan({ wait: { timeoutSeconds: 5, until: "settled" } }).wait).to.include({
      timeoutMs: 5_000,
      until: "settled",
    });
  });

  it("waits for the table alone when only settings need it", () => {
    expect(plan({ timeToLive: "at" }).wait).to.include({ timeoutMs: 120_000, until: "table" });
    expect(plan({ timeToLive: "at", wait: false }).wait).to.include({ until: "table" });
    expect(plan({ timeToLive: "at", wait: true }).wait).to.include({ until: "indexes" });
  });

  it("ends its requests with the call's signal", () => {
    const { signal } = new AbortController();
    expect(plan({ signal }).limits.signal).to.equal(signal);
  });

  it("plans the settings that need an ACTIVE table", () => {
    const { late } = plan({
      timeToLive: "expiresAt",
      pointInTimeRecovery: { recoveryPeriodInDays: 7 },
      contributorInsights: true,
    });
    expect(late).to.deep.equal({
      timeToLive: { TableName: "users", TimeToLiveSpecification: { Enabled: true, AttributeName: "expiresAt" } },
      pointInTimeRecovery: {
        TableName: "users",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 7 },
      },
      contributorInsights: { TableName: "users", ContributorInsightsAction: "ENABLE" },
    });
  });

  it("leaves out the settings that are off", () => {
    expect(plan({ pointInTimeRecovery: false, contributorInsights: false }).late).to.equal(undefined);
    expect(plan({ pointInTimeRecovery: true }).late).to.deep.equal({
      timeToLive: undefined,
      pointInTimeRecovery: {
        TableName: "users",
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      },
      contributorInsights: undefined,
    });
  });

  it("tells everything that is wrong in one error", () => {
    const call = () => plan({ readCapacity: 5, globalSecondaryIndexes: [{ ...global, indexName: "ix" }] });
    expect(call).to.throw(
      [
        'Table "users": 2 problems, nothing was sent.',
        "  - readCapacity: capacity units are for billing mode PROVISIONED, and this table is PAY_PER_REQUEST. " +
          'Fix: set billingMode to "PROVISIONED", or leave the capacity out.',
        '  - globalSecondaryIndexes[0].indexName: index name "ix" has 2 characters. Fix: use 3 to 255 characters.',
      ].join("\n"),
    );
  });

  it("needs a table name, and it must be text", () => {
    for (const [name, seen] of [
      [undefined, "nothing"],
      [5, "5"],
    ]) {
      // JavaScript callers may pass anything.
      const call = () => planTable(name as string, options({}));
      expect(issuesOf(call)).to.deep.equal([
        { path: "tableName", message: `expected a table name, got ${seen}.`, fix: "pass a string." },
      ]);
    }
  });

  it("takes no options at all for options without a key", () => {
    // JavaScript callers may leave them out.
    const call = () => planTable("users", undefined as unknown as Parameters<typeof planTable>[1]);
    expect(call).to.throw(/partitionKey: is required\. Fix: write \[name, type\], like \["pk", "S"\]\.$/);
  });
});
