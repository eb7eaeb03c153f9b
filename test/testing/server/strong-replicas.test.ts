import { expect } from "chai";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { indexed, plain } from "../../support/item-tables.js";
import { Regions } from "../../support/regions.js";

const [A, B, C, INCAPABLE] = ["us-east-1", "us-west-2", "us-east-2", "us-west-1"] as const;
const TableName = "plain";
const STRONG = { MultiRegionConsistency: "STRONG" };
const create = (...regions: readonly string[]) => ({
  ReplicaUpdates: regions.map((RegionName) => ({ Create: { RegionName } })),
});
const remove = (...regions: readonly string[]) => ({
  ReplicaUpdates: regions.map((RegionName) => ({ Delete: { RegionName } })),
});
const witness = (action: "Create" | "Delete", RegionName: string) => ({
  GlobalTableWitnessUpdates: [{ [action]: { RegionName } }],
});

describe("strongly consistent replicas", () => {
  let regions: Regions;

  beforeEach(() => {
    regions = new Regions({ latency: "realistic" });
    regions.ask(A, "CreateTable", plain);
    regions.now += REALISTIC.createTableMs;
  });

  const update = (change: object, region: string = A) =>
    regions.ask(region, "UpdateTable", { TableName, ...change })["TableDescription"] as Json;
  const refusal = (change: object, region: string = A) =>
    regions.refusal(region, "UpdateTable", { TableName, ...change });

  function make(change: object): void {
    update({ ...STRONG, ...change });
    regions.now += REALISTIC.createStrongReplicasMs;
  }

  const description = (region: string) => {
    const { TableStatus, Replicas, GlobalTableWitnesses, MultiRegionConsistency } =
      regions.describe(region, TableName) ?? {};
    return {
      TableStatus,
      Replicas: (Replicas as Json[] | undefined)?.map(
        ({ RegionName, ReplicaStatus }) => `${RegionName} ${ReplicaStatus}`,
      ),
      GlobalTableWitnesses,
      MultiRegionConsistency,
    };
  };

  it("are created and deleted together, with a witness, in every state", () => {
    update({ ...STRONG, ...create(B), ...witness("Create", C) });
    const of = (TableStatus: string, status: string, replica: string) => ({
      TableStatus,
      Replicas: [replica],
      GlobalTableWitnesses: [{ RegionName: C, WitnessStatus: status }],
      MultiRegionConsistency: "STRONG",
    });
    expect(description(A)).to.deep.equal(of("UPDATING", "CREATING", `${B} CREATING`));
    expect(description(B)).to.deep.equal(of("CREATING", "CREATING", `${A} ACTIVE`));
    regions.now += REALISTIC.createStrongReplicasMs - 1;
    expect(description(A)["TableStatus"]).to.equal("UPDATING");
    regions.now += 1;
    expect(description(A)).to.deep.equal(of("ACTIVE", "ACTIVE", `${B} ACTIVE`));
    expect(description(B)).to.deep.equal(of("ACTIVE", "ACTIVE", `${A} ACTIVE`));
    expect(regions.describe(C, TableName)).to.equal(undefined);
    regions.ask(C, "CreateTable", plain);
    update({ ...remove(B), ...witness("Delete", C) });
    expect(description(A)).to.deep.equal(of("UPDATING", "DELETING", `${B} DELETING`));
    expect(description(B)).to.deep.equal(of("DELETING", "DELETING", `${A} ACTIVE`));
    regions.now += REALISTIC.deleteStrongReplicasMs;
    expect(description(A)).to.deep.equal({
      TableStatus: "ACTIVE",
      Replicas: undefined,
      GlobalTableWitnesses: undefined,
      MultiRegionConsistency: undefined,
    });
    expect(regions.describe(B, TableName)).to.equal(undefined);
    expect(regions.describe(C, TableName)?.["TableStatus"]).to.equal("ACTIVE");
    regions.ask(A, "DeleteTable", { TableName });
  });

  it("are three without a witness", () => {
    make(create(B, C));
    expect(description(B)["Replicas"]).to.have.members([`${A} ACTIVE`, `${C} ACTIVE`]);
    update(remove(A, C), B);
    regions.now += REALISTIC.deleteStrongReplicasMs;
    expect(description(B)["Replicas"]).to.equal(undefined);
    expect(regions.describe(A, TableName)).to.equal(undefined);
    expect(regions.describe(C, TableName)).to.equal(undefined);
  });

  it("have the same items at once, whatever the delay, and streams of their own", () => {
    make(create(B, C));
    expect(regions.describe(B, TableName)).not.to.have.any.keys("StreamSpecification", "LatestStreamArn");
    update({ StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" } }, B);
    regions.now += REALISTIC.updateStreamMs;
    regions.ask(C, "PutItem", { TableName, Item: { pk: { S: "1" } } });
    for (const region of [A, B, C]) expect(regions.items(region, TableName)).to.deep.equal([{ pk: { S: "1" } }]);
    expect(regions.records(B, TableName)).to.have.lengthOf(1);
    update({ StreamSpecification: { StreamEnabled: false } }, B);
  });

  it("are not created otherwise", () => {
    const of = "global tables with MultiRegionConsistency set to STRONG";
    const needed = "At least one of ProvisionedThroughput, BillingMode, ";
    const cases: readonly (readonly [change: object, words: string])[] = [
      [{ ...STRONG, ...create(B) }, `Unsupported replica count for ${of}.`],
      [{ ...STRONG, ...create(B, C, "eu-west-1") }, `Unsupported replica count for ${of}.`],
      [{ ...STRONG, ...create(B, B) }, `Unsupported replica count for ${of}.`],
      [{ ...STRONG, ...witness("Create", C) }, needed],
      [STRONG, needed],
      [{ ...create(B), ...witness("Create", C) }, "MultiRegionConsistency must be set as STRONG when"],
      [{ MultiRegionConsistency: "EVENTUAL", ...create(B), ...witness("Create", C) }, "must be set as STRONG when"],
      [{ ...STRONG, ...create(B), ...witness("Create", B) }, "Cannot target multiple regions with the same action"],
      [{ ...STRONG, ...create(B), ...witness("Create", A) }, "Cannot add a witness in the same region as an existing"],
      [
        { ...STRONG, ...create(B), ...witness("Create", INCAPABLE) },
        `Unsupported Region(s) specified for ${of}: [${INCAPABLE}].`,
      ],
      [
        {
          ...STRONG,
          ...create(B),
          GlobalTableWitnessUpdates: [B, C].map((RegionName) => ({ Create: { RegionName } })),
        },
        "'globalTableWitnessUpdates' failed to satisfy constraint: Member must have length less than or equal to 1",
      ],
      [
        { ...STRONG, ...create(B, C), DeletionProtectionEnabled: true },
        "Requests that modify replicas or witnesses must not also modify other fields",
      ],
      [{ ...STRONG, ...remove(B) }, "Only Replica Create actions are supported when"],
      [create(B, C), "more than one create or delete replica actions not allowed"],
    ];
    for (const [change, words] of cases) expect(refusal(change), JSON.stringify(change)).to.include(words);
    expect(description(A)["Replicas"]).to.equal(undefined);
  });

  it("need an empty table without a local index or time to live, and no other replicas", () => {
    regions.ask(A, "PutItem", { TableName, Item: { pk: { S: "1" } } });
    expect(refusal({ ...STRONG, ...create(B, C) })).to.include("Only an empty table is supported");
    regions.ask(A, "DeleteItem", { TableName, Key: { pk: { S: "1" } } });
    update(create(B));
    regions.now += REALISTIC.createReplicaMs;
    const other = { ...STRONG, ...create(C), ...witness("Create", "eu-west-1") };
    expect(refusal(other)).to.include("MultiRegionConsistency parameter is unsupported on existing global table");
    regions.ask(A, "CreateTable", indexed);
    regions.now += REALISTIC.createTableWithIndexesMs;
    const strong = { ...STRONG, ...create(B, C), TableName: "indexed" };
    expect(regions.refusal(A, "UpdateTable", strong)).to.include("Local secondary indexes are not supported");
    regions.ask(A, "CreateTable", { ...plain, TableName: "expiring" });
    regions.now += REALISTIC.createTableMs;
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "ttl" };
    regions.ask(A, "UpdateTimeToLive", { TableName: "expiring", TimeToLiveSpecification });
    const expiring = { ...strong, TableName: "expiring" };
    expect(regions.refusal(A, "UpdateTable", expiring)).to.include("Time to live is not supported");
  });

  it("stay as they are, except for their other settings", () => {
    make({ ...create(B), ...witness("Create", C) });
    const cases: readonly (readonly [change: object, words: string])[] = [
      [create("eu-west-1"), "Cannot add replicas to a global table with strong MultiRegionConsistency"],
      [{ ...STRONG, ...create("eu-west-1") }, "Unsupported replica count"],
      [
        { MultiRegionConsistency: "EVENTUAL", ...create("eu-west-1") },
        "MultiRegionConsistency parameter is unsupported on existing global table",
      ],
      [remove(B), "Update table delete operation does not include all witnesses."],
      [
        { ...remove(B), ...witness("Delete", "eu-west-1") },
        "one or more witnesses were not part of the global table. Please retry the request without these witnesses: [eu-west-1].",
      ],
      [witness("Delete", C), "At least one of ProvisionedThroughput, BillingMode, "],
    ];
    for (const [change, words] of cases) expect(refusal(change), JSON.stringify(change)).to.include(words);
    const alone = "Deletion of only one table replica is not supported for global tables";
    for (const region of [A, B]) expect(regions.refusal(region, "DeleteTable", { TableName })).to.include(alone);
    const TimeToLiveSpecification = { Enabled: true, AttributeName: "ttl" };
    expect(regions.refusal(A, "UpdateTimeToLive", { TableName, TimeToLiveSpecification })).to.include("Time to live");
    update({ DeletionProtectionEnabled: true }, B);
    expect(refusal({ ...remove(B), ...witness("Delete", C) })).to.include(
      `in region ${B} because it has deletion protection`,
    );
  });

  it("are not deleted one by one without a witness", () => {
    make(create(B, C));
    expect(refusal(remove(B))).to.include("Deletion of only one table replica is not supported");
  });

  it("refuse transactions", () => {
    make(create(B, C));
    const Item = { pk: { S: "1" } };
    const words = "ValidationException: Transactions are not supported";
    const requests: readonly (readonly [operation: string, input: object])[] = [
      ["TransactWriteItems", { TransactItems: [{ Put: { TableName, Item } }] }],
      ["TransactGetItems", { TransactItems: [{ Get: { TableName, Key: Item } }] }],
      ["ExecuteTransaction", { TransactStatements: [{ Statement: `SELECT * FROM "${TableName}" WHERE pk = '1'` }] }],
      ["ExecuteTransaction", { TransactStatements: [{ Statement: `INSERT INTO "${TableName}" VALUE {'pk': '1'}` }] }],
    ];
    for (const [operation, input] of requests) expect(regions.refusal(B, operation, input)).to.include(words);
  });
});
