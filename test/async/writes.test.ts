import { ConditionalCheckFailedException } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { type AttributeMap, attr, type DynamoClient, defineModel, ItemValidationError } from "../../src/index.js";
import { rejects } from "../support/both.js";
import { has, needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Visit extends defineModel({
  table: tableName("visits"),
  attributes: {
    site: attr.string().partitionKey(),
    page: attr.number().sortKey(),
    title: attr.string(),
    count: attr.number().default(0),
    status: attr.string().default("open"),
    labels: attr.map({ a: attr.string().optional() }).default({}),
    mood: attr.string().default("good"),
    icon: attr.binary().optional(),
  },
  globalSecondaryIndexes: { byStatus: { partitionKey: "status", sortKey: "count", projection: "KEYS_ONLY" } },
}) {
  get name(): string {
    return `${this.site}/${this.page}`;
  }
}

/** Items of the same table that lack required attributes, or have them in another form. */
class OldVisit extends defineModel({
  table: tableName("visits"),
  attributes: {
    site: attr.string().partitionKey(),
    page: attr.number().sortKey(),
    count: attr.number().optional(),
    mood: attr.number().optional(),
  },
}) {}

const KEY = { site: "s", page: 1 };

describe("a write without a read", () => {
  let dynamodb: TestDynamoDB;
  let client: DynamoClient;

  before(async () => {
    dynamodb = await startDynamoDB(Visit);
    client = dynamodb.client;
  });

  beforeEach(async () => {
    await dynamodb.reset();
  });

  after(() => dynamodb.close());

  it("puts an item, and resolves to it", async () => {
    const visit = await Visit.put({ ...KEY, title: "home" }, { condition: (item) => item.site.notExists() });
    expect(visit).to.be.instanceOf(Visit).and.include({ name: "s/1", count: 0, status: "open" });
    expect({ ...(await Visit.get(KEY)) }).to.deep.equal({ ...visit });
    const again = () => Visit.put({ ...KEY, title: "home" }, { condition: (item) => item.site.notExists() });
    expect(await rejects(again)).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await Visit.put(visit)).to.equal(visit);
    // @ts-expect-error: the title is missing
    expect(await rejects(() => Visit.put(KEY))).to.be.instanceOf(ItemValidationError);
  });

  it("updates an item by its key, and resolves to the result", async () => {
    await Visit.put({ ...KEY, title: "home" });
    const visit = await Visit.update(KEY, (item) => [item.count.add(2), item.title.set("new")]);
    expect(visit).to.be.instanceOf(Visit).and.include({ name: "s/1", count: 2, title: "new" });
    expect(await Visit.update(KEY, { title: "newer" }, { condition: (item) => item.count.eq(2) })).to.include({
      title: "newer",
    });
    const failing = () => Visit.update(KEY, { title: "lost" }, { condition: (item) => item.count.eq(3) });
    expect(await rejects(failing)).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await rejects(() => Visit.update({ site: "s", page: 2 }, { title: "x" }))).to.be.instanceOf(
      ConditionalCheckFailedException,
    );
    expect(await Visit.get({ site: "s", page: 2 })).to.equal(undefined);
  });

  it("accepts an item as a key, and sets its values to the stored ones", async () => {
    const visit = await Visit.put({ ...KEY, title: "home" });
    expect(await Visit.update(visit, (item) => [item.count.add(2)])).to.equal(visit);
    expect(visit.count).to.equal(2);
    await Visit.delete(visit);
    expect(await Visit.get(KEY)).to.equal(undefined);
  });

  it("upserts: with the defaults if it creates the item, and without if the item exists", async () => {
    const upsert = { upsert: true };
    const made = await Visit.update(KEY, (item) => [item.count.add(1), item.title.set("home")], upsert);
    expect({ ...made }).to.deep.equal({ ...KEY, title: "home", count: 1, status: "open", labels: {}, mood: "good" });
    await Visit.update(KEY, { status: "closed" });
    const changed = await Visit.update(KEY, { title: "again" }, upsert);
    expect({ ...changed }).to.deep.equal({
      ...KEY,
      title: "again",
      count: 1,
      status: "closed",
      labels: {},
      mood: "good",
    });
    if (has("transactions")) {
      await client.transactWrite([Visit.transactUpdate({ site: "t", page: 1 }, { title: "t" }, upsert)]);
      expect(await Visit.get({ site: "t", page: 1 })).to.include({ title: "t", count: 0, status: "open" });
    }
    const guarded = () =>
      Visit.update({ site: "u", page: 1 }, { title: "u" }, { upsert: true, condition: (item) => item.count.gt(5) });
    expect(await rejects(guarded)).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await Visit.get({ site: "u", page: 1 })).to.equal(undefined);
  });

  needs("requests").it("refuses an upsert that could create an invalid item", async () => {
    const sent = dynamodb.requests.length;
    for (const changes of [{}, { title: undefined, count: 5 }, () => []]) {
      const error = await rejects(() => Visit.update(KEY, changes, { upsert: true }));
      expect(error).to.be.instanceOf(ItemValidationError);
      expect(error.message).to.include("title: is required.").and.include("an upsert can create the item");
    }
    // @ts-expect-error: misspelt
    expect((await rejects(() => Visit.update(KEY, {}, { upset: true }))).message).to.include("did you mean upsert?");
    expect(dynamodb.requests).to.have.lengthOf(sent);
  });

  it("deletes an item by its key, with or without a condition, also if there is none", async () => {
    await Visit.put({ ...KEY, title: "home" });
    const failing = () => Visit.delete(KEY, { condition: (item) => item.count.gt(0) });
    expect(await rejects(failing)).to.be.instanceOf(ConditionalCheckFailedException);
    expect(await Visit.get(KEY)).to.include({ title: "home" });
    await Visit.delete(KEY, { condition: (item) => item.count.eq(0) });
    await Visit.delete(KEY);
    expect(await Visit.get(KEY)).to.equal(undefined);
  });

  needs("requests").it("counts without reading items", async () => {
    const put = Array.from({ length: 8 }, (_, page) => new Visit({ site: "s", page, title: "x".repeat(300_000) }));
    await Visit.batchWrite({ put });
    dynamodb.clearRequests();
    expect(await Visit.count({ site: "s" })).to.equal(8);
    expect(dynamodb.requests.map(({ operation }) => operation)).to.deep.equal(["Query", "Query", "Query"]);
    expect(dynamodb.requests.map(({ input }) => input["Select"])).to.deep.equal(Array(3).fill("COUNT"));
  });

  it("counts items by key, by condition, over all pages, and through an index", async () => {
    const put = Array.from({ length: 8 }, (_, page) => new Visit({ site: "s", page, title: "x".repeat(300_000) }));
    await Visit.batchWrite({ put });
    await Visit.put({ site: "t", page: 1, title: "t", status: "closed" });
    expect(await Visit.count({ site: "s" })).to.equal(8);
    expect(await Visit.count({ site: "s", page: { lt: 3 } })).to.equal(3);
    expect(await Visit.count({ site: "s" }, { filter: (item) => item.count.gt(0) })).to.equal(0);
    expect(await Visit.count()).to.equal(9);
    expect(await Visit.count(undefined, { filter: (item) => item.status.eq("closed"), consistentRead: true })).to.equal(
      1,
    );
    expect(await Visit.byStatus.count({ status: "open" })).to.equal(8);
    expect(await Visit.byStatus.count()).to.equal(9);
    // @ts-expect-error: it has no limit
    expect((await rejects(() => Visit.count({ site: "s" }, { limit: 5 }))).message).to.include("limit");
  });

  it("updates an item once that lacks required attributes", async () => {
    await OldVisit.put({ ...KEY, count: 1, mood: 5 });
    const visit = new Visit({ ...KEY, title: "home", mood: "mine" });
    await visit.update((item) => [item.count.add(1)]);
    expect({ ...visit }).to.deep.equal({ ...KEY, title: "home", count: 2, status: "open", mood: "mine", labels: {} });
    const found = await Visit.update(KEY, (item) => [item.count.add(1)]);
    expect({ ...found }).to.deep.equal({ ...KEY, count: 3, status: "open", labels: {} });
    expect(await OldVisit.get(KEY)).to.include({ count: 3, mood: 5 });

    const refused = await rejects(() => found.save());
    expect(refused).to.be.instanceOf(ItemValidationError);
    expect(refused.message).to.include("the item was written, but the stored item differs from the model");
    expect(refused.message).to.include("title: is required.").and.include("mood: expected S in the table, found N.");
    await found.update({ title: "home", mood: "better" });
    await found.save();
    expect(await rejects(() => OldVisit.get(KEY))).to.be.instanceOf(ItemValidationError);
    expect(await Visit.get(KEY)).to.include({ title: "home", mood: "better", count: 3 });
  });
});

