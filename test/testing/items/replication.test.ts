import { expect } from "chai";
import fc from "fast-check";
import type { Json } from "../../../src/testing/control-plane/wire.js";
import type { EmulatorOptions } from "../../../src/testing/options.js";
import { indexed } from "../../support/item-tables.js";
import { Regions } from "../../support/regions.js";

const [A, B, C] = ["eu-west-1", "us-east-1", "us-west-2"] as const;
const TableName = "indexed";
const Key = { pk: { S: "p" }, sk: { N: "1" } };

/** A table with replicas in three regions. */
function globalTable(options: EmulatorOptions = {}): Regions {
  const regions = new Regions(options);
  regions.ask(A, "CreateTable", indexed);
  for (const RegionName of [B, C])
    regions.ask(A, "UpdateTable", { TableName, ReplicaUpdates: [{ Create: { RegionName } }] });
  return regions;
}

describe("the items of replicas", () => {
  const put = (regions: Regions, region: string, text: string) =>
    regions.ask(region, "PutItem", { TableName, Item: { ...Key, gpk: { S: "g" }, text: { S: text } } });
  const remove = (regions: Regions, region: string) => regions.ask(region, "DeleteItem", { TableName, Key });
  const text = (regions: Regions, region: string) => {
    const { Item } = regions.ask(region, "GetItem", { TableName, Key });
    return ((Item as Json | undefined)?.["text"] as Json | undefined)?.["S"];
  };
  const texts = (regions: Regions) => [A, B, C].map((region) => text(regions, region));

  it("are in the other regions at once by default", () => {
    const regions = globalTable();
    put(regions, B, "1");
    expect(texts(regions)).to.deep.equal(["1", "1", "1"]);
    remove(regions, C);
    expect(texts(regions)).to.deep.equal([undefined, undefined, undefined]);
  });

  it("are there after a second with realistic latency, a part of it with a factor, or after the given delay", () => {
    for (const [options, delay] of [
      [{ latency: "realistic" }, 1_000],
      [{ latency: 0.1 }, 100],
      [{ replicationDelayMs: 30 }, 30],
    ] as const) {
      const regions = new Regions(options);
      regions.ask(A, "CreateTable", indexed);
      regions.now += 60_000;
      regions.ask(A, "UpdateTable", { TableName, ReplicaUpdates: [{ Create: { RegionName: B } }] });
      regions.now += 60_000;
      put(regions, A, "1");
      regions.now += delay - 1;
      expect([text(regions, A), text(regions, B)], `${delay}`).to.deep.equal(["1", undefined]);
      regions.now += 1;
      expect(text(regions, B), `${delay}`).to.equal("1");
    }
  });

  describe("with a delay", () => {
    let regions: Regions;

    beforeEach(() => {
      regions = globalTable({ replicationDelayMs: 1_000 });
    });

    const later = (ms: number) => {
      regions.now += ms;
    };

    it("are those of the last writer, whatever arrives last", () => {
      put(regions, A, "first");
      later(500);
      put(regions, B, "last");
      expect(texts(regions)).to.deep.equal(["first", "last", undefined]);
      later(500);
      expect(texts(regions)).to.deep.equal(["first", "last", "first"]);
      later(500);
      expect(texts(regions)).to.deep.equal(["last", "last", "last"]);
    });

    it("are those of the request that was executed last, of two in the same millisecond", () => {
      put(regions, B, "first");
      put(regions, A, "last");
      later(1_000);
      expect(texts(regions)).to.deep.equal(["last", "last", "last"]);
    });

    it("are deleted by a later deletion only", () => {
      put(regions, A, "1");
      later(1_000);
      remove(regions, A);
      later(1);
      put(regions, B, "2");
      later(998);
      expect(texts(regions)).to.deep.equal([undefined, "2", "1"]);
      later(1);
      expect(texts(regions)).to.deep.equal([undefined, "2", undefined]);
      later(1);
      expect(texts(regions)).to.deep.equal(["2", "2", "2"]);
    });

    it("are checked against conditions in the region of the request", () => {
      put(regions, A, "1");
      const conditional = {
        TableName,
        Item: { ...Key, text: { S: "2" } },
        ConditionExpression: "attribute_not_exists(pk)",
      };
      expect(regions.refusal(A, "PutItem", conditional)).to.match(/^ConditionalCheckFailed/);
      regions.ask(B, "PutItem", conditional);
      later(1_000);
      expect(texts(regions)).to.deep.equal(["2", "2", "2"]);
    });

    it("are written together by a transaction in its region, and one by one in the others", () => {
      const other = { pk: { S: "p" }, sk: { N: "2" } };
      put(regions, B, "kept");
      later(1_000);
      regions.ask(A, "TransactWriteItems", {
        TransactItems: [
          { Put: { TableName, Item: { ...Key, text: { S: "transaction" } } } },
          { Put: { TableName, Item: { ...other, text: { S: "transaction" } } } },
        ],
      });
      later(10);
      put(regions, B, "later");
      later(990);
      expect(regions.items(B, TableName)).to.deep.equal([
        { ...Key, gpk: { S: "g" }, text: { S: "later" } },
        { ...other, text: { S: "transaction" } },
      ]);
    });

    it("are in the streams of all regions, once, and with their region", () => {
      put(regions, A, "1");
      later(1_000);
      put(regions, B, "2");
      later(1_000);
      for (const region of [A, B, C]) {
        const records = regions.records(region, TableName);
        expect(records.map(({ eventName, awsRegion }) => [eventName, awsRegion])).to.deep.equal([
          ["INSERT", region],
          ["MODIFY", region],
        ]);
      }
    });

    it("are in the indexes and the totals of all regions", () => {
      put(regions, A, "12345");
      later(1_000);
      const totals = (region: string) => {
        const { ItemCount, TableSizeBytes, GlobalSecondaryIndexes } = regions.describe(region, TableName) ?? {};
        return [ItemCount, TableSizeBytes, (GlobalSecondaryIndexes as Json[])[0]?.["ItemCount"]];
      };
      for (const region of [B, C]) expect(totals(region)).to.deep.equal(totals(A));
      expect(totals(C)[2]).to.equal(1);
    });

    it("are copied to a new replica, with the writes that are on their way", () => {
      const D = "ap-south-1";
      put(regions, C, "from C");
      later(500);
      regions.ask(A, "UpdateTable", { TableName, ReplicaUpdates: [{ Create: { RegionName: D } }] });
      expect(text(regions, D)).to.equal(undefined);
      later(500);
      expect(text(regions, D)).to.equal("from C");
    });

    it("arrive everywhere before a region leaves", () => {
      put(regions, C, "last words");
      regions.now += 86_400_000;
      put(regions, C, "later");
      regions.ask(A, "UpdateTable", { TableName, ReplicaUpdates: [{ Delete: { RegionName: C } }] });
      expect([text(regions, A), text(regions, B)]).to.deep.equal(["later", "later"]);
      put(regions, B, "without C");
      later(1_000);
      expect(text(regions, A)).to.equal("without C");
    });

    it("are in a saved state as they will be in all regions", () => {
      put(regions, A, "1");
      put(regions, B, "2");
      const stored = regions.emulator.state().regions.map(({ items }) => items.get(TableName)?.items.count);
      expect(stored).to.deep.equal([1, 1, 1]);
      expect(texts(regions)).to.deep.equal(["1", "2", undefined]);
    });

    it("are not written after they were replaced", () => {
      put(regions, A, "1");
      regions.emulator.clear();
      later(1_000);
      expect(texts(regions)).to.deep.equal([undefined, undefined, undefined]);
    });
  });

  it("expire in one region, and are deleted in the others by replication", () => {
    const regions = globalTable({ replicationDelayMs: 1_000, timeToLiveDelayMs: 10_000 });
    regions.ask(C, "UpdateTimeToLive", {
      TableName,
      TimeToLiveSpecification: { Enabled: true, AttributeName: "ttl" },
    });
    const ttl = { N: String(regions.now / 1_000 + 10) };
    regions.ask(C, "PutItem", { TableName, Item: { ...Key, ttl } });
    regions.now += 20_001;
    expect([A, B, C].map((region) => regions.items(region, TableName))).to.have.deep.members([
      [],
      [{ ...Key, ttl }],
      [{ ...Key, ttl }],
    ]);
    regions.now += 1_000;
    expect([A, B, C].map((region) => regions.items(region, TableName))).to.deep.equal([[], [], []]);
    const deletions = [A, B, C].map((region) => {
      const { eventName, userIdentity } = regions.records(region, TableName).at(-1) ?? {};
      return [eventName, userIdentity !== undefined];
    });
    expect(deletions).to.deep.equal([
      ["REMOVE", true],
      ["REMOVE", false],
      ["REMOVE", false],
    ]);
  });

  it("are the same in all regions after random writes in random regions", () => {
    const write = fc.record({
      region: fc.constantFrom(A, B, C),
      key: fc.constantFrom("1", "2", "3"),
      kind: fc.constantFrom("PutItem", "DeleteItem", "UpdateItem"),
      indexKey: fc.constantFrom("x", "y"),
      pause: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 40 }), fc.constantFrom(0, 300, 1_000), (writes, replicationDelayMs) => {
        const regions = globalTable({ replicationDelayMs });
        const last = new Map<string, unknown>();
        for (const [n, { region, key, kind, indexKey, pause }] of writes.entries()) {
          const each = { pk: { S: "p" }, sk: { N: key } };
          const attributes = { gpk: { S: indexKey }, n: { N: String(n) } };
          const existed = regions.ask(region, "GetItem", { TableName, Key: each })["Item"] !== undefined;
          if (kind === "PutItem") regions.ask(region, kind, { TableName, Item: { ...each, ...attributes } });
          else if (kind === "DeleteItem") regions.ask(region, kind, { TableName, Key: each });
          else {
            const AttributeUpdates = Object.fromEntries(
              Object.entries(attributes).map(([name, Value]) => [name, { Action: "PUT", Value }]),
            );
            regions.ask(region, kind, { TableName, Key: each, AttributeUpdates });
          }
          // The deletion of an item that the region does not have writes nothing.
          if (kind !== "DeleteItem") last.set(key, { ...each, ...attributes });
          else if (existed) last.delete(key);
          regions.now += pause;
        }
        regions.now += replicationDelayMs;
        const expected = ["1", "2", "3"].flatMap((key) => last.get(key) ?? []);
        for (const region of [A, B, C]) {
          expect(regions.items(region, TableName)).to.deep.equal(expected);
          const inIndex = regions.ask(region, "Scan", { TableName, IndexName: "global" });
          expect(inIndex["Count"]).to.equal(expected.length);
          expect(regions.describe(region, TableName)?.["ItemCount"]).to.equal(expected.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
