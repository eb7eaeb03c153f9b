import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { blockedReason, indexStates, pendingParts } from "../../../src/table/wait/table-state.js";

const index = (IndexName: string, IndexStatus: "CREATING" | "ACTIVE", Backfilling?: boolean) => ({
  IndexName,
  IndexStatus,
  ...(Backfilling !== undefined && { Backfilling }),
});
const active = (more: TableDescription = {}): TableDescription => ({ TableStatus: "ACTIVE", ...more });

describe("pendingParts", () => {
  it("is empty for an ACTIVE table", () => {
    for (const until of ["table", "indexes", "settled"] as const)
      expect(pendingParts(active(), until)).to.deep.equal([]);
  });

  it("contains the table", () => {
    expect(pendingParts({ TableStatus: "CREATING" }, "table")).to.deep.equal(["table CREATING"]);
    expect(pendingParts({ TableStatus: "UPDATING" }, "indexes")).to.deep.equal(["table UPDATING"]);
    expect(pendingParts({}, "table")).to.deep.equal(["table in no known status"]);
  });

  it("contains every index, except with until: table", () => {
    const table = active({
      GlobalSecondaryIndexes: [
        index("one", "ACTIVE"),
        index("two", "CREATING", false),
        index("three", "CREATING", true),
      ],
      // Local indexes come with the table, and have no status.
      LocalSecondaryIndexes: [{ IndexName: "four" }],
      VectorIndexes: [{ IndexName: "five", IndexStatus: "CREATING" }],
    });
    expect(pendingParts(table, "table")).to.deep.equal([]);
    expect(pendingParts(table, "indexes")).to.deep.equal([
      "index two CREATING",
      "index three CREATING (backfilling)",
      "index five CREATING",
    ]);
  });

  it("contains a vector index that is backfilling, whatever its status", () => {
    const [creating, ready] = [index("one", "CREATING", true), index("two", "ACTIVE", true)];
    const table = active({ VectorIndexes: [creating, ready, index("three", "ACTIVE")] });
    expect(pendingParts(table, "indexes")).to.deep.equal(["index one CREATING (backfilling)", "index two backfilling"]);
    expect(indexStates(table).map(({ backfilling }) => backfilling)).to.deep.equal([true, true, false]);
  });

  it("does not contain the backfill of an index that is to be deleted, but its allocation", () => {
    const table = active({
      GlobalSecondaryIndexes: [index("one", "CREATING", true)],
      VectorIndexes: [index("two", "CREATING", true), index("three", "CREATING", false)],
    });
    expect(pendingParts(table, "indexes", undefined, ["one", "two", "three"])).to.deep.equal(["index three CREATING"]);
  });

  it("contains all changes in progress with until: settled", () => {
    const table = active({
      GlobalSecondaryIndexes: [{ ...index("one", "ACTIVE", true), WarmThroughput: { Status: "UPDATING" } }],
      SSEDescription: { Status: "UPDATING" },
      WarmThroughput: { Status: "UPDATING" },
      Replicas: [
        { RegionName: "eu-west-1", ReplicaStatus: "ACTIVE" },
        { RegionName: "eu-west-2", ReplicaStatus: "CREATING" },
      ],
    });
    expect(pendingParts(table, "indexes")).to.deep.equal([]);
    expect(pendingParts(table, "settled")).to.deep.equal([
      "index one backfilling",
      "encryption UPDATING",
      "warm throughput UPDATING",
      "warm throughput of index one UPDATING",
      "replica eu-west-2 CREATING",
    ]);
  });

  it("does not contain completed changes", () => {
    const table = active({
      SSEDescription: { Status: "ENABLED" },
      WarmThroughput: { Status: "ACTIVE" },
      GlobalSecondaryIndexes: [{ ...index("one", "ACTIVE", false), WarmThroughput: { Status: "ACTIVE" } }],
    });
    expect(pendingParts(table, "settled")).to.deep.equal([]);
    expect(pendingParts(active({ SSEDescription: { Status: "DISABLED" } }), "settled")).to.deep.equal([]);
  });
});

describe("blockedReason", () => {
  const ends = [
    ["DELETING", "waitForTableDeleted"],
    ["ARCHIVING", "restore"],
    ["ARCHIVED", "restore"],
    ["INACCESSIBLE_ENCRYPTION_CREDENTIALS", "enable the key"],
    ["REPLICATION_NOT_AUTHORIZED", "service-linked role"],
  ] as const;
  for (const [TableStatus, advice] of ends) {
    it(`has advice for ${TableStatus}`, () => {
      for (const until of ["table", "indexes", "settled"] as const)
        expect(blockedReason({ TableStatus }, until)).to.include(advice);
    });
  }

  it("is undefined for temporary statuses", () => {
    for (const TableStatus of ["CREATING", "UPDATING", "ACTIVE"] as const)
      expect(blockedReason({ TableStatus }, "settled")).to.equal(undefined);
    expect(blockedReason({}, "indexes")).to.equal(undefined);
  });

  it("has advice for a failed replica with until: settled", () => {
    const table = active({ Replicas: [{ RegionName: "eu-west-2", ReplicaStatus: "CREATION_FAILED" }] });
    expect(blockedReason(table, "indexes")).to.equal(undefined);
    expect(blockedReason(table, "settled")).to.equal(
      "The replica in eu-west-2 is CREATION_FAILED: remove it and add it again.",
    );
  });

  it("is undefined for a replica that is being created or deleted", () => {
    for (const ReplicaStatus of ["CREATING", "DELETING", "UPDATING"] as const)
      expect(blockedReason(active({ Replicas: [{ ReplicaStatus }] }), "settled")).to.equal(undefined);
  });
});

describe("indexStates", () => {
  it("are those of all indexes that have one", () => {
    const table = active({ GlobalSecondaryIndexes: [index("one", "CREATING", true), { IndexName: "two" }] });
    expect(indexStates(table)).to.deep.equal([
      { indexName: "one", status: "CREATING", backfilling: true },
      { indexName: "two", status: "UNKNOWN", backfilling: false },
    ]);
    expect(indexStates(undefined)).to.deep.equal([]);
  });
});
