import { expect } from "chai";
import {
  DestructiveChangeError,
  type DynamoClient,
  formatPlan,
  PlanOutdatedError,
  type StepProgress,
  TableMismatchError,
  type TablePlan,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { withIndexes } from "../support/emulated-tables.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { onDemand } from "../support/table-requests.js";

const partitionKey = ["pk", "S"] as const;
const writes = /^(Create|Update|Delete|Tag|Untag|Put)/;
const denied = {
  name: "AccessDeniedException",
  message: "User is not authorized to perform: dynamodb:GetResourcePolicy",
};

needs("clock").describe("planTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => dynamodb.stop());

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency: "realistic", tables: { users: {} }, ...scenario });
    client = dynamodb.client();
  }

  const sent = () => dynamodb.requests().filter(({ operation }) => writes.test(operation));

  it("has a step for each request, with why, what is destroyed, what is waited for and how long", async () => {
    start({ tables: { users: withIndexes(onDemand, "a") } });
    const plan = await client.planTable("users", { partitionKey, dropIndexes: ["by-a"] });
    expect(plan).to.include({ formatVersion: 1, tableName: "users", exists: true });
    expect(plan.steps).to.have.length(1);
    expect(plan.steps[0]).to.deep.include({
      action: "deleteIndex",
      target: "index by-a",
      reason: "The index is to be removed.",
      destroys: ["index by-a: queries on it fail"],
      waitsFor: "index by-a gone",
      usualSeconds: [2.6, 5.1],
      request: {
        operation: "UpdateTable",
        input: { TableName: "users", GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "by-a" } }] },
      },
    });
    expect(plan.steps[0])
      .to.have.property("before")
      .that.deep.includes({ partitionKey: [["a", "S"]] });
    expect(plan.steps[0]).not.to.have.property("after");
    expect(sent()).to.deep.equal([]);
  });

  it("is plain JSON", async () => {
    start();
    const plan = await client.planTable("users", { partitionKey, stream: "NEW_IMAGE", tags: { team: "a" } });
    expect(JSON.parse(JSON.stringify(plan))).to.deep.equal(plan);
  });

  it("is empty for a table that is as defined, whatever DynamoDB echoes and fills in", async () => {
    start({ tables: {} });
    const definition = {
      partitionKey,
      billingMode: "PAY_PER_REQUEST",
      tableClass: "STANDARD",
      encryption: "AWS_OWNED",
      stream: false,
      deletionProtection: false,
      timeToLive: false,
      pointInTimeRecovery: false,
      contributorInsights: false,
      onDemandThroughput: false,
      resourcePolicy: { Statement: { Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: "*" } },
      tags: { team: "a", old: false },
      globalSecondaryIndexes: [{ indexName: "by-a", partitionKey: ["a", "S"], projection: ["z", "y"] }],
    } as const;
    await client.createTable("users", { ...definition, wait: true });
    dynamodb.advance(60);
    const plan = await client.planTable("users", definition);
    expect(plan.steps).to.deep.equal([]);
    await client.verifyTable("users", definition);
  });

  it("lists what the table has and the definition does not mention", async () => {
    start({
      tables: {
        users: {
          ...withIndexes(onDemand, "a"),
          DeletionProtectionEnabled: true,
          StreamSpecification: { StreamEnabled: true, StreamViewType: "KEYS_ONLY" },
          Tags: [{ Key: "team", Value: "a" }],
        },
      },
    });
    dynamodb.advance(60);
    const plan = await client.planTable("users", { partitionKey });
    expect(plan.steps).to.deep.equal([]);
    expect(plan.unmanaged).to.deep.equal(["index by-a", "stream", "deletion protection", "tag team"]);
  });

  it("says what it may not read, and what it needs for that", async () => {
    start({ faults: [{ kind: "error", operation: "GetResourcePolicy", times: 1, error: denied }] });
    const plan = await client.planTable("users", { partitionKey, resourcePolicy: false });
    expect(plan.notCompared).to.deep.include({
      target: "policy",
      reason: "Reading it needs the permission dynamodb:GetResourcePolicy, which was denied.",
    });
  });

  it("creates a table that is not there", async () => {
    start({ tables: {} });
    const plan = await client.planTable("users", { partitionKey, timeToLive: "expires" });
    expect([plan.exists, ...plan.steps.map(({ action }) => action)]).to.deep.equal([
      false,
      "createTable",
      "enableTimeToLive",
    ]);
    const { outcome, table } = await client.applyPlan(plan);
    expect([outcome, table.TableStatus]).to.deep.equal(["created", "ACTIVE"]);
    expect(await rejects(() => client.applyPlan(plan))).to.be.instanceOf(PlanOutdatedError);
  });

  it("is an error where only another table can be like that", async () => {
    start();
    const error = await rejects(() => client.planTable("users", { partitionKey: ["id", "N"], stream: "NEW_IMAGE" }));
    expect(error).to.be.instanceOf(TableMismatchError);
    expect((error as TableMismatchError).differences.map(({ path }) => path)).to.deep.equal(["partitionKey", "stream"]);
  });

  it("shows when a decrease of capacity is accepted once the day's are used up", async () => {
    const units = { ReadCapacityUnits: 9, WriteCapacityUnits: 9 };
    start({ tables: { users: { BillingMode: "PROVISIONED", ProvisionedThroughput: units } } });
    for (const readCapacity of [8, 7, 6, 5]) await client.updateTable("users", { readCapacity, wait: true });
    const plan = await client.planTable("users", { readCapacity: 4 });
    expect(plan.steps[0]?.notBefore).to.match(/^\d{4}-\d{2}-\d{2}T/);
    expect(formatPlan(plan)).to.include("accepts 4 decreases of capacity a day");
    const count = sent().length;
    const error = await rejects(() => client.applyPlan(plan));
    expect(error.message).to.include(`not before ${plan.steps[0]?.notBefore}`);
    expect(sent()).to.have.length(count);
    const { steps } = await client.applyPlan(plan, { wait: { timeoutSeconds: 7_200 } });
    expect(steps).to.have.length(1);
  });

  describe("its application", () => {
    it("makes the steps in order, from a plan that was stored", async () => {
      start({ tables: { users: withIndexes(onDemand, "a") } });
      const plan = await client.planTable("users", { stream: "NEW_IMAGE", dropIndexes: ["by-a"] });
      const stored = JSON.parse(JSON.stringify(plan)) as TablePlan;
      const { outcome, steps } = await client.applyPlan(stored, { allowDestroy: ["index by-a"] });
      expect([outcome, steps]).to.deep.equal(["updated", stored.steps]);
      expect(sent().map(({ operation, input }) => ({ operation, input }))).to.deep.equal(
        stored.steps.map(({ request }) => request),
      );
    });

    it("reports the start and the end of each step, around its request", async () => {
      start({ tables: {} });
      const plan = await client.planTable("users", { partitionKey, timeToLive: "expires" });
      const reports: (readonly unknown[])[] = [];
      const onStep = ({ step, number, of, state }: StepProgress) =>
        reports.push([number, of, step.action, state, sent().length]);
      await client.applyPlan(plan, { onStep });
      expect(reports).to.deep.equal([
        [1, 2, "createTable", "started", 0],
        [1, 2, "createTable", "done", 1],
        [2, 2, "enableTimeToLive", "started", 1],
        [2, 2, "enableTimeToLive", "done", 2],
      ]);
    });

    it("ends with what a report of a step throws, and with no later step", async () => {
      start();
      const plan = await client.planTable("users", { stream: "NEW_IMAGE", tags: { team: "a" } });
      const failure = new Error("of the caller");
      const onStep = ({ state }: StepProgress) => {
        if (state === "done") throw failure;
      };
      expect(await rejects(() => client.applyPlan(plan, { onStep }))).to.equal(failure);
      expect(sent()).to.have.length(1);
      const wrong = await rejects(() => client.applyPlan(plan, { onStep: true as never }));
      expect(wrong.message).to.include("onStep");
    });

    it("is refused where a step destroys something that is not named", async () => {
      start({ tables: { users: withIndexes(onDemand, "a") } });
      const plan = await client.planTable("users", { dropIndexes: ["by-a"] });
      expect(await rejects(() => client.applyPlan(plan))).to.be.instanceOf(DestructiveChangeError);
      expect(await rejects(() => client.applyPlan(plan, { allowDestroy: ["index by-b"] }))).to.be.instanceOf(
        DestructiveChangeError,
      );
      expect(sent()).to.deep.equal([]);
    });

    it("is refused when the table has changed since, with what has changed", async () => {
      start();
      const plan = await client.planTable("users", { stream: "NEW_IMAGE" });
      dynamodb.update("users", { TableClass: "STANDARD_INFREQUENT_ACCESS" });
      const count = sent().length;
      const error = await rejects(() => client.applyPlan(plan));
      expect(error).to.be.instanceOf(PlanOutdatedError);
      expect((error as PlanOutdatedError).changes).to.deep.equal([
        'tableClass was "STANDARD" and is "STANDARD_INFREQUENT_ACCESS".',
      ]);
      expect(sent()).to.have.length(count);
    });

    it("is refused for another table of the same name, and for one that is gone", async () => {
      start();
      const plan = await client.planTable("users", { stream: "NEW_IMAGE" });
      await client.deleteTable("users", { wait: true });
      expect((await rejects(() => client.applyPlan(plan))).message).to.include("not there any more");
      await client.createTable("users", { partitionKey, wait: true });
      expect((await rejects(() => client.applyPlan(plan))).message).to.include("deleted and created again");
    });

    it("says how to go on from a step that was not complete in time, or that DynamoDB refused", async () => {
      start();
      const plan = await client.planTable("users", { tags: { team: "a" }, stream: "NEW_IMAGE" });
      const timedOut = await rejects(() => client.applyPlan(plan, { wait: { timeoutSeconds: 3 } }));
      expect(timedOut.message).to.match(/not changed \(table ACTIVE\) within 3 s .* Go on with a new plan/);
      dynamodb.advance(60);
      const next = await client.planTable("users", { tags: { team: "b" }, deletionProtection: true });
      const [tags, protection] = next.steps;
      const input = { TableName: "users", TableClass: "GLACIER" };
      const wrong = { ...protection, request: { operation: "UpdateTable", input } };
      const refused = await rejects(() => client.applyPlan({ ...next, steps: [tags, wrong] } as TablePlan));
      expect(refused.message).to.match(/Steps of the plan that were made: 1 of 2\. Go on with a new plan\.$/);
    });

    it("is refused for what is no plan, or one of another version", async () => {
      start();
      const plan = await client.planTable("users", { stream: "NEW_IMAGE" });
      const [step] = plan.steps;
      const foreign = { ...plan, steps: [{ ...step, request: { operation: "DeleteTable", input: {} } }] };
      for (const wrong of [undefined, "plan", {}, { ...plan, steps: 1 }, foreign] as unknown as TablePlan[])
        expect((await rejects(() => client.applyPlan(wrong))).message).to.match(
          /^applyPlan accepts a plan of planTable/,
        );
      const newer = { ...plan, formatVersion: 2 } as unknown as TablePlan;
      expect((await rejects(() => client.applyPlan(newer))).message).to.include("format version 1, and this one has 2");
    });
  });
});

needs("clock").describe("verifyTable", () => {
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  beforeEach(() => {
    dynamodb.startScenario({ tables: { users: withIndexes(onDemand, "a") } });
    client = dynamodb.client();
  });

  after(() => dynamodb.stop());

  it("returns the description of a table that is as defined", async () => {
    const table = await client.verifyTable("users", { partitionKey, stream: false });
    expect(table.TableStatus).to.equal("ACTIVE");
  });

  it("names every difference, and with prune what is not mentioned", async () => {
    const error = await rejects(() =>
      client.verifyTable("users", { partitionKey: ["id", "N"], timeToLive: "expires", prune: true }),
    );
    expect(error).to.be.instanceOf(TableMismatchError);
    expect((error as TableMismatchError).differences).to.deep.include({
      path: "timeToLive",
      expected: "expires",
      actual: false,
    });
    const paths = (error as TableMismatchError).differences.map(({ path }) => path);
    expect(paths).to.deep.equal(["partitionKey", "globalSecondaryIndexes.by-a", "timeToLive"]);
  });

  it("throws DynamoDB's own error for a table that is not there", async () => {
    expect((await rejects(() => client.verifyTable("orders", { partitionKey }))).name).to.equal(
      "ResourceNotFoundException",
    );
  });
});
