import { expect } from "chai";
import { REALISTIC } from "../../../../src/testing/control-plane/durations.js";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import {
  addIndex,
  capacity,
  deleteIndex,
  EmulatedTables,
  infrequent,
  protection,
  provisioned,
  stream,
  updateIndex,
  withIndexes,
} from "../../../support/emulated-tables.js";
import { onDemand, tableArn } from "../../../support/table-requests.js";

const sse = { SSESpecification: { Enabled: true } };
const caps = { OnDemandThroughput: { MaxReadRequestUnits: 10 } };
const warm = { WarmThroughput: { ReadUnitsPerSecond: 13_000 } };
const perRequest = { BillingMode: "PAY_PER_REQUEST" };
const toProvisioned = {
  BillingMode: "PROVISIONED",
  ...capacity(5),
  ...updateIndex("by-a", capacity(5)),
};

/** Requests on settings with operations of their own. */
const separate = (TableName: string): readonly (readonly [operation: string, input: Json])[] => [
  ["UpdateTimeToLive", { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" } }],
  ["UpdateContinuousBackups", { TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
  ["PutResourcePolicy", { ResourceArn: tableArn(TableName), Policy: "{}" }],
  ["TagResource", { ResourceArn: tableArn(TableName), Tags: [{ Key: "team", Value: "a" }] }],
  ["UpdateContributorInsights", { TableName, ContributorInsightsAction: "ENABLE" }],
];

describe("a table that is changing", () => {
  let emulated: EmulatedTables;

  before(async () => {
    emulated = await EmulatedTables.start();
  });
  after(() => emulated.close());

  const busy = "ResourceInUseException: Attempt to change a resource which is still in use: ";

  interface State {
    readonly table: Json;
    readonly change: Json;
    /** How long the change lasts, in milliseconds. */
    readonly ms: number;
    readonly accepted: Readonly<Record<string, Json>>;
    readonly refused: Readonly<Record<string, Json>>;
  }

  const states: Readonly<Record<string, State>> = {
    "its stream": {
      table: withIndexes(onDemand, "a"),
      change: stream("KEYS_ONLY"),
      ms: REALISTIC.updateStreamMs,
      accepted: {
        "deletion protection": protection(true),
        encryption: sse,
        "warm throughput": warm,
        "the billing mode that it has": perRequest,
        "an update of an index": updateIndex("by-a", caps),
      },
      refused: {
        "the same stream": stream("KEYS_ONLY"),
        "another billing mode": toProvisioned,
        "maximum throughput": caps,
        "a table class": infrequent,
        "a new index": addIndex("b"),
        "the deletion of an index": deleteIndex("by-a"),
      },
    },
    "its throughput": {
      table: withIndexes(provisioned, "a"),
      change: capacity(9),
      ms: REALISTIC.updateThroughputMs,
      accepted: {
        "deletion protection": protection(true),
        encryption: sse,
        "an update of an index": updateIndex("by-a", capacity(9)),
      },
      refused: {
        throughput: capacity(8),
        "another billing mode": perRequest,
        "a stream": stream("KEYS_ONLY"),
        "a table class": infrequent,
        "a new index": addIndex("b", "S", capacity(5)),
        "throughput with that of an index": { ...capacity(8), ...updateIndex("by-a", capacity(9)) },
      },
    },
    "its billing mode to provisioned": {
      table: withIndexes(onDemand, "a"),
      change: toProvisioned,
      ms: REALISTIC.switchToProvisionedMs,
      accepted: {
        "deletion protection": protection(true),
        encryption: sse,
        "warm throughput": warm,
        "the billing mode that it had": perRequest,
      },
      refused: {
        throughput: { ...toProvisioned, ...capacity(8) },
        "maximum throughput": caps,
        "an update of an index": updateIndex("by-a", caps),
        "a stream": stream("KEYS_ONLY"),
        "a new index": addIndex("b"),
      },
    },
    "its table class": {
      table: onDemand,
      change: infrequent,
      ms: REALISTIC.updateTableClassMs,
      accepted: { "deletion protection": protection(true), encryption: sse },
      refused: {
        "the same table class": infrequent,
        "the table class that it had": { TableClass: "STANDARD" },
        "a stream": stream("KEYS_ONLY"),
        "maximum throughput": caps,
        "a new index": addIndex("b"),
      },
    },
    "a new index, which is allocated": {
      table: withIndexes(provisioned, "a"),
      change: addIndex("b", "S", capacity(5)),
      ms: REALISTIC.allocateIndexMs,
      accepted: {
        "deletion protection": protection(true),
        encryption: sse,
        "an update of another index": updateIndex("by-a", capacity(9)),
      },
      refused: {
        throughput: capacity(9),
        "a stream": stream("KEYS_ONLY"),
        "maximum throughput": caps,
        "an update of the new index": updateIndex("by-b", capacity(9)),
        "the deletion of the new index": deleteIndex("by-b"),
        "a table class": infrequent,
      },
    },
    "an index, which is deleted": {
      table: withIndexes(onDemand, "a", "b"),
      change: deleteIndex("by-a"),
      ms: REALISTIC.deleteIndexMs,
      accepted: {
        "deletion protection": protection(true),
        encryption: sse,
        "the billing mode that it has": perRequest,
        "an update of another index": updateIndex("by-b", caps),
      },
      refused: {
        "another billing mode": toProvisioned,
        "maximum throughput": caps,
        "an update of the index": updateIndex("by-a", caps),
      },
    },
  };

  for (const [what, { table, change, ms, accepted, refused }] of Object.entries(states)) {
    describe(what, () => {
      const name = (place: number) => `${what.replaceAll(/\W+/g, "-")}-${place}`;
      const start = async (place: number) => {
        await emulated.table(name(place), table);
        emulated.advance(REALISTIC.backupsCooldownMs);
        await emulated.update(name(place), change);
        return name(place);
      };
      // Whatever else was accepted, the first change ends in its time.
      const end = async (table: string) => {
        expect((await emulated.describe(table))["TableStatus"]).equal("UPDATING");
        emulated.advance(ms - 1);
        expect((await emulated.describe(table))["TableStatus"]).equal("UPDATING");
        emulated.advance(1);
        expect((await emulated.describe(table))["TableStatus"]).equal("ACTIVE");
      };
      const all = [
        ...Object.entries(accepted).map(([what, request]) => ({ what, request, isAccepted: true })),
        ...Object.entries(refused).map(([what, request]) => ({ what, request, isAccepted: false })),
      ];
      for (const [place, { what, request, isAccepted }] of all.entries()) {
        it(`${isAccepted ? "accepts" : "refuses"} ${what}`, async () => {
          const TableName = await start(place);
          if (isAccepted) await emulated.ask("UpdateTable", { TableName, ...request });
          else expect(await emulated.refusal("UpdateTable", { TableName, ...request })).include(busy);
          await end(TableName);
        });
      }

      it("accepts settings with operations of their own", async () => {
        const TableName = await start(all.length);
        for (const [operation, input] of separate(TableName)) await emulated.ask(operation, input);
        await end(TableName);
      });
    });
  }

  it("keeps the new billing mode when the one before it is sent in between", async () => {
    await emulated.table("reverse", withIndexes(onDemand, "a"));
    await emulated.update("reverse", toProvisioned);
    expect(await emulated.update("reverse", perRequest)).include({ TableStatus: "UPDATING" });
    emulated.advance(REALISTIC.switchToProvisionedMs);
    expect(await emulated.describe("reverse")).deep.nested.include({
      TableStatus: "ACTIVE",
      "BillingModeSummary.BillingMode": "PROVISIONED",
    });
  });

  it("fails on warm throughput while an index is allocated", async () => {
    await emulated.table("warm", onDemand);
    await emulated.update("warm", addIndex("a"));
    await emulated.refuses("UpdateTable", { TableName: "warm", ...warm }, "InternalServerError", "system maintenance");
    emulated.advance(REALISTIC.allocateIndexMs);
    await emulated.update("warm", warm);
  });

  describe("an index during its backfill", () => {
    const accepted: Readonly<Record<string, Json>> = {
      throughput: capacity(9),
      "the deletion of that index": deleteIndex("by-b"),
      "deletion protection": protection(true),
      "an update of another index": updateIndex("by-a", capacity(9)),
      "an update of that index": updateIndex("by-b", capacity(9)),
    };
    const startBackfill = async (name: string) => {
      await emulated.table(name, withIndexes(provisioned, "a"));
      await emulated.update(name, addIndex("b", "S", capacity(5)));
      emulated.advance(REALISTIC.allocateIndexMs);
      expect(await emulated.statuses(name)).deep.equal(["ACTIVE", "ACTIVE", "CREATING+"]);
      return name;
    };
    for (const [place, [what, request]] of Object.entries(accepted).entries()) {
      it(`accepts ${what}`, async () => {
        await emulated.update(await startBackfill(`filled-${place}`), request);
      });
    }

    it("accepts settings with operations of their own", async () => {
      for (const [operation, input] of separate(await startBackfill("filled"))) await emulated.ask(operation, input);
    });

    it("refuses another index, and the deletion of another one", async () => {
      await startBackfill("second");
      for (const change of [addIndex("c", "S", capacity(5)), deleteIndex("by-a")]) {
        await emulated.refuses(
          "UpdateTable",
          { TableName: "second", ...change },
          "LimitExceededException",
          "Only 1 online index can be created or deleted simultaneously per table",
        );
      }
    });
  });

  it("its encryption: accepts a stream, a table class, deletion protection, and an index", async () => {
    const changes = [stream("KEYS_ONLY"), infrequent, protection(true), addIndex("a")];
    for (const [place, change] of changes.entries()) {
      const name = await emulated.table(`encrypted-${place}`, onDemand);
      await emulated.update(name, sse);
      await emulated.update(name, change);
      expect((await emulated.describe(name))["SSEDescription"]).deep.include({ Status: "UPDATING" });
    }
  });
});
