import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { Emulated } from "../../../support/emulated.js";
import {
  attributes,
  definition,
  held,
  index,
  key,
  on,
  searchSchema,
  vectorIndex,
} from "../../../support/table-requests.js";

const list = (...numbers: readonly (number | string)[]) => numbers.map((number) => ({ N: String(number) }));
const onlyKeys = { Projection: { ProjectionType: "KEYS_ONLY" } };
const shopOf = (shop: object) => ({
  SearchConditionExpression: "shop = :s",
  ExpressionAttributeValues: { ":s": shop },
});

describe("SearchVectors", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start({ latency: "instant" });
    const distances = ["COSINE", "EUCLIDEAN", "DOT_PRODUCT"].map((DistanceFunction) =>
      vectorIndex(DistanceFunction, { DistanceFunction }),
    );
    await emulated.ask("CreateTable", definition("distances", { VectorIndexes: distances }));
    for (const [pk, v] of [
      ["a", [1, 0, 0]],
      ["b", [0, 1, 0]],
      ["c", [-1, 0, 0]],
      ["d", ["0.6", "0.8", 0]],
    ] as const)
      await put("distances", pk, { v: { L: list(...v) }, label: { S: `item-${pk}` } });
    await emulated.ask(
      "CreateTable",
      definition("shops", {
        AttributeDefinitions: [...attributes("pk", "shop", "lang"), { AttributeName: "year", AttributeType: "N" }],
        GlobalSecondaryIndexes: [index("by-shop", key("shop"))],
        VectorIndexes: [
          vectorIndex("by-v", { ...searchSchema("shop", "lang", "year"), ...held(["title"]) }),
          vectorIndex("keys", onlyKeys),
        ],
      }),
    );
    await put("shops", "1", { ...product("x", [1, 0, 0]), lang: { S: "en" }, year: { N: "2026" } });
    await put("shops", "2", { ...product("x", [0, 1, 0]), lang: { S: "fr" }, year: { N: "2025" } });
    await put("shops", "3", product("x", [0, 0, 1]));
    await put("shops", "4", { ...product("y", [1, 0, 0]), lang: { S: "en" } });
    await put("shops", "no shop", { v: { L: list(1, 0, 0) } });
    await put("shops", "no vector", { shop: { S: "x" } });
  });
  after(() => emulated.close());

  const put = (TableName: string, pk: string, attributes: object) =>
    emulated.ask("PutItem", { TableName, Item: { pk: { S: pk }, ...attributes } });
  const product = (shop: string, v: readonly number[]) => ({
    shop: { S: shop },
    v: { L: list(...v) },
    title: { S: "t" },
    price: { N: "5" },
  });
  const search = (TableName: string, IndexName: string, members: object = {}) =>
    emulated.ask("SearchVectors", { TableName, IndexName, SearchVector: list(1, 0, 0), TopK: 10, ...members });

  async function results(...of: Parameters<typeof search>): Promise<{ Item: Json; Score: number }[]> {
    return (await search(...of))["SearchResults"] as { Item: Json; Score: number }[];
  }

  /** The keys of what a search finds, with the scores. */
  async function scores(...of: Parameters<typeof search>): Promise<[string, number][]> {
    return (await results(...of)).map(({ Item, Score }) => [(Item["pk"] as { S: string }).S, Score]);
  }

  /** The keys of what a search in the table of shops finds. */
  const found = async (members: object) => (await scores("shops", "by-v", members)).map(([pk]) => pk);

  describe("finds the nearest items", () => {
    it("by COSINE: from 0 to 2", async () => {
      const all = await scores("distances", "COSINE");
      expect(all.map(([pk]) => pk)).to.deep.equal(["a", "d", "b", "c"]);
      expect(all[1]?.[1]).to.be.closeTo(0.4, 1e-6);
      expect(all.map(([, score]) => score)).to.deep.equal([0, Math.fround(all[1]?.[1] ?? 0), 1, 2]);
    });

    it("by EUCLIDEAN: the distance", async () => {
      expect(await scores("distances", "EUCLIDEAN")).to.deep.equal([
        ["a", 0],
        ["d", Math.fround(Math.sqrt(0.8))],
        ["b", Math.fround(Math.SQRT2)],
        ["c", 2],
      ]);
    });

    it("by DOT_PRODUCT: the highest first, also negative ones", async () => {
      expect(await scores("distances", "DOT_PRODUCT")).to.deep.equal([
        ["a", 1],
        ["d", Math.fround(0.6)],
        ["b", 0],
        ["c", -1],
      ]);
    });

    it("no more than TopK", async () => {
      expect(await scores("distances", "EUCLIDEAN", { TopK: 2 })).to.have.length(2);
    });

    it("to a vector of zeros, all as near by COSINE", async () => {
      const all = await scores("distances", "COSINE", { SearchVector: list(0, 0, 0) });
      expect(all.map(([, score]) => score)).to.deep.equal([1, 1, 1, 1]);
    });

    it("and has no scores beyond 32 bits", async () => {
      const [, , , last] = await scores("distances", "DOT_PRODUCT", { SearchVector: list("3e38", "3e38", 0) });
      expect(last).to.deep.equal(["c", -Math.fround(3e38)]);
      const far = await scores("distances", "EUCLIDEAN", {
        SearchVector: list("-3.4e38", "3.4e38", "3.4e38"),
        TopK: 1,
      });
      expect(far[0]?.[1]).to.equal(3.4028234663852886e38);
    });
  });

  describe("finds the items of a partition", () => {
    it("and only those, without the ones that lack it or the vector", async () => {
      expect(await found(shopOf({ S: "x" }))).to.have.members(["1", "2", "3"]);
      expect(await found(shopOf({ S: "y" }))).to.deep.equal(["4"]);
      expect(await found(shopOf({ S: "nothing" }))).to.deep.equal([]);
    });

    it("with the filters, in any order and with either side first", async () => {
      const SearchConditionExpression = "#l = :l AND (:s = shop)";
      const members = { SearchConditionExpression, ExpressionAttributeNames: { "#l": "lang" } };
      const lang = (S: string) => ({ ...members, ExpressionAttributeValues: { ":s": { S: "x" }, ":l": { S } } });
      expect(await found(lang("en"))).to.deep.equal(["1"]);
      expect(await found(lang("de"))).to.deep.equal([]);
    });

    it("by equal numbers, however they are written", async () => {
      const values = { ":s": { S: "x" }, ":y": { N: "2025.0" } };
      const expression = "shop = :s AND year = :y";
      expect(
        await found({
          SearchConditionExpression: expression.replace("year", "#y"),
          ExpressionAttributeNames: { "#y": "year" },
          ExpressionAttributeValues: values,
        }),
      ).to.deep.equal(["2"]);
    });

    it("follows later writes: of the vector, of the partition, and deletions", async () => {
      await put("shops", "moved", product("x", [1, 0, 0]));
      expect(await found(shopOf({ S: "x" }))).to.include("moved");
      await put("shops", "moved", product("y", [1, 0, 0]));
      expect(await found(shopOf({ S: "x" }))).not.to.include("moved");
      expect(await found(shopOf({ S: "y" }))).to.include("moved");
      const moved = { TableName: "shops", Key: { pk: { S: "moved" } } };
      await emulated.ask("UpdateItem", { ...moved, UpdateExpression: "REMOVE v" });
      expect(await found(shopOf({ S: "y" }))).to.deep.equal(["4"]);
      await emulated.ask("UpdateItem", {
        ...moved,
        UpdateExpression: "SET v = :v",
        ExpressionAttributeValues: { ":v": { L: list(9, 9, 9) } },
      });
      expect(await found(shopOf({ S: "y" }))).to.deep.equal(["4", "moved"]);
      await emulated.ask("DeleteItem", moved);
      expect(await found(shopOf({ S: "y" }))).to.deep.equal(["4"]);
    });
  });

  describe("returns", () => {
    it("what the index has, without the vector", async () => {
      const [all] = await results("distances", "COSINE", { TopK: 1 });
      expect(all?.Item).to.deep.equal({ pk: { S: "a" }, label: { S: "item-a" } });
      const [included] = await results("shops", "by-v", { ...shopOf({ S: "x" }), TopK: 1 });
      expect(included?.Item).to.have.all.keys("pk", "shop", "lang", "year", "title");
      const [keys] = await results("shops", "keys", { TopK: 1, SearchVector: list(0, 1, 0) });
      expect(keys?.Item).to.deep.equal({ pk: { S: "2" } });
    });

    it("the vector if it is named, and drops what the index does not have", async () => {
      const members = { ...shopOf({ S: "x" }), ProjectionExpression: "title, v, price", TopK: 1 };
      expect((await results("shops", "by-v", members))[0]?.Item).to.deep.equal({
        title: { S: "t" },
        v: { L: list(1, 0, 0) },
      });
    });

    it("the numbers of the index, of 32 bits, where the table keeps all digits", async () => {
      const precise = ["0.1", "16777217", "1.000000059604644775390625"];
      await put("distances", "precise", { v: { L: list(...precise) } });
      const read = await emulated.ask("GetItem", { TableName: "distances", Key: { pk: { S: "precise" } } });
      expect((read["Item"] as Json)["v"]).to.deep.equal({ L: list(...precise) });
      const members = { SearchVector: list(0, 1, 0), TopK: 1, ProjectionExpression: "v" };
      const [near] = await results("distances", "DOT_PRODUCT", members);
      expect(near?.Item).to.deep.equal({ v: { L: list("0.1", "16777216", "1") } });
      await emulated.ask("DeleteItem", { TableName: "distances", Key: { pk: { S: "precise" } } });
    });

    it("bytes as consumed capacity, without units and names", async () => {
      const capacity = async (members: object) => (await search("distances", "COSINE", members))["ConsumedCapacity"];
      expect(await capacity({})).to.equal(undefined);
      expect(await capacity({ ReturnConsumedCapacity: "NONE" })).to.equal(undefined);
      for (const ReturnConsumedCapacity of ["TOTAL", "INDEXES"])
        expect(await capacity({ ReturnConsumedCapacity })).to.deep.equal({ VectorSearchRequestBytes: 1024 });
    });
  });

  it("is the only operation that reads a vector index", async () => {
    const source = { TableName: "distances", IndexName: "COSINE" };
    const condition = { KeyConditionExpression: "pk = :p", ExpressionAttributeValues: { ":p": { S: "a" } } };
    const refused = (operation: string, members: object) => emulated.refusal(operation, { ...source, ...members });
    expect(await refused("Query", condition)).to.equal(
      "ValidationException: Query operation not supported on this index type.",
    );
    const consistent = { ConsistentRead: true };
    expect(await refused("Query", { ...condition, ...consistent })).to.equal(
      "ValidationException: Consistent reads are not supported on global secondary indexes",
    );
    for (const members of [{}, consistent])
      expect(await refused("Scan", members)).to.equal(
        "ValidationException: Scan operation not supported on this index type",
      );
    const Statement = 'SELECT * FROM "distances"."COSINE"';
    expect(await emulated.refusal("ExecuteStatement", { Statement })).to.equal(
      "ValidationException: Scan operation not supported on this index type",
    );
  });

  it("accepts the ARN of the table, and can fail by a simulated fault", async () => {
    const TableName = "arn:aws:dynamodb:us-east-1:000000000000:table/distances";
    expect(await results(TableName, "COSINE", { TopK: 1 })).to.have.length(1);
    emulated.db.addFaults({ operation: "SearchVectors", kind: "throttled" });
    expect((await emulated.dynamodb.send("SearchVectors", { TableName, IndexName: "COSINE" })).error).to.equal(
      "ThrottlingException",
    );
  });

  it("counts the items and the bytes of an index", async () => {
    const { VectorIndexes } = await emulated.describe("distances");
    // "pk" and its value, "label" and its value, "v" and 3 numbers of 4 bytes.
    expect((VectorIndexes as Json[])[0]).to.include({ ItemCount: 4, IndexSizeBytes: 4 * (3 + 11 + 13) });
  });

  it("keeps the index in a snapshot, and restores it", async () => {
    const snapshot = await emulated.db.snapshot();
    await emulated.ask("DeleteItem", { TableName: "distances", Key: { pk: { S: "a" } } });
    await put("distances", "late", { v: { L: list(1, 0, 0) } });
    await emulated.db.restore(snapshot);
    expect((await scores("distances", "COSINE")).map(([pk]) => pk)).to.deep.equal(["a", "d", "b", "c"]);
    await emulated.db.restore({ ...snapshot });
    expect((await scores("distances", "COSINE")).map(([pk]) => pk)).to.deep.equal(["a", "d", "b", "c"]);
  });

  it("finds the items that were there before the index", async () => {
    await emulated.ask("CreateTable", definition("later", on("pk")));
    for (const [pk, v] of Object.entries({
      fits: list(1, 0, 0),
      short: list(1, 0),
      text: [{ S: "x" }],
      none: undefined,
    }))
      await put("later", pk, v ? { v: { L: v } } : {});
    await emulated.ask("UpdateTable", { TableName: "later", VectorIndexUpdates: [{ Create: vectorIndex("by-v") }] });
    expect(await scores("later", "by-v")).to.deep.equal([["fits", 0]]);
  });
});
