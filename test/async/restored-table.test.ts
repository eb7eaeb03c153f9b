import { PutItemCommand } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  attr,
  type DynamoClient,
  defineModel,
  setDefaultClient,
  TableMismatchError,
  WaitTimeoutError,
} from "../../src/index.js";
import { REALISTIC } from "../../src/testing/control-plane/durations.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { ScriptedDynamoDB } from "../support/scripted-dynamodb.js";
import { tableArn } from "../support/table-requests.js";

const partitionKey = ["pk", "S"] as const;
const byStatus = { indexName: "by-status", partitionKey: ["status", "S"] } as const;
const byEmail = { indexName: "by-email", partitionKey: ["email", "S"] } as const;
/** Settings that a restore drops. */
const DROPPED = {
  stream: "NEW_IMAGE",
  timeToLive: "expires",
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: true,
  deletionProtection: true,
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  tags: { team: "a" },
} as const;
/** As on AWS, with a short restore, because each poll is a request. */
const latency = { ...REALISTIC, restoreTableMs: 90_000 };
const restores = /^RestoreTable/;

class User extends defineModel({
  table: "users",
  attributes: { pk: attr.string().partitionKey(), status: attr.string() },
  globalSecondaryIndexes: { byStatus: { indexName: "by-status", partitionKey: "status" } },
  tableOptions: { tags: { team: "model" } },
}) {}

