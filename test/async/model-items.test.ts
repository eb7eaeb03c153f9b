import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, type DynamoClient, defineModel, ExpressionError, ItemValidationError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Entry extends defineModel({
  table: tableName("entries"),
  attributes: {
    owner: attr.string().partitionKey(),
    place: attr.number().sortKey(),
    text: attr.string().default("empty"),
    level: attr.number().optional(),
    tags: attr.stringSet().optional(),
    note: attr.string().nullable().optional(),
  },
  globalSecondaryIndexes: {
    byText: { partitionKey: "text", sortKey: "level" },
    levels: { partitionKey: "text", projection: ["level"] },
  },
  localSecondaryIndexes: { byLevel: { sortKey: "level" } },
}) {
  get title(): string {
    return `${this.owner}/${this.place}`;
  }
}

class Counted extends defineModel({
  table: tableName("counted"),
  attributes: { id: attr.string().partitionKey(), name: attr.string().optional(), revision: attr.number().version() },
}) {}

describe("the items of a model", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB();
    client = dynamodb.client;
    await Entry.createTable({ wait: true });
    await Counted.createTable({ wait: true });
  });

  after(() => dynamodb.close());

  it("are read as they were saved, with defaults, and with the methods of their class", async () => {
    const entry = new Entry({ owner: "ada", place: 1, tags: new Set(["x", "y"]), note: null });
    expect(await entry.save()).to.equal(entry);
    const found = await Entry.get({ owner: "ada", place: 1 }, { consistentRead: true });
    expect({ ...found }).to.deep.equal({
      owner: "ada",
      place: 1,
      text: "empty",
      tags: new Set(["x", "y"]),
      note: null,
    });
    expect(found?.title).to.equal("ada/1");
    expect(await Entry.get({ owner: "ada", place: 2 })).to.equal(undefined);
  });

  it("are updated, and get the stored values", async () => {
    const entry = await new Entry({ owner: "bob", place: 1, level: 1, tags: new Set(["x"]) }).save();
    await entry.update({ level: 2, text: "new" });
    expect(entry).to.include({ level: 2, text: "new" });
    await entry.update((item) => [item.level.add(3), item.tags.remove(), item.text.set("again")]);
    expect({ ...entry }).to.deep.equal({ owner: "bob", place: 1, level: 5, text: "again" });
    expect({ ...(await Entry.get({ owner: "bob", place: 1 })) }).to.deep.equal({ ...entry });
    expect(await entry.update({})).to.equal(entry);
  });

  it("are not created by an update", async () => {
    const error = await rejects(() => new Entry({ owner: "nobody", place: 1 }).update({ level: 2 }));
    expect(error).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await Entry.get({ owner: "nobody", place: 1 })).to.equal(undefined);
  });

  it("are written with a condition, whose failure has the existing item on request", async () => {
    await new Entry({ owner: "cleo", place: 1, level: 7 }).save({ condition: (item) => item.owner.notExists() });
    const again = new Entry({ owner: "cleo", place: 1, level: 8 });
    const error = await rejects(() => again.save({ condition: (item) => item.owner.notExists() }));
    expect(error).to.be.instanceOf(ConditionalCheckFailedException);
    await again.delete({ condition: (item) => item.level.eq(7) });
    expect(await Entry.get({ owner: "cleo", place: 1 })).to.equal(undefined);
  });

  it("are found by key, in both orders, by page", async () => {
    for (let place = 1; place <= 7; place++) await new Entry({ owner: "dan", place, level: 10 - place }).save();
    const places = (entries: Entry[]) => entries.map(({ place }) => place);
    expect(places(await Entry.query({ owner: "dan" }).toArray())).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(places(await Entry.query({ owner: "dan", place: { between: [2, 4] } }).toArray())).to.deep.equal([2, 3, 4]);
    expect(places(await Entry.query({ owner: "dan", place: 3 }).toArray())).to.deep.equal([3]);
    expect(places(await Entry.query({ owner: "dan" }, { descending: true, limit: 2 }).toArray())).to.deep.equal([7, 6]);
    expect((await Entry.query({ owner: "dan", place: { gt: 5 } }).first())?.title).to.equal("dan/6");
    const odd = await Entry.query({ owner: "dan" }, { filter: (item) => item.level.in([9, 7, 5]), limit: 2 }).toArray();
    expect(places(odd)).to.deep.equal([1, 3]);
  });

  it("are read with a cursor, also after a limit within a page", async () => {
    const seen: number[] = [];
    let cursor: string | undefined;
    let requests = 0;
    do {
      for await (const page of Entry.query({ owner: "dan" }, { limit: 3, pageSize: 2, cursor }).pages()) {
        seen.push(...page.items.map(({ place }) => place));
        cursor = page.cursor;
        requests++;
      }
    } while (cursor !== undefined);
    expect(seen).to.deep.equal([1, 2, 3, 4, 5, 6, 7]);
    expect(requests).to.be.greaterThan(3);
    const pages: number[][] = [];
    for await (const page of Entry.query({ owner: "dan" }, { limit: 2, filter: (item) => item.level.lt(8) }).pages()) {
      pages.push(page.items.map(({ place }) => place));
      cursor = page.cursor;
    }
    const rest = await Entry.query({ owner: "dan" }, { cursor }).toArray();
    expect([pages.flat(), rest.map(({ place }) => place)]).to.deep.equal([
      [3, 4],
      [5, 6, 7],
    ]);
  });

  it("are found by indexes, complete or with the projected attributes", async () => {
    await new Entry({ owner: "eve", place: 1, text: "indexed", level: 3, tags: new Set(["t"]) }).save();
    await new Entry({ owner: "eve", place: 2, text: "indexed", level: 4 }).save();
    const whole = await Entry.byText.query({ text: "indexed", level: { gte: 4 } }).toArray();
    expect(whole.map((entry) => entry.place)).to.deep.equal([2]);
    expect(whole[0]).to.be.instanceOf(Entry);
    const parts = await Entry.levels.query({ text: "indexed" }).toArray();
    expect(parts).to.have.deep.members([
      { owner: "eve", place: 1, text: "indexed", level: 3 },
      { owner: "eve", place: 2, text: "indexed", level: 4 },
    ]);
    const local = await Entry.byLevel.query({ owner: "eve", level: { lt: 4 } }).first();
    expect(local?.place).to.equal(1);
  });

  it("are scanned, in sequence or in concurrent segments", async () => {
    const all = await Entry.scan().toArray();
    const inSegments = await Entry.scan({ segments: 4, pageSize: 2 }).toArray();
    const names = (entries: Entry[]) => entries.map(({ title }) => title).toSorted();
    expect(names(inSegments)).to.deep.equal(names(all));
    expect(await Entry.scan({ segments: 3, limit: 5 }).toArray()).to.have.lengthOf(5);
    expect(await Entry.scan({ filter: (item) => item.owner.eq("dan") }).toArray()).to.have.lengthOf(7);
  });

  it("are written and read in batches of any size", async () => {
    const put = Array.from({ length: 60 }, (_, place) => new Entry({ owner: "batch", place }));
    await Entry.batchWrite({ put });
    expect(await Entry.query({ owner: "batch" }).toArray()).to.have.lengthOf(60);
    const keys = put.map(({ owner, place }) => ({ owner, place }));
    expect(await Entry.batchGet([...keys, { owner: "batch", place: 99 }])).to.have.lengthOf(60);
    await Entry.batchWrite({ delete: keys });
    expect(await Entry.query({ owner: "batch" }).toArray()).to.have.lengthOf(0);
  });

  it("are locked by their version", async () => {
    const first = await new Counted({ id: "a" }).save();
    expect(first.revision).to.equal(1);
    const second = await Counted.get({ id: "a" });
    await first.update({ name: "first" });
    expect(first.revision).to.equal(2);
    expect(await rejects(async () => await second?.save())).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await rejects(async () => await second?.update({ name: "second" }))).to.be.instanceOf(
      ConditionalCheckFailedException,
    );
    expect(await rejects(async () => await second?.delete())).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await rejects(() => new Counted({ id: "a" }).save())).to.be.instanceOf(ConditionalCheckFailedException);
    expect({ ...(await first.save()) }).to.deep.equal({ id: "a", name: "first", revision: 3 });
    await first.delete();
  });

  it("keep changes that are made while they are saved", async () => {
    const item = new Counted({ id: "busy", name: "first" });
    const saved = await item.save({
      condition: ({ id }) => {
        item.name = "second"; // the saved values are determined by now
        return id.notExists();
      },
    });
    expect({ ...saved }).to.deep.equal({ id: "busy", name: "second", revision: 1 });
    await item.delete();
  });

  needs("requests").it("are refused if they do not fit, before anything is sent", async () => {
    const sent = dynamodb.requests.length;
    const big = new Entry({ owner: "big", place: 2 ** 60 });
    const error = await rejects(() => big.save());
    expect(error).to.be.instanceOf(ItemValidationError);
    expect(error.message).to.include('entries"').and.include("place").and.include("bigint");
    const empty = await rejects(() => new Entry({ owner: "x", place: 1, tags: new Set() }).save());
    expect((empty as ItemValidationError).issues.map(({ path }) => path)).to.deep.equal(["tags"]);
    const wrong = new Entry({ owner: "x", place: 2 ** 60, text: 5 as never, tags: new Set() });
    const refused = [
      await rejects(() => wrong.save()),
      await rejects(() => Entry.batchWrite({ put: [wrong] })),
      await rejects(async () => await client.transactWrite([Entry.transactPut(wrong)])),
    ];
    for (const each of refused)
      expect(each).to.have.property("message", refused[0]?.message).that.includes("3 problems");
    expect((await rejects(() => wrong.update({ text: 5 as never, tags: new Set() }))).message).to.include("2 problems");
    // @ts-expect-error: no such attribute
    expect(() => new Entry({ owner: "x", place: 1, txet: "" })).to.throw(ItemValidationError, "txet");
    expect(dynamodb.requests.length).to.equal(sent);
  });

  needs("requests").it("are not affected by a call with an unknown option", async () => {
    await new Entry({ owner: "gus", place: 1, text: "kept" }).save();
    const sent = dynamodb.requests.length;
    const other = new Entry({ owner: "gus", place: 1, text: "lost" });
    // @ts-expect-error: misspelt
    const error = await rejects(() => other.save({ conditon: (item) => item.owner.notExists() }));
    expect(error).to.be.instanceOf(ExpressionError);
    expect(error.message).to.include("conditon").and.include("did you mean condition?");
    // @ts-expect-error: misspelt
    expect((await rejects(() => Entry.batchWrite({ puts: [other] }))).message).to.include("did you mean put?");
    // @ts-expect-error: misspelt
    expect((await rejects(() => Entry.query({ owner: "gus" }, { lmit: 4 }).toArray())).message).to.include("limit");
    expect((await rejects(() => Entry.scan({ segments: 0 }).first())).message).to.include("segments");
    // @ts-expect-error: not a function
    expect((await rejects(() => Entry.scan({ filter: { level: 5 } }).first())).message).to.include("filter");
    const consistent = { consistentRead: true };
    expect((await rejects(() => Entry.byText.query({ text: "x" }, consistent).first())).message).to.include("byText");
    // @ts-expect-error: not a key
    expect((await rejects(() => Entry.get())).message).to.include("owner and place");
    expect(dynamodb.requests.length).to.equal(sent);
  });

  it("are reported with the attribute and the key if the stored item differs", async () => {
    class Other extends defineModel({
      table: tableName("entries"),
      attributes: { owner: attr.string().partitionKey(), place: attr.number().sortKey(), text: attr.boolean() },
      client,
    }) {}
    await new Entry({ owner: "fay", place: 1 }).save();
    const error = await rejects(() => Other.get({ owner: "fay", place: 1 }));
    expect(error).to.be.instanceOf(ItemValidationError);
    expect(error.message).to.include("text").and.include("BOOL").and.include("fay");
  });
});
