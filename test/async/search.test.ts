import type { DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import {
  attr,
  DynamoClient,
  type DynamoClientConfig,
  defineModel,
  defineTable,
  type ItemValidationError,
  isDynatwinError,
} from "../../src/index.js";
import { rejects } from "../support/both.js";
import { needs } from "../support/engine/needs.js";
import { startDynamoDB, type TestDynamoDB, tableName } from "../support/engine/start.js";

class Doc extends defineModel({
  table: tableName("docs"),
  attributes: {
    id: attr.string().partitionKey(),
    tenant: attr.string().optional(),
    lang: attr.enum(["en", "no"]).optional(),
    title: attr.string().default("untitled"),
    at: attr.vector(2).optional(),
  },
  vectorIndexes: {
    near: { vector: "at", distance: "EUCLIDEAN", partitionKey: "tenant", filters: ["lang"] },
    angle: { indexName: "by-angle", vector: "at", distance: "COSINE", projection: ["title"] },
    product: { vector: "at", distance: "DOT_PRODUCT", projection: "KEYS_ONLY" },
  },
}) {
  get label(): string {
    return `${this.title} (${this.id})`;
  }
}

const library = defineTable({
  table: tableName("library"),
  partitionKey: ["pk", "S"],
  vectorIndexes: {
    own: { vector: "at", dimensions: 2, distance: "EUCLIDEAN", partitionKey: ["entity", "S"] },
    mixed: { vector: "at", dimensions: 2, distance: "EUCLIDEAN" },
    keys: { vector: "at", dimensions: 2, distance: "EUCLIDEAN", projection: "KEYS_ONLY" },
  },
});
const attributes = { id: attr.string(), at: attr.vector(2) };
class Book extends defineModel({ table: library, entity: "book", attributes, keys: { pk: "BOOK#{id}" } }) {}
class Talk extends defineModel({ table: library, entity: "talk", attributes, keys: { pk: "TALK#{id}" } }) {}

needs("vectors").describe("a search", () => {
  let dynamodb: TestDynamoDB;
  const docs = [
    new Doc({ id: "a", tenant: "t1", lang: "en", at: [1, 0], title: "A" }),
    new Doc({ id: "b", tenant: "t1", lang: "no", at: [0, 2] }),
    new Doc({ id: "c", tenant: "t1", at: new Float32Array([3, 3]) }),
    new Doc({ id: "d", tenant: "t2", lang: "en", at: [1, 0.1] }),
    new Doc({ id: "without partition", at: [1, 0] }),
    new Doc({ id: "without vector", tenant: "t1" }),
  ];

  before(async () => {
    dynamodb = await startDynamoDB(Doc, library);
    await Doc.batchWrite({ put: docs });
    await dynamodb.client.batchWrite([
      Book.batchPut(new Book({ id: "1", at: [1, 1] })),
      Book.batchPut(new Book({ id: "2", at: [5, 5] })),
      Talk.batchPut(new Talk({ id: "1", at: [1, 2] })),
    ]);
  });

  after(() => dynamodb.close());

  it("finds items of the model, the nearest first, with their distances", async () => {
    const results = await Doc.near.search([1, 1], { tenant: "t1" });
    expect(results.map(({ item, score }) => [item.id, score.toFixed(3)])).to.deep.equal([
      ["a", "1.000"],
      ["b", "1.414"],
      ["c", "2.828"],
    ]);
    const item = results[0]?.item;
    expect(item).to.be.instanceOf(Doc).and.deep.equal(docs[0]);
    expect(item instanceof Doc && item.label).to.equal("A (a)");
    expect(item?.at).to.deep.equal(new Float32Array([1, 0]));
    await item?.update({ title: "B" });
    expect((await Doc.get({ id: "a" }))?.title).to.equal("B");
  });

  it("finds items with the values of filters, and as many as it is told", async () => {
    const near = async (...given: Parameters<typeof Doc.near.search>) =>
      (await Doc.near.search(...given)).map(({ item }) => item.id);
    expect(await near([1, 1], { tenant: "t1", lang: "no" })).to.deep.equal(["b"]);
    expect(await near([1, 1], { tenant: "t1", lang: undefined }, { topK: 2 })).to.deep.equal(["a", "b"]);
    expect(await near(new Float32Array([1, 1]), { tenant: "t3" })).to.deep.equal([]);
  });

  it("finds plain parts in an index that does not have all attributes", async () => {
    const results = await Doc.angle.search([1, 0]);
    expect(results.map(({ item }) => item.id)).to.have.members(["a", "d", "without partition", "c", "b"]);
    expect(results.at(-1)?.score).to.be.closeTo(1, 1e-6);
    const part = results.find(({ item }) => item.id === "d")?.item;
    expect(part).to.deep.equal({ id: "d", title: "untitled" });
    expect(JSON.stringify(part)).to.equal('{"id":"d","title":"untitled"}');
  });

  it("returns the attributes that it names, also the vector", async () => {
    const [first] = await Doc.angle.search([0, 1], {}, { topK: 1, attributes: ["at"] });
    expect(first?.item).to.deep.equal({ at: new Float32Array([0, 2]) });
    const [title] = await Doc.near.search([3, 3], { tenant: "t1" }, { attributes: ["title", "lang"], topK: 1 });
    expect(title).to.deep.equal({ item: { title: "untitled" }, score: 0 });
  });

  it("has the highest products first", async () => {
    const results = await Doc.product.search([-1, 2], {}, { topK: 3 });
    expect(results.map(({ item, score }) => [item.id, Number(score.toFixed(3))])).to.deep.equal([
      ["b", 4],
      ["c", 3],
      ["d", -0.8],
    ]);
  });

  it("finds changed vectors, and no removed ones", async () => {
    const doc = await new Doc({ id: "moving", tenant: "t9", at: [0, 0] }).save();
    await doc.update({ at: [9, 9] });
    expect(doc.at).to.deep.equal(new Float32Array([9, 9]));
    expect((await Doc.near.search([9, 9], { tenant: "t9" }))[0]?.score).to.equal(0);
    await Doc.update({ id: "moving" }, (item) => [item.at.set([7, 7])]);
    expect((await Doc.near.search([7, 7], { tenant: "t9" }))[0]?.score).to.equal(0);
    await Doc.update({ id: "moving" }, (item) => [item.at.remove()]);
    expect(await Doc.near.search([7, 7], { tenant: "t9" })).to.deep.equal([]);
  });

  it("leaves out items of other models in the table", async () => {
    const [one, two] = await Book.own.search([1, 1]);
    expect(one?.item).to.be.instanceOf(Book);
    expect([one?.item.id, two?.item.id]).to.deep.equal(["1", "2"]);
    expect((await Talk.own.search([1, 1])).map(({ item }) => item)).to.deep.equal([new Talk({ id: "1", at: [1, 2] })]);
    expect((await Book.mixed.search([1, 1], {}, { topK: 2 })).map(({ item }) => item.id)).to.deep.equal(["1"]);
    expect((await Talk.keys.search([1, 1])).map(({ item }) => item)).to.deep.equal([{ id: "1" }]);
    expect((await Talk.keys.search([1, 1], {}, { attributes: ["at"] })).map(({ item }) => item)).to.deep.equal([
      { at: new Float32Array([1, 2]) },
    ]);
  });

  it("leaves out items that do not fit the model if it is told of them", async () => {
    class Strict extends defineModel({
      table: Doc["~model"].schema.table,
      attributes: { id: attr.string().partitionKey(), lang: attr.enum(["no"]), at: attr.vector(2) },
      vectorIndexes: { product: { vector: "at", distance: "DOT_PRODUCT" } },
      client: dynamodb.client,
    }) {}
    const misfits: ItemValidationError[] = [];
    const search = () => Strict.product.search([-1, 2], {}, { onMisfit: (error) => misfits.push(error) });
    expect(await search()).to.deep.equal([]); // the index has the keys only
    expect(misfits.map(({ issues }) => issues[0]?.message)).to.include("is required.");
    expect((await rejects(() => Strict.product.search([-1, 2]))).name).to.equal("ItemValidationError");
  });

  it("works without a model, with stored values", async () => {
    const { table } = Doc["~model"].schema;
    const near = await dynamodb.client.searchVectors(table, "near", [0, 2], { tenant: "t1" }, { topK: 1 });
    expect(near).to.deep.equal([
      { item: { id: { S: "b" }, tenant: { S: "t1" }, lang: { S: "no" }, title: { S: "untitled" } }, score: 0 },
    ]);
    const named = await dynamodb.client.searchVectors(table, "by-angle", new Float32Array([0, 2]), undefined, {
      attributes: ["at"],
      topK: 1,
    });
    expect(named[0]?.item).to.deep.equal({ at: { L: [{ N: "0" }, { N: "2" }] } });
  });

  it("names the index in the errors of DynamoDB, and sends nothing that is wrong", async () => {
    const { table } = Doc["~model"].schema;
    const error = await rejects(() => dynamodb.client.searchVectors(table, "missing", [1, 1]));
    expect(error.name).to.equal("ValidationException");
    expect(error.message).to.include("The table does not have the specified index: missing").and.include(table);
    const ours = await rejects(() => Doc.near.search([1], { tenant: "t1" }));
    expect(isDynatwinError(ours)).to.equal(true);
    expect(ours.message).to.include("expected 2 numbers, got 1");
    const noOptions = null as never; // as in JavaScript
    const options = await rejects(() => Doc.near.search([1, 0], { tenant: "t1" }, noOptions));
    expect(options.message).to.include("options: expected an object, got null");
  });
});

needs("vectors", "requests").describe("the endpoint of searches", () => {
  let dynamodb: TestDynamoDB;

  before(async () => {
    dynamodb = await startDynamoDB(Doc);
  });

  after(() => dynamodb.close());

  /** The configuration of the test's client, which has no SDK client of its own. */
  const clientConfig = () => dynamodb.config as DynamoDBClientConfig;

  /** Searches with a client of a configuration, and returns the requests that the embedded DynamoDB has received. */
  async function requestsOf(config: DynamoClientConfig): Promise<string[]> {
    dynamodb.clearRequests();
    const client = new DynamoClient(config);
    await client.searchVectors("docs", "near", [1, 1], { tenant: "t1" });
    client.destroy();
    return dynamodb.requests.map(({ operation }) => operation);
  }

  it("is that of the client, whatever the account", async () => {
    const credentials = { accessKeyId: "a", secretAccessKey: "b", accountId: "123456789012" };
    for (const accountIdEndpointMode of ["required", "disabled"] as const) {
      expect(await requestsOf({ ...clientConfig(), credentials, accountIdEndpointMode })).to.deep.equal([
        "SearchVectors",
      ]);
    }
  });

  for (const [place, name] of ["AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB"].entries()) {
    it(`is that of ${name}`, async () => {
      const { endpoint, ...config } = clientConfig();
      process.env[name] = String(endpoint);
      try {
        // Another configuration for each variable, because clients of one share a thread.
        expect(await requestsOf({ ...config, maxAttempts: 2 + place })).to.deep.equal(["SearchVectors"]);
      } finally {
        delete process.env[name];
      }
    });
  }
});