needs("clock").describe("a restored table", function () {
  this.timeout(60_000);
  let dynamodb: ScriptedDynamoDB;
  let client: DynamoClient;

  before(() => {
    dynamodb = ScriptedDynamoDB.start();
  });

  after(() => {
    setDefaultClient(undefined);
    dynamodb.stop();
  });

  function start(scenario: Parameters<ScriptedDynamoDB["startScenario"]>[0] = {}): void {
    dynamodb.startScenario({ latency, ...scenario });
    client = dynamodb.client();
  }

  const put = (TableName: string, pk: string) =>
    client.send(new PutItemCommand({ TableName, Item: { pk: { S: pk }, status: { S: "new" } } }));
  const restoreRequests = () => dynamodb.requests().filter(({ operation }) => restores.test(operation));

  /** Creates a table and a backup of it. */
  async function backedUp(options: object = {}): Promise<string> {
    await client.createTable("users", { partitionKey, ...options, wait: true });
    await put("users", "kept");
    const { BackupArn = "" } = await client.createBackup("users", { wait: true });
    await put("users", "late");
    return BackupArn;
  }

  describe("of a model", () => {
    it("has the model's own settings and indexes", async () => {
      start();
      setDefaultClient(client);
      const backup = await backedUp({ globalSecondaryIndexes: [byStatus, byEmail], tags: { team: "source" } });
      await User.deleteTable({ wait: true });
      const table = await User.restoreTable({ backup });
      expect(table).to.include({ TableName: "users", ItemCount: 1 });
      expect(table.GlobalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["by-status"]);
      await User.verifyTable({ prune: true });
      const found: (string | undefined)[] = [];
      for await (const { BackupArn } of User.listBackups()) found.push(BackupArn);
      expect(found).to.deep.equal([backup]);
    });

    it("can be the source of another table", async () => {
      start();
      await client.createTable("users", { partitionKey, pointInTimeRecovery: true, wait: true });
      const { RestoreSummary } = await client.restoreTable("copy", { from: User, at: "latest" });
      expect(RestoreSummary?.SourceTableArn).to.equal(tableArn("users"));
    });

    it("has the local indexes that the settings of a table without a model mention", async () => {
      start();
      const byDate = { indexName: "by-date", sortKey: ["date", "S"] } as const;
      const bySize = { indexName: "by-size", sortKey: ["size", "N"], projection: "KEYS_ONLY" } as const;
      const keys = { partitionKey, sortKey: ["sk", "S"] } as const;
      await client.createTable("users", { ...keys, localSecondaryIndexes: [byDate, bySize], wait: true });
      dynamodb.advance(10);
      const { BackupArn: backup = "" } = await client.createBackup("users", { wait: true });
      const both = await client.restoreTable("both", { backup }, { localSecondaryIndexes: [byDate, bySize] });
      expect(both.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.have.members(["by-date", "by-size"]);
      const one = await client.restoreTable("one", { backup }, { localSecondaryIndexes: [bySize] });
      expect(one.LocalSecondaryIndexes?.map(({ IndexName }) => IndexName)).to.deep.equal(["by-size"]);
    });

    it("is refused for a source with other keys or local indexes, and nothing is restored", async () => {
      start();
      await client.createTable("users", { partitionKey: ["id", "S"], sortKey: ["sk", "S"], wait: true });
      dynamodb.advance(10);
      const { BackupArn: backup = "" } = await client.createBackup("users", { wait: true });
      await client.deleteTable("users", { wait: true });
      setDefaultClient(client);
      const error = await rejects(() => User.restoreTable({ backup }));
      expect(error).to.be.instanceOf(TableMismatchError);
      const paths = (error as TableMismatchError).differences.map(({ path }) => path);
      expect(paths).to.deep.equal(["partitionKey", "sortKey"]);
      const local = { localSecondaryIndexes: [{ indexName: "by-date", sortKey: ["date", "S"] }] } as const;
      const other = await rejects(() => client.restoreTable("copy", { backup }, local));
      expect(other.message).to.include(
        'localSecondaryIndexes.by-date: expected {"sortKey":["date"],"projection":"ALL"}',
      );
      expect(restoreRequests()).to.deep.equal([]);
    });
  });

  describe("safe to repeat", () => {
    it("completes what an interrupted call has started, wherever it was interrupted", async () => {
      for (let requests = 1, isDone = false; !isDone; requests += 15) {
        start();
        const backup = await backedUp({ ...DROPPED, globalSecondaryIndexes: [byStatus] });
        const abort = new AbortController();
        let sent = 0;
        const interrupted = dynamodb.client({}, () => {
          sent += 1;
          if (sent === requests) abort.abort(new Error("interrupted"));
        });
        try {
          await interrupted.restoreTable("copy", { backup }, { signal: abort.signal });
          isDone = true;
        } catch (error) {
          expect((error as Error).message).to.equal("interrupted");
        }
        await client.restoreTable("copy", { backup });
        await client.verifyTable("copy", { partitionKey, ...DROPPED });
        expect(restoreRequests()).to.have.lengthOf(1);
      }
    });

    it("completes a restored table also when its backup is gone", async () => {
      start();
      const backup = await backedUp();
      await client.restoreTable("copy", { backup });
      await client.deleteBackup(backup);
      await client.restoreTable("copy", { backup }, { tags: { team: "b" } });
      await client.verifyTable("copy", { partitionKey, tags: { team: "b" } });
    });

    it("recognises its table when an answer is lost", async () => {
      start({ faults: [{ kind: "dropped", operation: "RestoreTableFromBackup", times: 1, commit: true }] });
      const backup = await backedUp();
      const { TableStatus } = await client.restoreTable("copy", { backup });
      expect([TableStatus, restoreRequests().length]).to.deep.equal(["ACTIVE", 2]);
    });

    it("does not take another table for the restored one", async () => {
      start();
      const backup = await backedUp();
      for (const at of [{ backup }, { from: "users", at: "latest" }] as const) {
        const error = await rejects(() => client.restoreTable("users", at));
        expect(error.name).to.be.oneOf(["TableAlreadyExistsException", "PointInTimeRecoveryUnavailableException"]);
      }
    });

    it("says that the same call continues when its time is over", async () => {
      start();
      const backup = await backedUp();
      const wait = { timeoutSeconds: 60 };
      const error = await rejects(() => client.restoreTable("copy", { backup }, { wait }));
      expect(error).to.be.instanceOf(WaitTimeoutError);
      expect(error.message).to.include('Table "copy" was not usable within 60 s');
      expect((await client.restoreTable("copy", { backup })).TableStatus).to.equal("ACTIVE");
      expect(restoreRequests()).to.have.lengthOf(1);
    });
  });
});
