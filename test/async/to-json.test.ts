import { expect } from "chai";
import { attr, defineModel } from "../../src/index.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

const AT = new Date("2024-01-01T10:00:00.123Z");
const bytes = new Uint8Array([1, 2, 255]);

class Everything extends defineModel({
  table: tableName("everything"),
  attributes: {
    id: attr.bigint().partitionKey(),
    at: attr.date().sortKey(),
    note: attr.string().nullable().optional(),
    ttl: attr.timestamp("s").optional(),
    nanos: attr.timestamp("ns").optional(),
    price: attr.decimal().optional(),
    token: attr.binary().optional(),
    tags: attr.stringSet().optional(),
    sizes: attr.numberSet().optional(),
    parts: attr.binarySet().optional(),
    lines: attr.list(attr.map({ tags: attr.stringSet(), at: attr.date(), count: attr.bigint() })).optional(),
    days: attr.record(attr.list(attr.date())).optional(),
    extra: attr.json<unknown>().optional(),
    scores: attr
      .custom<Map<string, bigint>>({
        storage: "S",
        encode: (map) => [...map].join(";"),
        decode: (text) => new Map(text.split(";").map((pair) => [pair.split(",")[0] ?? "", 2n])),
      })
      .optional(),
  },
}) {
  get title(): string {
    return `${this.id}`;
  }
}

const ALL = {
  id: 2n ** 80n,
  at: AT,
  note: null,
  ttl: new Date(1_700_000_000_000),
  nanos: 1_700_000_000_000_000_001n,
  price: "12.50",
  token: bytes,
  tags: new Set(["a", "b"]),
  sizes: new Set([1, 2.5]),
  parts: new Set([bytes]),
  lines: [{ tags: new Set(["c"]), at: AT, count: 7n }],
  days: { monday: [AT] },
  extra: { a: [1, null] },
  scores: new Map([["ada", 2n]]),
};

const PLAIN = {
  id: "1208925819614629174706176",
  at: "2024-01-01T10:00:00.123Z",
  note: null,
  ttl: "2023-11-14T22:13:20.000Z",
  nanos: "1700000000000000001",
  price: "12.50",
  token: "AQL/",
  tags: ["a", "b"],
  sizes: [1, 2.5],
  parts: ["AQL/"],
  lines: [{ tags: ["c"], at: "2024-01-01T10:00:00.123Z", count: "7" }],
  days: { monday: ["2024-01-01T10:00:00.123Z"] },
  extra: { a: [1, null] },
  scores: [["ada", "2"]],
};

describe("an item as JSON", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Everything);
  });

  after(() => dynamodb.close());

  it("is plain JSON and complete, before it is saved and after it was read", async () => {
    const item = new Everything(ALL);
    expect(item.toJSON()).to.deep.equal(PLAIN);
    expect(JSON.parse(JSON.stringify({ items: [item] }))).to.deep.equal({ items: [PLAIN] });
    await item.save();
    const found = await Everything.get(item);
    expect(found?.toJSON()).to.deep.equal({ ...PLAIN, price: "12.5" });
    expect(Object.keys({ ...found })).to.not.include("toJSON");
  });

  it("has only the item's attributes", () => {
    const item = new Everything({ id: 1n, at: AT });
    item.note = undefined;
    expect(item.toJSON()).to.deep.equal({ id: "1", at: "2024-01-01T10:00:00.123Z" });
  });

  it("is plain JSON for a part of an item too", async () => {
    await new Everything(ALL).save();
    const part = await Everything.get({ id: ALL.id, at: ALL.at }, { attributes: ["id", "tags", "lines"] });
    expect(Object.keys(part ?? {})).to.deep.equal(["id", "tags", "lines"]);
    expect(JSON.parse(JSON.stringify(part))).to.deep.equal({ id: PLAIN.id, tags: PLAIN.tags, lines: PLAIN.lines });
    const parts = await Everything.query({ id: ALL.id }, { attributes: ["token"] }).toArray();
    expect(parts).to.deep.equal([{ token: bytes }]);
    expect(JSON.stringify(parts)).to.equal('[{"token":"AQL/"}]');
  });
});
