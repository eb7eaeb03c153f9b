import { expect } from "chai";
import type { Json } from "../../../../src/testing/control-plane/wire.js";
import { Emulated } from "../../../support/emulated.js";
import { definition, on, searchSchema, vectorIndex } from "../../../support/table-requests.js";

const WRONG = "One or more parameter values were invalid. ";
const numbers = (...each: readonly (number | string)[]) => ({ L: each.map((number) => ({ N: String(number) })) });
const item = (attributes: object): Json => ({ pk: { S: "a" }, ...attributes });

describe("a write to a table with vector indexes", () => {
  let emulated: Emulated;

  before(async () => {
    emulated = await Emulated.start({ latency: "instant" });
    const VectorIndexes = [vectorIndex("plain"), vectorIndex("schema", searchSchema("shop", "lang"))];
    await emulated.ask("CreateTable", definition("vectors", { ...on("pk", "shop", "lang"), VectorIndexes }));
  });
  after(() => emulated.close());

  /** Fails unless every kind of write is refused with these words, and stores nothing. */
  async function refusesAll(attributes: Json, words: string): Promise<void> {
    const Item = item(attributes);
    const TableName = "vectors";
    const refusal = (operation: string, input: object) => emulated.refusal(operation, input);
    expect(await refusal("PutItem", { TableName, Item })).to.equal(`ValidationException: ${words}`);
    const batch = { RequestItems: { vectors: [{ PutRequest: { Item } }] } };
    expect(await refusal("BatchWriteItem", batch)).to.equal(`ValidationException: ${words}`);
    const names = Object.keys(attributes);
    const update = {
      TableName,
      Key: item({}),
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(", ")}`,
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: Object.fromEntries(names.map((name) => [`:${name}`, attributes[name]])),
    };
    expect(await refusal("UpdateItem", update)).to.equal(`ValidationException: ${words}`);
    for (const part of [{ Put: { TableName, Item } }, { Update: update }]) {
      const { error, body } = await emulated.dynamodb.send("TransactWriteItems", { TransactItems: [part] });
      expect(error).to.equal("TransactionCanceledException");
      expect(body["CancellationReasons"]).to.deep.equal([{ Code: "ValidationError", Message: words }]);
    }
    const Statement = `INSERT INTO "vectors" VALUE {'pk': ?, ${names.map((name) => `'${name}': ?`).join(", ")}}`;
    const Parameters = [{ S: "a" }, ...Object.values(attributes)];
    expect(await refusal("ExecuteStatement", { Statement, Parameters })).to.equal(`ValidationException: ${words}`);
    expect(await emulated.ask("GetItem", { TableName, Key: item({}) })).to.deep.equal({});
  }

  const refusals: readonly (readonly [what: string, attributes: Json, words: string])[] = [
    [
      "too few numbers",
      { v: numbers(1, 0) },
      `${WRONG}Invalid size for parameter v, Expected: 3, Actual: 2 IndexName: plain`,
    ],
    [
      "a member that is no number",
      { v: { L: [{ N: "1" }, { S: "oops" }, { N: "0" }] } },
      `${WRONG}Invalid type for parameter v[1], Expected: 32-bit floating point number, Actual: S. IndexName: plain`,
    ],
    [
      "a text as vector",
      { v: { S: "not a vector" } },
      `${WRONG}Invalid type for parameter v, Expected: 32-bit floating point number list IndexName: plain`,
    ],
    [
      "a binary vector",
      { v: { B: "AAAA" } },
      `${WRONG}Invalid type for parameter v, Expected: 32-bit floating point number list IndexName: plain`,
    ],
    [
      "a set of numbers",
      { v: { NS: ["1", "2", "3"] } },
      `${WRONG}Invalid type for parameter v, Expected: 32-bit floating point number list IndexName: plain`,
    ],
    [
      "a number beyond 32 bits",
      { v: numbers("1E+39", 0, 0) },
      `${WRONG}Invalid value for parameter v[0], Value: 1E+39 is outside valid range [-3.4028235E38, 3.4028235E38]. IndexName: plain`,
    ],
    [
      "a negative number beyond 32 bits",
      { v: numbers(0, 0, "-1.25E+40") },
      `${WRONG}Invalid value for parameter v[2], Value: -1.25E+40 is outside valid range [-3.4028235E38, 3.4028235E38]. IndexName: plain`,
    ],
    [
      "a partition key of another type",
      { shop: { N: "1" }, v: numbers(1, 0, 0) },
      `${WRONG}Attribute 'shop' type mismatch. Expected: S, Actual: N. IndexName: schema`,
    ],
    [
      "a filter of another type",
      { shop: { S: "x" }, lang: { BOOL: true } },
      `${WRONG}Attribute 'lang' type mismatch. Expected: S, Actual: BOOL. IndexName: schema`,
    ],
    [
      "a long partition key",
      { shop: { S: "x".repeat(2049) } },
      "One or more parameter values were invalid: Size limit exceeded for Index Key shop Actual Size: 2049 bytes Max Size: 2048 bytes IndexName: schema",
    ],
  ];

  for (const [what, attributes, words] of refusals) {
    it(`is refused for ${what}, whatever the operation`, () => refusesAll(attributes, words));
  }

  it("is refused for an empty partition key, also as a whole transaction", async () => {
    const EMPTY = "cannot contain an empty string value.";
    const Item = item({ shop: { S: "" }, v: numbers(0, 0, 1) });
    const words =
      "One or more parameter values are not valid. A value specified for a secondary index key is not supported. " +
      `The AttributeValue for a key attribute ${EMPTY} IndexName: schema, IndexKey: shop`;
    await emulated.refuses("PutItem", { TableName: "vectors", Item }, "ValidationException", words);
    const TransactItems = [{ Put: { TableName: "vectors", Item } }];
    await emulated.refuses("TransactWriteItems", { TransactItems }, "ValidationException", words);
    const update = { UpdateExpression: "SET shop = :s", ExpressionAttributeValues: { ":s": { S: "" } } };
    const input = { TableName: "vectors", Key: item({}), ...update };
    await emulated.refuses("UpdateItem", input, "ValidationException", "attempted to update a secondary index key");
  });

  it("is refused for equal numbers of a set by the rules of sets", async () => {
    const input = { TableName: "vectors", Item: item({ v: { NS: ["1", "1", "0"] } }) };
    await emulated.refuses("PutItem", input, "ValidationException", "Input collection contains duplicates");
  });

  it("is refused for the change of one number", async () => {
    const target = { TableName: "vectors", Key: { pk: { S: "b" } } };
    await emulated.ask("PutItem", { TableName: "vectors", Item: { ...target.Key, v: numbers(1, 2, 3) } });
    const change = (value: object) => ({
      ...target,
      UpdateExpression: "SET v[1] = :n",
      ExpressionAttributeValues: { ":n": value },
    });
    await emulated.refuses("UpdateItem", change({ S: "x" }), "ValidationException", "Invalid type for parameter v[1]");
    await emulated.ask("UpdateItem", change({ N: "5" }));
    const search = { TableName: "vectors", IndexName: "plain", SearchVector: numbers(1, 5, 3).L, TopK: 1 };
    const { SearchResults } = await emulated.ask("SearchVectors", search);
    expect(SearchResults).to.deep.equal([{ Item: target.Key, Score: 0 }]);
  });

  it("reports the bytes of the indexes that it changes, by INDEXES only", async () => {
    const write = async (ReturnConsumedCapacity: string, attributes: object) => {
      const Item = { pk: { S: "c" }, ...attributes };
      const answer = await emulated.ask("PutItem", { TableName: "vectors", Item, ReturnConsumedCapacity });
      return answer["ConsumedCapacity"] as Json;
    };
    const vector = { v: numbers(1, 0, 0) };
    const bytes = { VectorWriteRequestBytes: 1024 };
    expect(await write("INDEXES", vector)).to.deep.include({
      CapacityUnits: 1,
      Table: { CapacityUnits: 1 },
      VectorIndexes: { plain: bytes },
    });
    expect(await write("INDEXES", vector)).not.to.have.property("VectorIndexes");
    expect(await write("TOTAL", { v: numbers(2, 0, 0) })).to.deep.equal({ TableName: "vectors", CapacityUnits: 1 });
    const large = { ...vector, shop: { S: "x" }, text: { S: "y".repeat(2000) } };
    expect((await write("INDEXES", large))["VectorIndexes"]).to.deep.equal({
      plain: { VectorWriteRequestBytes: 3 + 13 + 5 + 2004 },
      schema: { VectorWriteRequestBytes: 3 + 13 + 5 + 2004 },
    });
    expect((await write("INDEXES", {}))["VectorIndexes"]).to.have.all.keys("plain", "schema");
    expect(await write("INDEXES", { text: { S: "no vector" } })).not.to.have.property("VectorIndexes");
  });
});
