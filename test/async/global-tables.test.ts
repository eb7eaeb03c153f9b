import { expect } from "chai";
import {
  attr,
  type DynamoClient,
  defineModel,
  type GlobalTableOptions,
  setDefaultClient,
  TableDefinitionError,
  WaitFailedError,
  type WaitProgress,
  WaitTimeoutError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;

class User extends defineModel({
  table: "users",
  attributes: { user_id: attr.string().partitionKey(), name: attr.string() },
}) {}

/** The states that a call has seen, without repetitions. */
function seenStates(): { readonly list: string[]; readonly onProgress: (state: WaitProgress) => void } {
  const list: string[] = [];
  const onProgress = ({ tableStatus = "no answer", replicas = [] }: WaitProgress) => {
    const state = [tableStatus, ...replicas.map(({ region, status }) => `${region} ${status}`)].join(", ");
    if (list.at(-1) !== state) list.push(state);
  };
  return { list, onProgress };
}

needs("clock").describe("a global table", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  const start = (latency: object = {}, tables: object = { users: {} }) => {
    dynamodb.startScenario({ tables: tables as Record<string, object>, latency });
    client = dynamodb.client();
  };
  const statesOf = async (of = client) =>
    (await of.describeTable("users")).Replicas?.map(({ RegionName, ReplicaStatus }) => [RegionName, ReplicaStatus]);
  const changes = () =>
    dynamodb
      .requests()
      .filter(({ operation }) => !/^(Describe|List|Get|Create)/.test(operation))
      .map(({ operation, region, input }) => [
        region,
        operation,
        input["ReplicaUpdates"]?.[0] ?? Object.keys(input)[1],
      ]);

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => start());

  after(() => dynamodb.stop());

  it("is created of a model as aiodynamodb does it, and has its items in both regions", async () => {
    start({}, {});
    setDefaultClient(client);
    await User.createTable({ wait: true });
    const response = await client.createGlobalTable(User, { regions: ["us-east-1", "eu-west-1"], wait: true });
    expect(response.Replicas?.map(({ RegionName, ReplicaStatus }) => [RegionName, ReplicaStatus])).to.deep.include([
      "eu-west-1",
      "ACTIVE",
    ]);
    await new User({ user_id: "u1", name: "Alice" }).save();
    dynamodb.advance(10);
    setDefaultClient(dynamodb.client({ region: "eu-west-1" }));
    expect((await User.get({ user_id: "u1" }))?.name).to.equal("Alice");
    setDefaultClient(undefined);
  });

  it("goes through every state, a replica after the other, with the settings of each at its end", async () => {
    start({ createReplicaMs: 40_000, deleteReplicaMs: 150_000, startReplicaDeletionMs: 40_000 });
    const { list, onProgress } = seenStates();
    await client.createGlobalTable("users", {
      regions: ["us-east-1", "eu-west-1", "ap-south-1"],
      replicas: [{ region: "eu-west-1", deletionProtection: true, tags: { team: "a" }, pointInTimeRecovery: true }],
      wait: { onProgress },
    });
    const own = (state: string) => !state.includes("us-east-1");
    expect(list.filter(own).filter((state) => state.includes(","))).to.deep.equal([
      "UPDATING, eu-west-1 CREATING",
      "ACTIVE, eu-west-1 ACTIVE",
      "UPDATING, eu-west-1 ACTIVE, ap-south-1 CREATING",
      "ACTIVE, eu-west-1 ACTIVE, ap-south-1 ACTIVE",
    ]);
    expect(changes()).to.deep.equal([
      ["us-east-1", "UpdateTable", { Create: { RegionName: "eu-west-1" } }],
      ["eu-west-1", "UpdateTable", "DeletionProtectionEnabled"],
      ["eu-west-1", "TagResource", "Tags"],
      ["eu-west-1", "UpdateContinuousBackups", "PointInTimeRecoverySpecification"],
      ["us-east-1", "UpdateTable", { Create: { RegionName: "ap-south-1" } }],
    ]);
    const removal = seenStates();
    await client.removeReplica("users", "ap-south-1", { wait: { onProgress: removal.onProgress } });
    expect(removal.list).to.include("UPDATING, eu-west-1 ACTIVE, ap-south-1 DELETING");
    expect(removal.list).to.include("ACTIVE, eu-west-1 ACTIVE, ap-south-1 DELETING");
    expect(await statesOf()).to.deep.equal([["eu-west-1", "ACTIVE"]]);
  });

  it("is as it is when it is created again, and gets the settings that it does not have", async () => {
    const options: GlobalTableOptions = { regions: ["us-east-1", "eu-west-1"], wait: true };
    await client.createGlobalTable("users", options);
    const first = changes().length;
    await client.createGlobalTable("users", options);
    expect(changes()).to.have.lengthOf(first);
    await client.createGlobalTable("users", { ...options, replicas: [{ region: "eu-west-1", tags: { team: "a" } }] });
    await client.createGlobalTable("users", { ...options, replicas: [{ region: "eu-west-1", tags: { team: "a" } }] });
    expect(changes().slice(first)).to.deep.equal([["eu-west-1", "TagResource", "Tags"]]);
    await client.addReplica("users", "eu-west-1", { tags: { team: false }, tableClass: "STANDARD_INFREQUENT_ACCESS" });
    expect(
      changes()
        .slice(first + 1)
        .map(([region, operation]) => [region, operation]),
    ).to.deep.equal([
      ["us-east-1", "UpdateTable"],
      ["eu-west-1", "UntagResource"],
    ]);
  });

  it("is resumed by the same call after an abort, and waits for a replica that is being created", async () => {
    start({ createReplicaMs: 40_000 });
    const controller = new AbortController();
    const regions = ["us-east-1", "eu-west-1", "ap-south-1"];
    const reason = new Error("stopped");
    const onProgress = ({ replicas = [] }: WaitProgress) => {
      if (replicas.length > 0) controller.abort(reason);
    };
    const wait = { onProgress, signal: controller.signal };
    expect(await rejects(() => client.createGlobalTable("users", { regions, wait }))).to.equal(reason);
    expect((await statesOf())?.filter(([region]) => region !== "us-east-1")).to.deep.equal([["eu-west-1", "CREATING"]]);
    await client.createGlobalTable("users", { regions, wait: true });
    const states = (await statesOf())?.filter(([region]) => region !== "us-east-1");
    expect(states).to.deep.equal(regions.slice(1).map((region) => [region, "ACTIVE"]));
    expect(changes().filter(([, operation]) => operation === "UpdateTable")).to.have.lengthOf(2);
  });

  it("does not wait for the last replica without wait", async () => {
    start({ createReplicaMs: 40_000 });
    await client.addReplica("users", "eu-west-1");
    expect(dynamodb.elapsedMs).to.be.below(5_000);
    expect((await statesOf())?.filter(([region]) => region !== "us-east-1")).to.deep.equal([["eu-west-1", "CREATING"]]);
  });

  it("names the states of the replicas in a timeout", async () => {
    start({ createReplicaMs: 400_000 });
    const wait = { timeoutSeconds: 30 };
    const error = await rejects(() => client.addReplica("users", "eu-west-1", { wait }));
    expect(error).to.be.instanceOf(WaitTimeoutError);
    expect(error.message).to.include("replica eu-west-1 CREATING");
    expect((error as WaitTimeoutError).replicaStates).to.deep.include({ region: "eu-west-1", status: "CREATING" });
  });

  it("ends a wait for a replica whose creation failed", async () => {
    await client.addReplica("users", "eu-west-1", { wait: true });
    const Replicas = [{ RegionName: "eu-west-1", ReplicaStatus: "CREATION_FAILED" }];
    dynamodb.startScenario({ tables: { users: {} }, faults: [described({ Replicas })] });
    client = dynamodb.client();
    const error = await rejects(() => client.addReplica("users", "eu-west-1", { wait: true }));
    expect(error).to.be.instanceOf(WaitFailedError);
    expect(error.message).to.include("eu-west-1 is CREATION_FAILED: remove it and add it again");
  });

  it("loses a replica that is not there without an error, and without a request", async () => {
    const table = await client.removeReplica("users", "eu-west-1");
    expect(table.TableName).to.equal("users");
    expect(changes()).to.deep.equal([]);
  });

  it("says what to do about a table with provisioned capacity", async () => {
    start({}, {});
    await client.createTable("users", { partitionKey, billingMode: "PROVISIONED", wait: true });
    const error = await rejects(() => client.addReplica("users", "eu-west-1"));
    expect(error.message)
      .to.include('updateTable({ billingMode: "PAY_PER_REQUEST" })')
      .and.to.include("scalable targets");
  });

  it("is strongly consistent in three regions, added by one request and removed by one", async () => {
    const options: GlobalTableOptions = {
      ...{ regions: ["us-east-1", "us-east-2"], witness: "us-west-2", consistency: "STRONG", wait: true },
      replicas: [{ region: "us-east-2", tags: { team: "a" } }],
    };
    const table = await client.createGlobalTable("users", options);
    expect([table.MultiRegionConsistency, table.GlobalTableWitnesses?.[0]?.RegionName]).to.deep.equal([
      "STRONG",
      "us-west-2",
    ]);
    const { length } = changes();
    await client.createGlobalTable("users", options);
    const refused = await rejects(() => client.removeReplica("users", "us-east-2"));
    expect(refused.message).to.include('allowDestroy: ["replica us-east-2"]');
    const added = await rejects(() => client.addReplica("users", "us-west-1"));
    expect(added.message).to.include("gets no replica after its creation");
    expect(changes().filter(([, operation]) => operation !== "Scan")).to.have.lengthOf(length - 1);
    const { steps } = await client.updateTable("users", {
      replicas: [],
      allowDestroy: ["replica us-east-2"],
      wait: true,
    });
    expect(steps.map(({ action }) => action)).to.deep.equal(["removeReplica"]);
    expect((await client.describeTable("users")).GlobalTableWitnesses ?? []).to.deep.equal([]);
  });

  const wrong: { title: string; options: object; says: string[] }[] = [
    { title: "no regions", options: {}, says: ["regions: is required", "list all regions"] },
    { title: "one region", options: { regions: ["us-east-1"] }, says: ["at least two regions"] },
    { title: "regions twice", options: { regions: ["us-east-1", "us-east-1"] }, says: ["regions[1]", "given twice"] },
    {
      title: "no name of a region",
      options: { regions: ["us-east-1", "eu-west1"] },
      says: ["regions[1]", "name of a region"],
    },
    {
      title: "regions without the table's",
      options: { regions: ["eu-west-1", "eu-west-2"] },
      says: ["the table is in us-east-1", 'add "us-east-1"'],
    },
    {
      title: "settings of a region that is not listed, and a long period",
      options: {
        regions: ["us-east-1", "eu-west-1"],
        replicas: [{ region: "eu-west-2", pointInTimeRecovery: { recoveryPeriodInDays: 99 } }],
      },
      says: ["replicas[0].region", "not one of regions", "99 days cannot be kept"],
    },
    {
      title: "a witness without strong consistency",
      options: { regions: ["us-east-1", "us-east-2"], witness: "us-west-2" },
      says: ["witness", 'set consistency to "STRONG"'],
    },
    {
      title: "a witness with a replica, and too few regions",
      options: { regions: ["us-east-1"], witness: "us-east-1", consistency: "STRONG" },
      says: ["is one of regions", "give 2 regions"],
    },
    {
      title: "regions of two sets",
      options: { regions: ["us-east-1", "us-east-2", "eu-west-1"], consistency: "STRONG" },
      says: ["eu-west-1 cannot be", "us-east-1, us-east-2, us-west-2"],
    },
    {
      title: "a region without strong consistency",
      options: { regions: ["us-east-1", "us-east-2"], witness: "us-west-1", consistency: "STRONG" },
      says: ["us-west-1 cannot be in a strongly consistent global table"],
    },
    {
      title: "own settings of the table",
      options: { regions: ["us-east-1", "eu-west-1"], replicas: [{ region: "us-east-1", tags: { a: "b" } }] },
      says: ["replicas.us-east-1", "the region of the table itself"],
    },
    {
      title: "overrides of the other billing mode, and of an unknown index",
      options: {
        regions: ["us-east-1", "eu-west-1"],
        replicas: [{ region: "eu-west-1", readCapacity: 5, globalSecondaryIndexes: [{ indexName: "by-x" }] }],
      },
      says: ["replicas.eu-west-1.readCapacity", "PAY_PER_REQUEST", "no index of this name"],
    },
  ];
  for (const { title, options, says } of wrong) {
    it(`is refused with ${title}, before a change is sent`, async () => {
      const error = await rejects(() => client.createGlobalTable("users", options as GlobalTableOptions));
      expect(error).to.be.instanceOf(TableDefinitionError);
      for (const text of says) expect(error.message).to.include(text);
      expect(changes()).to.deep.equal([]);
    });
  }

  it("is refused for the region of the table, and a name that is none", async () => {
    const own = await rejects(() => client.addReplica("users", "us-east-1"));
    expect(own.message).to.include("the region of the table itself");
    const removed = await rejects(() => client.removeReplica("users", "us-east-1"));
    expect(removed.message).to.include("deleteTable");
    const none = await rejects(() => client.addReplica("users", "Ireland", { tableClass: "COLD" as "STANDARD" }));
    expect(none.message).to.include("expected the name of a region").and.to.include("tableClass");
  });

  it("is refused where the stream of the table has another view type", async () => {
    start({}, {});
    await client.createTable("users", { partitionKey, stream: "KEYS_ONLY", wait: true });
    const error = await rejects(() => client.addReplica("users", "eu-west-1"));
    expect(error.message).to.include("NEW_AND_OLD_IMAGES").and.to.include("KEYS_ONLY");
    expect(changes()).to.deep.equal([]);
  });
});