describe("an item in its stored form", () => {
  const icon = new Uint8Array([1, 2, 3]);

  it("is created from an item, and converted to an item", () => {
    const visit = new Visit({ ...KEY, title: "home", icon });
    const stored = visit.toItem();
    expect(stored).to.deep.equal({
      site: { S: "s" },
      page: { N: "1" },
      title: { S: "home" },
      count: { N: "0" },
      status: { S: "open" },
      labels: { M: {} },
      mood: { S: "good" },
      icon: { B: icon },
    });
    const parsed = Visit.parse(stored);
    expect(parsed).to.be.instanceOf(Visit).and.have.property("name", "s/1");
    expect({ ...parsed }).to.deep.equal({ ...visit });
  });

  it("can be the image of a stream record, with bytes as text and unknown attributes", () => {
    const image: AttributeMap = {
      site: { S: "s" },
      page: { N: "1" },
      title: { S: "home" },
      icon: { B: "AQID" },
      other: { L: [{ M: { x: { BS: ["AQID"] } } }] },
    };
    expect({ ...Visit.parse(image) }).to.deep.include({ title: "home", status: "open", icon });
  });

  it("is refused if it does not fit", () => {
    expect(() => Visit.parse({ site: { S: "s" }, page: { S: "1" } })).to.throw(ItemValidationError, "2 problems");
    expect(() => Visit.parse({ site: "s", page: null } as never)).to.throw(
      ItemValidationError,
      "site: is not an attribute value of DynamoDB",
    );
    expect(() => Visit.parse(undefined as never)).to.throw(ItemValidationError, "is not an attribute value");
    expect(() => new Visit({ ...KEY, title: 5 as never }).toItem()).to.throw(ItemValidationError, "title");
  });

  it("is the result of valid values; otherwise all issues are returned", () => {
    const { value, issues } = Visit.validate({ ...KEY, title: "home" });
    expect(value).to.be.instanceOf(Visit).and.include({ status: "open" });
    expect(issues).to.equal(undefined);
    const wrong = Visit.validate({ site: 5, page: 1, tilte: "home" });
    expect(wrong.value).to.equal(undefined);
    expect(wrong.issues?.map(({ path }) => path)).to.have.members(["tilte", "site", "title"]);
    for (const nothing of [undefined, null, "text"]) expect(Visit.validate(nothing).issues).to.have.lengthOf(1);
  });
});
