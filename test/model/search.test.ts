import { expect } from "chai";
import { attr, defineModel, ExpressionError, ItemValidationError } from "../../src/index.js";
import { plainSearchRequest } from "../../src/model/plain-search.js";
import { searchRequest } from "../../src/model/search.js";

class Doc extends defineModel({
  table: "docs",
  attributes: {
    id: attr.string().partitionKey(),
    tenant: attr.string(),
    day: attr.date().optional(),
    title: attr.string(),
    embedding: attr.vector(2).optional(),
  },
  vectorIndexes: {
    whole: { vector: "embedding", distance: "COSINE", partitionKey: "tenant", filters: ["day"] },
    part: { indexName: "by-title", vector: "embedding", distance: "EUCLIDEAN", projection: ["title"] },
  },
}) {}

const { schema } = Doc["~model"];
const [whole, part] = schema.vectorIndexes;

type Arguments = [vector?: unknown, equals?: unknown, options?: unknown];

/** The request of a search, without types, as in JavaScript. */
function request(index: typeof whole, vector: unknown = [1, 0.5], equals: unknown = {}, options: unknown = {}) {
  if (index === undefined) throw new Error("There is no such index.");
  return searchRequest(schema, index, vector as number[], equals as object, options as object);
}

function issuesOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (!(error instanceof ExpressionError || error instanceof ItemValidationError)) throw error;
    return error.issues.map(({ path, message, fix }) => [`${path}:`, message, fix].filter(Boolean).join(" "));
  }
  return [];
}

describe("the request of a search", () => {
  it("has the vector without a list, and ten results by default", () => {
    const SearchVector = [{ N: "1" }, { N: "0.5" }];
    expect(request(part)).to.deep.include({ TableName: "docs", IndexName: "by-title", SearchVector, TopK: 10 });
    expect(request(part, new Float32Array([1, 0.5]), {}, { topK: 3 })).to.deep.include({ SearchVector, TopK: 3 });
  });

  it("compares values in stored form", () => {
    const day = new Date("2030-01-02T00:00:00Z");
    expect(request(whole, [1, 0], { tenant: "t", day }, { attributes: ["title"] })).to.deep.include({
      SearchConditionExpression: "#0 = :0 AND #1 = :1",
      ProjectionExpression: "#2, #3",
      ExpressionAttributeNames: { "#0": "tenant", "#1": "day", "#2": "title", "#3": "id" },
      ExpressionAttributeValues: { ":0": { S: "t" }, ":1": { S: "2030-01-02T00:00:00.000Z" } },
    });
  });

  it("names all attributes of an index that has all, because the vector is returned only then", () => {
    const { ProjectionExpression, ExpressionAttributeNames } = request(whole, [1, 0], { tenant: "t", day: undefined });
    expect(ProjectionExpression).to.equal("#1, #0, #2, #3, #4");
    expect(Object.values(ExpressionAttributeNames ?? {})).to.have.members(Object.keys(schema.attributes));
  });

  it("has no condition and no projection if there is nothing to compare and to leave out", () => {
    const { SearchConditionExpression, ProjectionExpression, ExpressionAttributeNames } = request(part);
    expect([SearchConditionExpression, ProjectionExpression, ExpressionAttributeNames]).to.deep.equal(
      new Array(3).fill(undefined),
    );
  });

  it("is refused with all issues, before anything is sent", () => {
    const refused: readonly [index: typeof whole, given: Arguments, issues: string[]][] = [
      [
        whole,
        [[1, Number.NaN], { title: "a", dya: 1 }, { topK: 101, attributes: ["titel"], limit: 5 }],
        [
          "topK: expected a whole number from 1 to 100, got 101.",
          "limit: there is no such option. the options are topK, attributes, onMisfit, signal.",
          "vector[1]: NaN is not a number that DynamoDB can store.",
          'equals.tenant: is required: it partitions index "whole". give its value.',
          'equals.title: cannot be compared in index "whole". the attributes are tenant, day.',
          'equals.dya: cannot be compared in index "whole". did you mean day?',
          'attributes[0]: there is no attribute "titel". did you mean title?',
        ],
      ],
      [
        whole,
        [[1, 2, 3], { tenant: 5 }],
        ["vector: expected 2 numbers, got 3.", "equals.tenant: expected a string, got a number."],
      ],
      [
        whole,
        [[1, 2], { tenant: "" }],
        [
          'equals.tenant: is in the key of index "whole", which cannot be empty text; leave it undefined to exclude the item from the index.',
        ],
      ],
      [
        part,
        ["1,2", []],
        [
          "vector: expected an array of numbers or a Float32Array, got a string.",
          "equals: expected an object. give {}.",
        ],
      ],
      [
        part,
        [[1, 2], { topK: 5 }],
        [
          'equals.topK: cannot be compared in index "by-title". leave it out: the model has no attribute that the index compares.',
        ],
      ],
      [
        part,
        [[1, 2], {}, { attributes: ["tenant"] }],
        ['attributes[0]: "tenant" is not projected into index "by-title". it has id, embedding, title.'],
      ],
    ];
    for (const [index, given, issues] of refused)
      expect(issuesOf(() => request(index, ...given))).to.deep.equal(issues);
  });
});

