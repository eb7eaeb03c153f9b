import { runInNewContext } from "node:vm";
import { expect } from "chai";
import { z } from "zod";
import { attr, defineModel, ItemValidationError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Parcel extends defineModel({
  table: tableName("parcels"),
  attributes: {
    id: attr.binary().partitionKey(),
    at: attr.date().sortKey(),
    ttl: attr.timestamp("s").optional(),
    tags: attr.stringSet().optional(),
    sizes: attr.numberSet().optional(),
    tokens: attr.binarySet().optional(),
    stops: attr.list(attr.map({ city: attr.string(), at: attr.date() })).optional(),
    days: attr.record(attr.date()).optional(),
    extra: attr.json<unknown>().optional(),
    any: attr.schema(z.unknown(), "M").optional(),
  },
}) {}

/** A value of another realm, with its own classes, such as in a jest test or a REPL. */
const elsewhere = <V>(text: string): V => runInNewContext(`(${text})`) as V;

const DAY = "new Date('2024-01-01T10:00:00Z')";
type Input = ConstructorParameters<typeof Parcel>[0];

const INPUT = `{
  id: new Uint8Array([1, 2]),
  at: ${DAY},
  ttl: ${DAY},
  tags: new Set(["a", "b"]),
  sizes: new Set([1, 2]),
  tokens: new Set([new Uint8Array([3])]),
  stops: [{ city: "Oslo", at: ${DAY} }],
  days: { monday: ${DAY} },
  extra: { list: [1, { at: ${DAY} }], bare: Object.create(null) },
  any: { list: [true, null], bytes: new Uint8Array([4]) },
}`;

const day = new Date("2024-01-01T10:00:00Z");
const READ = {
  id: new Uint8Array([1, 2]),
  at: day,
  ttl: day,
  tags: new Set(["a", "b"]),
  sizes: new Set([1, 2]),
  tokens: new Set([new Uint8Array([3])]),
  stops: [{ city: "Oslo", at: day }],
  days: { monday: day },
  extra: { list: [1, { at: "2024-01-01T10:00:00.000Z" }], bare: {} },
  any: { list: [true, null], bytes: new Uint8Array([4]) },
};

describe("values of another realm", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Parcel);
  });

  after(() => dynamodb.close());

  it("are recognised anywhere in an item", async () => {
    const input = elsewhere<Input>(INPUT);
    expect(input.at).not.to.be.instanceOf(Date);
    const parcel = await new Parcel(input).save();
    expect({ ...(await Parcel.get({ id: READ.id, at: READ.at })) }).to.deep.equal(READ);
    expect(JSON.parse(JSON.stringify(parcel))).to.deep.equal(JSON.parse(JSON.stringify(new Parcel(READ))));
  });

  it("are keys, ranges, changes and parts of conditions", async () => {
    await new Parcel(READ).save();
    const key = elsewhere<{ id: Uint8Array; at: Date }>(`{ id: new Uint8Array([1, 2]), at: ${DAY} }`);
    expect((await Parcel.get(key))?.at).to.deep.equal(day);
    expect(await Parcel.query(key).toArray()).to.have.length(1);
    const range = elsewhere<typeof key & { at: { gte: Date } }>(`{ id: new Uint8Array([1, 2]), at: { gte: ${DAY} } }`);
    expect(await Parcel.query(range).toArray()).to.have.length(1);
    const later = elsewhere<Date>("new Date(7000)");
    const parcel = new Parcel(READ);
    await parcel.update(
      { ttl: later },
      { condition: (item) => item.at.eq(key.at).and(item.days.key("monday").gt(later)) },
    );
    expect(parcel.ttl).to.deep.equal(new Date(7000));
    await parcel.update((item) => [
      item.tags.add(elsewhere("new Set(['c'])")),
      item.sizes.delete(elsewhere("new Set([1])")),
    ]);
    expect([parcel.tags, parcel.sizes]).to.deep.equal([new Set(["a", "b", "c"]), new Set([2])]);
  });

  it("are copied for each item if they are defaults", () => {
    class Lot extends defineModel({
      table: tableName("lots"),
      attributes: {
        id: attr.string().partitionKey(),
        tags: attr.stringSet().default(elsewhere<Set<string>>("new Set(['a'])")),
        at: attr.date().default(elsewhere<Date>(DAY)),
        notes: attr.record(attr.string()).default(elsewhere<Record<string, string>>("{ a: 'b' }")),
      },
    }) {}
    const lot = new Lot({ id: "a" });
    lot.tags.add("b");
    lot.at.setTime(0);
    lot.notes["c"] = "d";
    const { tags, at, notes } = new Lot({ id: "b" });
    expect({ tags, at, notes }).to.deep.equal({ tags: new Set(["a"]), at: day, notes: { a: "b" } });
  });

  it("are refused if their tag is misleading", async () => {
    const fakes = [
      Object.create(Date.prototype),
      { [Symbol.toStringTag]: "Date" },
      elsewhere("Object.create(Date.prototype)"),
    ];
    for (const at of fakes) {
      const error = await rejects(() => new Parcel({ ...READ, at: at as Date }).save());
      expect(error).to.be.instanceOf(ItemValidationError);
      expect(error.message).to.include("at: expected a Date, got an");
    }
    for (const tags of [Object.create(Set.prototype), elsewhere("new Map()"), elsewhere("['a']")]) {
      const error = await rejects(() => new Parcel({ ...READ, tags: tags as Set<string> }).save());
      expect(error.message).to.include("tags: expected a Set, got a");
    }
    const map = Object.defineProperty(new Map([["a", 1]]), Symbol.toStringTag, { value: "Object" });
    const error = await rejects(() => new Parcel({ ...READ, days: map as never, any: elsewhere("new Map()") }).save());
    expect(error.message).to.include("days: expected an object, got").and.include("any: expected");
  });

  it("can be signals, endpoints and options too", async () => {
    const signal = elsewhere<AbortSignal>(
      "{ aborted: false, throwIfAborted() {}, addEventListener() {}, removeEventListener() {} }",
    );
    expect(await Parcel.tableExists({ signal })).to.equal(true);
    const options = elsewhere<{ partitionKey: ["id", "S"]; wait: true }>("{ partitionKey: ['id', 'S'], wait: true }");
    await dynamodb.client.createTable(tableName("elsewhere"), options);
    expect(await dynamodb.client.tableExists(tableName("elsewhere"))).to.equal(true);
  });
});
