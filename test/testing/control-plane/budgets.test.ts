import { expect } from "chai";
import { attr, defineModel } from "../../../src/index.js";
import { REALISTIC } from "../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import { mockDynamoDB } from "../../../src/testing/index.js";
import {
  capacity,
  EmulatedTables,
  infrequent,
  protection,
  provisioned,
  updateIndex,
  withIndexes,
} from "../../support/emulated-tables.js";
import { onDemand } from "../../support/table-requests.js";

const DAY_MS = 86_400_000;
const standard = { TableClass: "STANDARD" };
const sse = (Enabled: boolean) => ({ SSESpecification: { Enabled } });

describe("the budgets of a table", () => {
  let emulated: EmulatedTables;

  beforeEach(async () => {
    emulated = await EmulatedTables.start();
  });
  afterEach(() => emulated.close());

  /** Changes a table, and lets the time pass that the change takes. */
  const change = async (name: string, request: Json, ms: number) => {
    await emulated.update(name, request);
    emulated.advance(ms);
  };
  const refuses = (TableName: string, request: Json, words: string) =>
    emulated.refuses("UpdateTable", { TableName, ...request }, "LimitExceededException", words);
  /** Recreates a table. */
  const recreate = async (name: string, input: Json) => {
    await emulated.ask("DeleteTable", { TableName: name });
    emulated.advance(REALISTIC.deleteTableMs);
    await emulated.table(name, input);
  };

  describe("decreases of capacity", () => {
    const words = "Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day.";
    const table = { ...withIndexes(provisioned, "a") };
    const set = (reads: number, writes = reads) =>
      change("users", capacity(reads, writes), REALISTIC.updateThroughputMs);
    const capacityOf = async (): Promise<Json> => (await emulated.describe("users"))["ProvisionedThroughput"] as Json;
    /** Sets the clock to a time of the next UTC day. */
    const advanceTo = (msOfDay: number) => {
      const now = emulated.db.clock.now();
      emulated.advance(DAY_MS - (now % DAY_MS) + msOfDay);
    };

    beforeEach(async () => {
      advanceTo(12 * 3_600_000);
      await emulated.table("users", table);
      await set(50);
      for (const units of [40, 30, 20, 10]) await set(units);
    });

    it("are four in a UTC day, and then one in an hour", async () => {
      const last = emulated.db.clock.now();
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 4, LastDecreaseDateTime: last / 1_000 });
      await refuses("users", capacity(9), words);
      await refuses("users", capacity(9), "at most once every 3600 seconds. Number of decreases today: 4.");
      emulated.advance(REALISTIC.capacityDecreaseCooldownMs - 1);
      await refuses("users", capacity(9), words);
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 4, LastDecreaseDateTime: last / 1_000 });
      emulated.advance(1);
      await set(9);
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 5, ReadCapacityUnits: 9 });
      await refuses("users", capacity(8), "Number of decreases today: 5.");
    });

    it("do not limit increases, and a decrease of reads counts even with an increase of writes", async () => {
      await set(20);
      await refuses("users", capacity(19, 21), words);
      await set(21, 22);
    });

    it("are four again on the next UTC day", async () => {
      advanceTo(0);
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 0 });
      for (const units of [9, 8, 7, 6]) await set(units);
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 4 });
      await refuses("users", capacity(5), words);
    });

    it("are accepted at the end of the day even within the hour", async () => {
      const msToMidnight = DAY_MS - (emulated.db.clock.now() % DAY_MS);
      emulated.advance(msToMidnight - 3_600_000);
      await set(9);
      emulated.advance(3_600_000 - REALISTIC.updateThroughputMs - 1);
      await refuses("users", capacity(8), words);
      emulated.advance(1);
      await set(8);
    });

    it("are counted for each index, and a request with one too many changes nothing", async () => {
      await change("users", updateIndex("by-a", capacity(4)), REALISTIC.updateThroughputMs);
      await refuses("users", { ...capacity(9), ...updateIndex("by-a", capacity(3)) }, words);
      expect(await emulated.describe("users")).deep.nested.include({
        "ProvisionedThroughput.ReadCapacityUnits": 10,
        "GlobalSecondaryIndexes[0].ProvisionedThroughput.ReadCapacityUnits": 4,
        "GlobalSecondaryIndexes[0].ProvisionedThroughput.NumberOfDecreasesToday": 1,
      });
      for (const units of [3, 2, 1])
        await change("users", updateIndex("by-a", capacity(units)), REALISTIC.updateThroughputMs);
      await change("users", updateIndex("by-a", capacity(9)), REALISTIC.updateThroughputMs);
      await refuses("users", updateIndex("by-a", capacity(8)), words);
    });

    it("are four for a new table of the same name", async () => {
      await recreate("users", table);
      for (const units of [4, 3, 2, 1]) await set(units);
      expect(await capacityOf()).include({ NumberOfDecreasesToday: 4 });
    });
  });

  describe("changes of the table class", () => {
    const words = "Subscriber limit exceeded: Updates to TableClass are limited to 2 times in 30 day(s).";
    const set = (request: Json) => change("users", request, REALISTIC.updateTableClassMs);

    beforeEach(() => emulated.table("users", onDemand));

    it("are two in 30 days, after which the same class is refused, too", async () => {
      const start = emulated.db.clock.now();
      await set(standard);
      await set(infrequent);
      await set(infrequent);
      await set(standard);
      for (const request of [infrequent, standard]) await refuses("users", request, words);
      emulated.advance(30 * DAY_MS - (emulated.db.clock.now() - start));
      await refuses("users", infrequent, words);
      emulated.advance(REALISTIC.updateTableClassMs);
      await set(infrequent);
    });

    it("are two for a new table of the same name", async () => {
      await set(infrequent);
      await set(standard);
      await recreate("users", onDemand);
      await set(infrequent);
      await set(standard);
    });
  });

  describe("changes of the encryption", () => {
    const words = "Subscriber limit exceeded: Encryption mode changes are limited in the 24h window ending at ";
    const set = (enabled: boolean) => change("users", sse(enabled), REALISTIC.updateEncryptionMs);

    beforeEach(async () => {
      await emulated.table("users", onDemand);
      for (const enabled of [true, true, false, true]) await set(enabled);
    });

    it("are four in 24 hours, and then one in six hours", async () => {
      await refuses("users", sse(false), words);
      await refuses(
        "users",
        sse(true),
        "at most once every 21600 seconds. Number of updates today: 4. Last change at ",
      );
      emulated.advance(REALISTIC.encryptionCooldownMs - REALISTIC.updateEncryptionMs - 1);
      await refuses("users", sse(false), words);
      emulated.advance(1);
      await set(false);
      await refuses("users", sse(true), "Number of updates today: 5.");
    });

    it("are refused first for what changes nothing", async () => {
      emulated.advance(REALISTIC.encryptionCooldownMs);
      await set(false);
      const request = { TableName: "users", ...sse(false) };
      await emulated.refuses("UpdateTable", request, "ValidationException", "Table is already encrypted by default");
    });

    it("are four again after 24 hours, and for a new table of the same name", async () => {
      emulated.advance(DAY_MS);
      for (const enabled of [false, true, false, true]) await set(enabled);
      await refuses("users", sse(false), words);
      await recreate("users", onDemand);
      for (const enabled of [true, false, true, false]) await set(enabled);
    });
  });
});

