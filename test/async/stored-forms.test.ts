import { expect } from "chai";
import { attr, type DynamoClient, defineModel } from "../../src/index.js";
import { has, needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

/** Items as written by other programs. */
class RawVisit extends defineModel({
  table: tableName("visits"),
  attributes: {
    place: attr.string().partitionKey(),
    at: attr.string().sortKey(),
    seen: attr.string().optional(),
    note: attr.string().optional(),
  },
}) {}

class Visit extends defineModel({
  table: tableName("visits"),
  attributes: {
    place: attr.string().partitionKey(),
    at: attr.date().sortKey(),
    seen: attr.date().optional(),
    note: attr.string().optional(),
  },
  globalSecondaryIndexes: { bySeen: { partitionKey: "place", sortKey: "seen" } },
}) {}

class RawTick extends defineModel({
  table: tableName("ticks"),
  attributes: { at: attr.decimal().partitionKey(), size: attr.decimal().sortKey(), note: attr.string().optional() },
}) {}

class Tick extends defineModel({
  table: tableName("ticks"),
  attributes: { at: attr.timestamp("s").partitionKey(), size: attr.number().sortKey(), note: attr.string().optional() },
}) {}

const FORMS = [
  "2024-01-01T10:00:00Z",
  "2024-01-01T12:00:00+02:00",
  "2024-01-01T10:00:00.123456789Z",
  "2024-01-01 10:00:00",
  "2024-01-01",
];
const SECONDS = "1704103200.25";
const LONG = "1.00000000000000000000015";

describe("a key that another program wrote in another form", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB();
    client = dynamodb.client;
    await Visit.createTable({ wait: true });
    await Tick.createTable({ wait: true });
  });

  after(() => dynamodb.close());

  for (const at of FORMS) {
    describe(at, () => {
      const read = async () => {
        await new RawVisit({ place: "oslo", at, seen: at, note: "new" }).save();
        const visit = await Visit.query({ place: "oslo" }).first();
        if (visit === undefined) throw new Error("there is no visit");
        return visit;
      };
      const stored = async () => (await RawVisit.scan().toArray()).map((visit) => ({ ...visit }));
      const wanted = (note: string) => [{ place: "oslo", at, seen: at, note }];

      afterEach(async () => {
        for (const visit of await RawVisit.scan().toArray()) await visit.delete();
      });

      it("is written unchanged by save, together with the other attributes", async () => {
        const visit = await read();
        visit.note = "saved";
        await visit.save();
        expect(await stored()).to.deep.equal(wanted("saved"));
      });

      it("is found by update, by get with the item, and by get with its Date", async () => {
        const visit = await read();
        await visit.update({ note: "updated" });
        await visit.update({ note: "twice" });
        expect(await stored()).to.deep.equal(wanted("twice"));
        expect((await Visit.get(visit))?.note).to.equal("twice");
        expect((await Visit.get({ place: "oslo", at: visit.at }))?.note).to.equal("twice");
        expect((await Visit.query({ place: "oslo", at: visit.at }).first())?.note).to.equal("twice");
        expect((await Visit.bySeen.query({ place: "oslo", seen: visit.seen }).first())?.note).to.equal("twice");
      });

      it("is found by delete", async () => {
        await (await read()).delete();
        expect(await stored()).to.deep.equal([]);
      });

      it("is found by batches", async () => {
        const visit = await read();
        await Visit.batchWrite({ put: [new Visit({ ...visit, note: "batch" })] });
        expect(await stored()).to.deep.equal(wanted("batch"));
        expect(await Visit.batchGet([visit])).to.have.length(1);
        await Visit.batchWrite({ delete: [visit] });
        expect(await stored()).to.deep.equal([]);
      });

      needs("transactions").it("is found by transactions", async () => {
        const visit = await read();
        await client.transactWrite([Visit.transactUpdate(visit, { note: "transaction" })]);
        expect(await stored()).to.deep.equal(wanted("transaction"));
        const [found] = await client.transactGet([Visit.transactRead(visit)]);
        expect(found?.note).to.equal("transaction");
        await client.transactWrite([Visit.transactPut(visit)]);
        expect(await stored()).to.deep.equal(wanted("new"));
        await client.transactWrite([Visit.transactDelete(visit)]);
        expect(await stored()).to.deep.equal([]);
      });

      it("can be part of a condition, and of a cursor", async () => {
        const visit = await read();
        await visit.update({ note: "seen" }, { condition: (item) => item.seen.eq(visit.at) });
        await new RawVisit({ place: "oslo", at: "2024-06-01", note: "later" }).save();
        for await (const { cursor } of Visit.query({ place: "oslo" }, { limit: 1 }).pages()) {
          const later = await Visit.query({ place: "oslo" }, { cursor }).toArray();
          expect(later.map(({ note }) => note)).to.deep.equal(["later"]);
        }
      });

      it("is replaced by a new value, set on the Date or assigned", async () => {
        const visit = await read();
        visit.seen?.setUTCFullYear(2025);
        visit.at = new Date(visit.at);
        await visit.save();
        const saved = (await stored()).find((each) => each.at !== at);
        expect(saved?.at).to.equal(visit.at.toISOString());
        expect(saved?.seen).to.equal(visit.seen?.toISOString());
      });
    });
  }

  it("keeps its fractions of a second, and digits that a double does not represent", async () => {
    await new RawTick({ at: SECONDS, size: LONG }).save();
    const stored = async () => (await RawTick.scan().toArray()).map((tick) => ({ ...tick }));
    const tick = await Tick.scan().first();
    if (tick === undefined) throw new Error("there is no tick");
    expect({ ...tick }).to.include({ size: 1 });
    expect(tick.at.toISOString()).to.equal("2024-01-01T10:00:00.250Z");
    tick.note = "saved";
    await tick.save();
    expect(await stored()).to.deep.equal([{ at: SECONDS, size: LONG, note: "saved" }]);
    await tick.update({ note: "updated" });
    await new Tick({ ...tick, note: "copied" }).save();
    expect(await stored()).to.deep.equal([{ at: SECONDS, size: LONG, note: "copied" }]);
    expect((await Tick.get(tick))?.note).to.equal("copied");
    const part = await Tick.get(tick, { attributes: ["at", "size"] });
    expect(part && (await Tick.get(part))?.note).to.equal("copied");
    expect(await Tick.get({ at: tick.at, size: tick.size })).to.equal(undefined); // a number does not keep its text
    if (has("transactions")) await client.transactWrite([Tick.transactUpdate(tick, { note: "transaction" })]);
    tick.size = 2;
    await tick.save();
    expect((await stored()).map(({ size }) => size).sort()).to.deep.equal([LONG, "2"]);
    tick.size = 1;
    await tick.delete();
    expect((await stored()).map(({ size }) => size)).to.deep.equal(["2"]);
  });

  it("in the form of another type has that type's text", async () => {
    await new RawTick({ at: "1704103201.5", size: "7" }).save();
    const found = (await Tick.scan().toArray()).find(({ size }) => size === 7);
    if (found === undefined) throw new Error("there is no tick");
    await new Visit({ place: "bergen", at: found.at }).save();
    const [visit] = await RawVisit.query({ place: "bergen" }).toArray();
    expect(visit?.at).to.equal("2024-01-01T10:00:01.500Z");
    await visit?.delete();
  });
});