describe("the request of a search without a model", () => {
  const plain = (...given: unknown[]) => {
    const [table = "docs", index = "near", vector = [1, 2], equals = {}, options = {}] = given;
    return plainSearchRequest(
      table as string,
      index as string,
      vector as number[],
      equals as Record<string, string>,
      options as object,
    );
  };

  it("has plain values in stored form", () => {
    const equals = { a: "x", b: 1.5, c: 10n ** 20n, d: new Uint8Array([1]), e: undefined };
    expect(plain("docs", "near", [1, 0.1], equals, { topK: 1, attributes: ["a", "size"] })).to.deep.equal({
      TableName: "docs",
      IndexName: "near",
      SearchVector: [{ N: "1" }, { N: "0.1" }],
      TopK: 1,
      SearchConditionExpression: "#0 = :0 AND #1 = :1 AND #2 = :2 AND #3 = :3",
      ProjectionExpression: "#0, #4",
      ExpressionAttributeNames: { "#0": "a", "#1": "b", "#2": "c", "#3": "d", "#4": "size" },
      ExpressionAttributeValues: {
        ":0": { S: "x" },
        ":1": { N: "1.5" },
        ":2": { N: "100000000000000000000" },
        ":3": { B: new Uint8Array([1]) },
      },
    });
  });

  it("names an attribute once that is given twice", () => {
    expect(plain("docs", "near", [1, 2], {}, { attributes: ["a", "size", "a"] })).to.deep.include({
      ProjectionExpression: "#0, #1",
      ExpressionAttributeNames: { "#0": "a", "#1": "size" },
    });
  });

  it("is refused with all issues, before anything is sent", () => {
    expect(
      issuesOf(() => plain("", 5, [1, Number.POSITIVE_INFINITY], { a: [1] }, { topK: 0, onMisfit: 1 })),
    ).to.deep.equal([
      "table: expected a name.",
      "indexName: expected a name.",
      "topK: expected a whole number from 1 to 100, got 0.",
      "onMisfit: there is no such option. the options are topK, attributes, signal.",
      "vector[1]: Infinity is not a number that DynamoDB can store.",
      "equals.a: expected a string, a number, a bigint or a Uint8Array, got an array.",
    ]);
    expect(issuesOf(() => plain("docs", "near", []))).to.deep.equal(["vector: expected 1 to 4096 numbers, got 0."]);
    expect(issuesOf(() => plain("docs", "near", new Array(4097).fill(0)))).to.deep.equal([
      "vector: expected 1 to 4096 numbers, got 4097.",
    ]);
    expect(issuesOf(() => plain("docs", "near", null, "x")).map((each) => each.slice(0, 16))).to.deep.equal([
      "vector: expected",
      "equals: expected",
    ]);
  });
});
