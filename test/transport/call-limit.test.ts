import { expect } from "chai";
import {
  attr,
  DynamoClient,
  defineModel,
  SyncTimeoutError,
  setDefaultClient,
  WaitTimeoutError,
} from "../../src/index.js";
import type { Fault } from "../../src/testing/index.js";
import { CallTime } from "../../src/transport/call-time.js";
import { throws } from "../support/both.js";
import { described, ScriptedDynamoDB } from "../support/scripted-dynamodb.js";

/** One request takes less than the limit, several take more. */
const SLOW_MS = 300;
const LIMIT_SECONDS = 1;
const ITEMS = 8;

function slow(operation: string): Fault {
  return { kind: "slow", operation, times: Number.POSITIVE_INFINITY, delayMs: SLOW_MS };
}

class Item extends defineModel({ table: "items", attributes: { pk: attr.string().partitionKey() } }) {}

for (const engine of ["worker", "deasync"] as const) {
  describe(`sync.timeoutSeconds, by the ${engine} engine`, () => {
    let dynamodb: ScriptedDynamoDB;
    let patient: DynamoClient;
    let client: DynamoClient;

    before(() => {
      dynamodb = ScriptedDynamoDB.start();
      const config = { ...dynamodb.config, maxAttempts: 1 };
      // Equal except for the limit, so that they share one worker, which is started before the calls that are timed.
      patient = new DynamoClient({ ...config, sync: { engine } });
      client = new DynamoClient({ ...config, sync: { engine, timeoutSeconds: LIMIT_SECONDS } });
      setDefaultClient(client);
    });

    after(() => {
      setDefaultClient(undefined);
      for (const each of [client, patient]) each.destroy();
      dynamodb.stop();
    });

    function play(...faults: Fault[]): void {
      const creating = described({ TableStatus: "CREATING" }, { tableName: "creating" });
      dynamodb.startScenario({ tables: { items: {}, creating: {}, other: {} }, faults: [creating, ...faults] });
      patient.syncTableExists("other");
    }

    function fill(): void {
      setDefaultClient(patient);
      Item.syncBatchWrite({ put: Array.from({ length: ITEMS }, (_, place) => new Item({ pk: `item-${place}` })) });
      setDefaultClient(client);
    }

    /** Fails unless the call is ended by the limit, after some of its requests and before the last one. */
    function cuts(call: () => unknown, operation: string, most: number): void {
      const error = throws(call) as SyncTimeoutError;
      expect(error).to.be.instanceOf(SyncTimeoutError);
      expect(error).to.include({ operation, seconds: LIMIT_SECONDS, engine });
      expect(error.message).to.include(`The blocking call did not end within ${LIMIT_SECONDS} s: `);
      expect(error.stack).to.include("call-limit.test");
      expect(dynamodb.requests(operation).length).to.be.within(2, most - 1);
    }

    it("limits a wait, even if the wait's own timeout is longer", () => {
      play();
      cuts(() => client.syncWaitForTableActive("creating", { timeoutSeconds: 60 }), "DescribeTable", 200);
    });

    it("limits the wait of a createTable, and its attempts", () => {
      play({ kind: "limitExceeded", operation: "CreateTable", times: Number.POSITIVE_INFINITY });
      cuts(() => client.syncCreateTable("another", { partitionKey: ["pk", "S"] }), "CreateTable", 200);
    });

    it("does not affect a call that ends earlier", () => {
      play();
      const error = throws(() => client.syncWaitForTableActive("creating", { timeoutSeconds: 0.3 }));
      expect(error).to.be.instanceOf(WaitTimeoutError);
    });

    it("limits a batch of many requests", () => {
      play(slow("BatchGetItem"));
      const keys = Array.from({ length: 1_000 }, (_, place) => ({ pk: `item-${place}` }));
      cuts(() => Item.syncBatchGet(keys, { concurrency: 1 }), "BatchGetItem", 10);
    });

    it("limits all pages of toArray() and first() together", () => {
      play(slow("Scan"));
      fill();
      cuts(() => Item.syncScan({ pageSize: 1 }).toArray(), "Scan", ITEMS);
      play(slow("Scan"));
      fill();
      cuts(() => Item.syncScan({ pageSize: 1, filter: (item) => item.pk.eq("none") }).first(), "Scan", ITEMS);
    });

    it("limits each page of an iteration, but not the program's work between them", () => {
      play(slow("Scan"), slow("ListTables"));
      fill();
      const found: string[] = [];
      for (const { pk } of Item.syncScan({ pageSize: 2 })) {
        if (found.length === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LIMIT_SECONDS * 1_500);
        found.push(pk);
      }
      for (const { items } of Item.syncScan({ pageSize: 2 }).pages()) found.push(...items.map(({ pk }) => pk));
      expect(found).to.have.lengthOf(2 * ITEMS);
      expect([...client.syncListTables({ pageSize: 1 })]).to.deep.equal(["creating", "items", "other"]);
    });

    it("starts again with every call, also with one that is made during another one", () => {
      play();
      const seen: boolean[] = [];
      const onProgress = () => seen.push(client.syncTableExists("other"));
      cuts(() => client.syncWaitForTableActive("creating", { timeoutSeconds: 60, onProgress }), "DescribeTable", 400);
      expect(new Set(seen)).to.deep.equal(new Set([true]));
      expect(client.syncTableExists("other")).to.equal(true);
    });

    it("limits client.send too", () => {
      play({ ...slow("ListTables"), delayMs: Number.POSITIVE_INFINITY });
      const error = throws(() => [...client.syncListTables()]);
      expect(error.message).to.include(`ListTables had no answer`).and.include(`within ${LIMIT_SECONDS} s`);
    });
  });
}

describe("the time of a blocking call", () => {
  it("is that of a wait plus 300 seconds by default", () => {
    const time = new CallTime({ ms: 300_000, isDefault: true });
    expect(time.limitMs).to.equal(300_000);
    time.allowFor(600_000);
    time.allowFor(5_000);
    expect(time.limitMs).to.be.within(900_000, 900_100);
    expect(time.remainingMs).to.be.within(800_000, 900_000);
  });

  it("is the configured limit, even if a wait asks for more", () => {
    const time = new CallTime({ ms: 60_000, isDefault: false });
    time.allowFor(600_000);
    expect(time.limitMs).to.equal(60_000);
  });
});