describe("locks and budgets with another latency", () => {
  const requests: readonly (readonly [request: Json, times: number])[] = [
    [infrequent, 1],
    [standard, 1],
    [infrequent, 1],
    [sse(true), 9],
    [protection(true), 1],
    [protection(false), 1],
  ];

  it("do not exist when changes are instant", async () => {
    const emulated = await EmulatedTables.start({ latency: "instant" });
    await emulated.table("users", provisioned);
    await emulated.update("users", capacity(50));
    for (let units = 49; units > 30; units--) await emulated.update("users", capacity(units));
    for (const [request, times] of requests)
      for (let time = 0; time < times; time++) await emulated.update("users", request);
    expect((await emulated.describe("users"))["ProvisionedThroughput"]).include({ NumberOfDecreasesToday: 19 });
    await emulated.close();
  });

  it("last a hundredth with a latency of 0.01", async () => {
    const emulated = await EmulatedTables.start({ latency: 0.01 });
    await emulated.table("users", onDemand);
    await emulated.update("users", protection(true));
    const words = "Deletion protection setting for table users modified within the previous 150 milliseconds.";
    const request = { TableName: "users", ...protection(false) };
    await emulated.refuses("UpdateTable", request, "ThrottlingException", words);
    emulated.advance(150);
    await emulated.ask("UpdateTable", request);
    for (const request of [infrequent, standard]) {
      await emulated.update("users", request);
      emulated.advance(REALISTIC.updateTableClassMs / 100);
    }
    const third = { TableName: "users", ...infrequent };
    await emulated.refuses("UpdateTable", third, "LimitExceededException", "Updates to TableClass are limited");
    emulated.advance((30 * DAY_MS) / 100);
    await emulated.ask("UpdateTable", third);
    await emulated.close();
  });

  it("exist one by one", async () => {
    const emulated = await EmulatedTables.start({ latency: { deletionProtectionCooldownMs: 7 } });
    await emulated.table("users", onDemand);
    await emulated.update("users", protection(true));
    await emulated.refuses(
      "UpdateTable",
      { TableName: "users", ...protection(false) },
      "ThrottlingException",
      "7 milliseconds",
    );
    emulated.advance(7);
    await emulated.update("users", protection(false));
    for (const request of [infrequent, standard, infrequent]) await emulated.update("users", request);
    await emulated.close();
  });

  it("are not spent by the tables that a mock creates", async () => {
    class Session extends defineModel({
      table: "sessions",
      attributes: { id: attr.string().partitionKey(), expires: attr.timestamp("s") },
      tableOptions: { timeToLive: "expires" },
    }) {}
    const db = await mockDynamoDB(Session, { latency: "realistic", time: "manual" });
    const emulated = new EmulatedTables(db);
    const TimeToLiveSpecification = { Enabled: false, AttributeName: "expires" };
    await emulated.ask("UpdateTimeToLive", { TableName: "sessions", TimeToLiveSpecification });
    await emulated.close();
  });
});
