import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { StateFile } from "../../../src/testing/server/state/state-file.js";
import { Regions } from "../../support/regions.js";
import { definition, on, searchSchema, vectorIndex } from "../../support/table-requests.js";

const [A, B] = ["us-east-1", "eu-west-1"] as const;
const list = (...numbers: readonly number[]) => numbers.map((number) => ({ N: String(number) }));
const NOT_THERE = "ValidationException: The table does not have the specified index: by-v";
const BACKFILLING = "ValidationException: Cannot search backfilling vector index: by-v";

describe("a vector index", () => {
  let regions: Regions;

  beforeEach(() => {
    regions = new Regions({ latency: "realistic" });
  });

  const query = { TableName: "vectors", IndexName: "by-v", SearchVector: list(1, 0, 0), TopK: 5 };
  const create = (members: object = {}) => {
    regions.ask(A, "CreateTable", definition("vectors", members));
    regions.now += REALISTIC.createTableWithIndexesMs;
  };
  const put = (region: string, pk: string) =>
    regions.ask(region, "PutItem", { TableName: "vectors", Item: { pk: { S: pk }, v: { L: list(1, 0, 0) } } });
  const update = (change: object) => regions.ask(A, "UpdateTable", { TableName: "vectors", ...change });
  const refusal = (region: string = A) => regions.refusal(region, "SearchVectors", query);
  const found = (region: string = A, of = regions) =>
    (of.ask(region, "SearchVectors", query)["SearchResults"] as { Item: Json }[])
      .map(({ Item }) => (Item["pk"] as { S: string }).S)
      .sort();
  const state = (region: string) =>
    (regions.describe(region, "vectors")?.["VectorIndexes"] as Json[] | undefined)?.map(
      ({ IndexStatus, Backfilling }) => [IndexStatus, Backfilling],
    );

  it("is searched some time after it is ACTIVE, if it comes with its table", () => {
    create({ VectorIndexes: [vectorIndex("by-v")] });
    put(A, "a");
    expect(state(A)).to.deep.equal([["ACTIVE", undefined]]);
    expect(refusal()).to.equal(NOT_THERE);
    regions.now += REALISTIC.vectorSearchDelayMs - 1;
    expect(refusal()).to.equal(NOT_THERE);
    regions.now += 1;
    expect(found()).to.deep.equal(["a"]);
  });

  it("has every phase of its creation, and then what was written before and meanwhile", () => {
    create();
    put(A, "before");
    update({ VectorIndexUpdates: [{ Create: vectorIndex("by-v") }] });
    expect(refusal()).to.equal(NOT_THERE);
    const wrong = { TableName: "vectors", Item: { pk: { S: "x" }, v: { S: "no vector" } } };
    expect(regions.refusal(A, "PutItem", wrong)).to.include("32-bit floating point number list");
    regions.now += REALISTIC.allocateVectorIndexMs;
    expect(refusal()).to.equal(BACKFILLING);
    put(A, "meanwhile");
    regions.now += REALISTIC.backfillVectorIndexMs;
    expect(state(A)).to.deep.equal([["ACTIVE", undefined]]);
    expect(refusal()).to.equal(NOT_THERE);
    regions.now += REALISTIC.vectorSearchDelayMs;
    expect(found()).to.deep.equal(["before", "meanwhile"]);
    update({ VectorIndexUpdates: [{ Delete: { IndexName: "by-v" } }] });
    expect(refusal()).to.equal(NOT_THERE);
    regions.ask(A, "PutItem", wrong); // no index needs a vector any longer
  });

  it("is searched at once with other latencies, or after the time that they name", () => {
    for (const [latency, delayMs] of [
      ["instant", 0],
      [{ vectorSearchDelayMs: 500 }, 500],
      [0.001, REALISTIC.vectorSearchDelayMs / 1_000],
    ] as const) {
      regions = new Regions({ latency });
      regions.ask(A, "CreateTable", definition("vectors", { VectorIndexes: [vectorIndex("by-v")] }));
      if (latency === 0.001) regions.now += REALISTIC.createTableWithIndexesMs / 1_000;
      if (delayMs > 0) expect(refusal()).to.equal(NOT_THERE);
      regions.now += delayMs;
      expect(found()).to.deep.equal([]);
    }
  });

  it("is one of its own in each replica, and follows the changes of the others", () => {
    create({ VectorIndexes: [vectorIndex("by-v")] });
    put(A, "a");
    update({ ReplicaUpdates: [{ Create: { RegionName: B } }] });
    expect(state(B)).to.deep.equal([["CREATING", undefined]]);
    regions.now += REALISTIC.createReplicaMs;
    expect(state(B)).to.deep.equal([["ACTIVE", undefined]]);
    expect(refusal(B)).to.equal(NOT_THERE);
    regions.now += REALISTIC.vectorSearchDelayMs;
    put(B, "b");
    expect([found(A), found(B)]).to.deep.equal([["a"], ["a", "b"]]);
    regions.now += 1_000;
    expect(found(A)).to.deep.equal(["a", "b"]);
    const { VectorIndexes } = regions.describe(B, "vectors") ?? {};
    expect((VectorIndexes as Json[])[0]?.["IndexArn"]).to.equal(
      `arn:aws:dynamodb:${B}:000000000000:table/vectors/index/by-v`,
    );
    update({ ...on("lang"), VectorIndexUpdates: [{ Create: vectorIndex("two", searchSchema(undefined, "lang")) }] });
    for (const region of [A, B]) expect(state(region)?.[1]).to.deep.equal(["CREATING", false]);
    regions.now += REALISTIC.allocateVectorIndexMs + REALISTIC.backfillVectorIndexMs;
    for (const region of [A, B]) expect(state(region)?.[1]).to.deep.equal(["ACTIVE", undefined]);
  });

  it("is saved, ACTIVE if it was being created, and finds the items of a saved state", async () => {
    create({ VectorIndexes: [vectorIndex("by-v")] });
    put(A, "a");
    regions.now += REALISTIC.vectorSearchDelayMs;
    update({ ...on("shop"), VectorIndexUpdates: [{ Create: vectorIndex("two", searchSchema("shop")) }] });
    const folder = mkdtempSync(join(tmpdir(), "dynatwin-vectors-"));
    try {
      const path = join(folder, "state");
      const file = await StateFile.load(path, regions.another().loader());
      await file.save(regions.emulator.state());
      const loaded = new Regions({ latency: "realistic" });
      loaded.now = regions.now;
      loaded.emulator = regions.another();
      await StateFile.load(path, loaded.emulator.loader());
      expect(found(A, loaded)).to.deep.equal(["a"]);
      const { VectorIndexes, AttributeDefinitions } = loaded.describe(A, "vectors") ?? {};
      expect((VectorIndexes as Json[]).map(({ IndexStatus }) => IndexStatus)).to.deep.equal(["ACTIVE", "ACTIVE"]);
      expect(AttributeDefinitions).to.deep.equal((on("pk", "shop") as Json)["AttributeDefinitions"]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("is restored to a point in time with the items of that time", () => {
    create({ VectorIndexes: [vectorIndex("by-v")] });
    regions.now += REALISTIC.backupsCooldownMs;
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled: true };
    regions.ask(A, "UpdateContinuousBackups", { TableName: "vectors", PointInTimeRecoverySpecification });
    put(A, "kept");
    const RestoreDateTime = regions.now / 1_000;
    regions.now += 400_000;
    put(A, "late");
    const restore = { SourceTableName: "vectors", TargetTableName: "copy", RestoreDateTime };
    regions.ask(A, "RestoreTableToPointInTime", restore);
    regions.now += REALISTIC.restoreTableMs + REALISTIC.vectorSearchDelayMs;
    const results = regions.ask(A, "SearchVectors", { ...query, TableName: "copy" })["SearchResults"];
    expect(results).to.deep.equal([{ Item: { pk: { S: "kept" } }, Score: 0 }]);
  });
});
