import { expect } from "chai";
import {
  type CreateTableOptions,
  DestructiveChangeError,
  type DynamoClient,
  formatPlan,
  type ReplicaOptions,
  type TableChange,
  TableDefinitionError,
  TableMismatchError,
  type TablePlan,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

const partitionKey = ["pk", "S"] as const;
const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: "*" }],
};
const full: ReplicaOptions = {
  region: "eu-west-1",
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  deletionProtection: true,
  tags: { team: "a" },
  resourcePolicy: policy,
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: true,
};

needs("clock").describe("replicas in a definition", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  const start = (scenario: object = {}) => {
    dynamodb.startScenario(scenario);
    client = dynamodb.client();
  };
  const replicasOf = async () => {
    const { Replicas = [] } = await client.describeTable("users");
    return Replicas.map(({ RegionName }) => RegionName).filter((region) => region !== "us-east-1");
  };
  const stepsOf = ({ steps }: Pick<TablePlan | TableChange, "steps">) =>
    steps.map(({ action, target, request }) => [action, target, request.region ?? "us-east-1", request.operation]);

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => start());

  after(() => dynamodb.stop());

  it("are added by createTable after the table is ACTIVE, with the settings of each", async () => {
    await client.createTable("users", { partitionKey, tags: { a: "b" }, replicas: [full], wait: true });
    expect(await replicasOf()).to.deep.equal(["eu-west-1"]);
    await client.verifyTable("users", { partitionKey, tags: { a: "b" }, replicas: [full] });
    const europe = await dynamodb.client({ region: "eu-west-1" }).describeTable("users");
    expect(europe.DeletionProtectionEnabled).to.equal(true);
  });

  it("are added by createTable without wait, and the last one is not waited for", async () => {
    start({ latency: { createReplicaMs: 40_000 } });
    const replicas = [{ region: "eu-west-1" }, { region: "ap-south-1" }];
    const table = await client.createTable("users", { partitionKey, replicas });
    expect(table.Replicas?.find(({ RegionName }) => RegionName === "ap-south-1")?.ReplicaStatus).to.equal("CREATING");
    expect(dynamodb.elapsedMs).to.be.within(40_000, 60_000);
  });

  it("are completed by ensureTable, of which an earlier call was cut off", async () => {
    await client.createTable("users", { partitionKey, wait: true });
    const { outcome, steps } = await client.ensureTable("users", { partitionKey, replicas: [full] });
    expect(outcome).to.equal("updated");
    expect(stepsOf({ steps })[0]).to.deep.equal(["addReplica", "replica eu-west-1", "us-east-1", "UpdateTable"]);
    expect((await client.ensureTable("users", { partitionKey, replicas: [full] })).outcome).to.equal("existed");
  });

  it("are created by ensureTable with the table", async () => {
    const { outcome, steps, table } = await client.ensureTable("users", { partitionKey, replicas: [full] });
    expect(outcome).to.equal("created");
    expect(stepsOf({ steps }).map(([action]) => action)).to.deep.equal([
      "createTable",
      "addReplica",
      ...Array(5).fill("updateReplica"),
    ]);
    expect(table.Replicas?.find(({ RegionName }) => RegionName === "eu-west-1")?.ReplicaStatus).to.equal("ACTIVE");
  });

  it("differ in what verifyTable reports, by the path of the option", async () => {
    await client.createTable("users", { partitionKey, replicas: [{ region: "eu-west-1" }], wait: true });
    await client.verifyTable("users", { partitionKey, replicas: [{ region: "eu-west-1" }] });
    await client.verifyTable("users", { partitionKey });
    const replicas = [full, { region: "ap-south-1" }];
    const error = await rejects(() => client.verifyTable("users", { partitionKey, replicas }));
    expect(error).to.be.instanceOf(TableMismatchError);
    expect((error as TableMismatchError).differences.map(({ path }) => path)).to.have.members([
      "replicas.eu-west-1.tableClass",
      "replicas.eu-west-1.deletionProtection",
      "replicas.eu-west-1.pointInTimeRecovery",
      "replicas.eu-west-1.contributorInsights",
      "replicas.eu-west-1.resourcePolicy",
      "replicas.eu-west-1.tags.team",
      "replicas.ap-south-1",
    ]);
    const pruned = await rejects(() => client.verifyTable("users", { partitionKey, replicas: [], prune: true }));
    expect((pruned as TableMismatchError).differences.map(({ path }) => path)).to.deep.equal(["replicas.eu-west-1"]);
  });

  it("are planned as plain JSON, and applied with their settings", async () => {
    await client.createTable("users", { partitionKey, replicas: [{ region: "eu-west-1" }], wait: true });
    const plan = await client.planTable("users", {
      partitionKey,
      replicas: [{ region: "ap-south-1", tags: { a: "b" } }],
    });
    expect(JSON.parse(JSON.stringify(plan))).to.deep.equal(plan);
    expect(stepsOf(plan)).to.deep.equal([
      ["addReplica", "replica ap-south-1", "us-east-1", "UpdateTable"],
      ["updateReplica", "replica ap-south-1", "ap-south-1", "TagResource"],
    ]);
    expect(plan.unmanaged).to.include("replica eu-west-1");
    expect(plan.steps[0]?.usualSeconds).to.deep.equal([14, 660]);
    expect(plan.steps[0]?.waitsFor).to.equal("replica ap-south-1 ACTIVE");
    const text = formatPlan(plan);
    expect(text).to.include("+ add replica, replica ap-south-1").and.to.include("~ update replica, replica ap-south-1");
    const { outcome, steps } = await client.applyPlan(JSON.parse(JSON.stringify(plan)));
    expect([outcome, steps.length]).to.deep.equal(["updated", 2]);
    expect(await replicasOf()).to.have.members(["eu-west-1", "ap-south-1"]);
    const again = await rejects(() => client.applyPlan(plan));
    expect(again.name).to.equal("PlanOutdatedError");
  });

  it("are planned for a table that is not there, and applied", async () => {
    const plan = await client.planTable("users", { partitionKey, replicas: [full] });
    expect(plan.exists).to.equal(false);
    const { outcome } = await client.applyPlan(JSON.parse(JSON.stringify(plan)));
    expect(outcome).to.equal("created");
    await client.verifyTable("users", { partitionKey, replicas: [full] });
  });

  it("are removed first, and only where allowDestroy names them", async () => {
    start({ latency: { replicaSourceCooldownMs: 0 } });
    const replicas = [{ region: "eu-west-1" }, { region: "ap-south-1" }];
    await client.createTable("users", { partitionKey, replicas, wait: true });
    const kept = { partitionKey, replicas: [{ region: "eu-west-1" }] };
    const { outcome } = await client.updateTable("users", { ...kept, wait: true });
    expect(outcome).to.equal("existed");
    const refused = await rejects(() => client.updateTable("users", { ...kept, prune: true }));
    expect(refused).to.be.instanceOf(DestructiveChangeError);
    expect(refused.message).to.include('"replica ap-south-1"');
    const allowDestroy = ["replica ap-south-1"] as const;
    const change = { ...kept, deletionProtection: true, allowDestroy, wait: true };
    expect(stepsOf(await client.updateTable("users", change)).map(([action]) => action)).to.deep.equal([
      "removeReplica",
      "updateDeletionProtection",
    ]);
    expect(await replicasOf()).to.deep.equal(["eu-west-1"]);
    expect((await client.updateTable("users", change)).outcome).to.equal("existed");
  });

  it("get other settings, and lose those that are switched off, in their region", async () => {
    await client.createTable("users", { partitionKey, replicas: [full], wait: true });
    const off: ReplicaOptions = {
      region: "eu-west-1",
      tableClass: "STANDARD",
      deletionProtection: false,
      tags: { team: false, cost: "b" },
      resourcePolicy: false,
      pointInTimeRecovery: false,
      contributorInsights: false,
    };
    const refused = await rejects(() => client.updateTable("users", { replicas: [off] }));
    expect(refused).to.be.instanceOf(DestructiveChangeError);
    dynamodb.advance(60);
    const allowDestroy = ["replica eu-west-1"] as const;
    const { steps } = await client.updateTable("users", { replicas: [off], allowDestroy, wait: true });
    expect(stepsOf({ steps }).map(([, , region, operation]) => [region, operation])).to.deep.equal([
      ["us-east-1", "UpdateTable"],
      ["eu-west-1", "UpdateTable"],
      ["eu-west-1", "TagResource"],
      ["eu-west-1", "UntagResource"],
      ["eu-west-1", "DeleteResourcePolicy"],
      ["eu-west-1", "UpdateContinuousBackups"],
      ["eu-west-1", "UpdateContributorInsights"],
    ]);
    await client.verifyTable("users", { partitionKey, replicas: [off] });
  });

  it("can have the table's own region among them, so that one definition serves every region", async () => {
    const definition = { partitionKey, replicas: [{ region: "us-east-1" }, { region: "eu-west-1" }] };
    await client.ensureTable("users", definition);
    const europe = dynamodb.client({ region: "eu-west-1" });
    expect((await europe.ensureTable("users", definition)).outcome).to.equal("existed");
  });

  const wrong: { title: string; options: Omit<CreateTableOptions, "partitionKey">; says: string[] }[] = [
    {
      title: "a region twice, and two wrong settings",
      options: { replicas: [{ region: "eu-west-1", tags: { "aws:a": "b" } }, { region: "eu-west-1" }] },
      says: ["replicas[1].region", "replicas[0]", "reserved"],
    },
    {
      title: "another stream than that of replicas",
      options: { replicas: [{ region: "eu-west-1" }], stream: "KEYS_ONLY" },
      says: ["stream", 'write "NEW_AND_OLD_IMAGES"'],
    },
    {
      title: "a consistency without replicas",
      options: { consistency: "STRONG" },
      says: ["consistency", "is for a table with replicas"],
    },
    {
      title: "strong consistency with time to live, local indexes and one replica",
      options: {
        sortKey: ["sk", "S"],
        localSecondaryIndexes: [{ indexName: "by-a", sortKey: ["a", "S"] }],
        timeToLive: "expiresAt",
        consistency: "STRONG",
        replicas: [{ region: "us-east-2" }],
      },
      says: ["timeToLive", "localSecondaryIndexes", "give 2, or one and a witness"],
    },
    {
      title: "a key of AWS and a replica's key",
      options: { encryption: "AWS_MANAGED", replicas: [{ region: "eu-west-1", kmsKeyId: "alias/a" }] },
      says: ["replicas[0].kmsKeyId", "AWS_MANAGED"],
    },
    {
      title: "a key of the table and none of the replica",
      options: { encryption: "CUSTOMER_MANAGED", kmsKeyId: "alias/a", replicas: [{ region: "eu-west-1" }] },
      says: ["replicas[0].kmsKeyId", "one of its own region"],
    },
    {
      title: "provisioned capacity",
      options: { billingMode: "PROVISIONED", replicas: [{ region: "eu-west-1" }] },
      says: ["billingMode", "Application Auto Scaling"],
    },
  ];
  for (const { title, options, says } of wrong) {
    it(`are refused by createTable with ${title}, before anything is sent`, async () => {
      const error = await rejects(() =>
        client.createTable("users", { partitionKey, ...options } as CreateTableOptions),
      );
      expect(error).to.be.instanceOf(TableDefinitionError);
      for (const text of says) expect(error.message).to.include(text);
      expect(dynamodb.requests()).to.deep.equal([]);
    });
  }
});
