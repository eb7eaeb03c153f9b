import { expect } from "chai";
import { TableDefinitionError } from "../../../src/index.js";
import { byMeaning, byOther, indexed, plan, problems, provisioned, table } from "../../support/vector-tables.js";

describe("what vector indexes and a table do not allow together", () => {
  it("is a PROVISIONED table", () => {
    expect(problems({ vectorIndexes: [byOther] }, provisioned)).to.deep.equal([
      'vectorIndexes.by-other: vector indexes are only supported for PAY_PER_REQUEST tables, and the table is PROVISIONED. set billingMode to "PAY_PER_REQUEST".',
    ]);
    expect(problems({ billingMode: "PROVISIONED" }, indexed)).to.deep.equal([
      'billingMode: vector indexes are only supported for PAY_PER_REQUEST tables, and the table has "by-meaning". leave it out, or remove these indexes.',
    ]);
  });

  it("is the name of an index of another kind that stays", () => {
    const named = { ...byOther, indexName: "by-status" };
    expect(problems({ vectorIndexes: [named] })).to.deep.equal([
      "vectorIndexes.by-status: the table has a global secondary index of this name. choose another name.",
    ]);
    expect(
      problems({ globalSecondaryIndexes: [{ indexName: "by-meaning", partitionKey: ["pk", "S"] }] }, indexed),
    ).to.deep.equal([
      "globalSecondaryIndexes.by-meaning: the table has a vector index of this name. choose another name.",
    ]);
    expect(problems({ prune: true, vectorIndexes: [named] })).to.deep.equal([]);
  });

  it("is a sixth index, but for an account that has more", () => {
    const some = (count: number) =>
      Array.from({ length: count }, (_, place) => ({ ...byOther, indexName: `by-${place}` }));
    expect(problems({ vectorIndexes: some(5) }, indexed)).to.deep.equal([
      "vectorIndexes: the table would have 6 vector indexes, more than the per-table limit of 5. remove some: at most 5 are possible.",
    ]);
    expect(problems({ vectorIndexes: some(4) }, indexed)).to.deep.equal([]);
    expect(problems({ vectorIndexes: some(5), dropIndexes: ["by-meaning"] }, indexed)).to.deep.equal([]);
    const many = some(6).map(({ indexName }) => ({ ...byMeaning, IndexName: indexName }));
    expect(
      problems({ vectorIndexes: [{ ...byOther, indexName: "by-new" }] }, { ...table, VectorIndexes: many }),
    ).to.deep.equal([]);
  });

  it("is another number of dimensions than that of an index that stays", () => {
    const longer = { ...byOther, vector: "embedding", dimensions: 4 };
    expect(problems({ vectorIndexes: [longer] }, indexed)).to.deep.equal([
      "vectorIndexes.by-other.dimensions: is 4, and index by-meaning has 3 dimensions. all vector indexes on the same vector attribute must use the same dimensions: remove index by-meaning in the same call, or use another attribute.",
    ]);
    expect(problems({ vectorIndexes: [{ ...longer, dimensions: 3 }] }, indexed)).to.deep.equal([]);
    expect(problems({ vectorIndexes: [longer], dropIndexes: ["by-meaning"] }, indexed)).to.deep.equal([]);
  });

  const message = "an attribute cannot be defined in AttributeDefinitions when used as a vector attribute";

  it("is the vector in a key of the table or of an index", () => {
    const inKey = (vector: string) => ({ vectorIndexes: [{ ...byOther, vector }] });
    expect(problems(inKey("pk"))).to.deep.equal([
      `vectorIndexes.by-other: ${message}, and "pk" is used by the table. use another attribute.`,
    ]);
    expect(problems(inKey("status"))).to.deep.equal([
      `vectorIndexes.by-other: ${message}, and "status" is used by index by-status. use another attribute, or remove index by-status in the same call.`,
    ]);
    expect(problems(inKey("lang"), indexed)).to.have.length(1);
    expect(problems({ ...inKey("status"), dropIndexes: ["by-status"] })).to.deep.equal([]);
  });

  it("is an attribute with vectors in the key of a new index", () => {
    const keyed = { globalSecondaryIndexes: [{ indexName: "by-vector", partitionKey: ["embedding", "B"] }] };
    expect(problems(keyed, indexed)).to.deep.equal([
      `globalSecondaryIndexes.by-vector: ${message}, and "embedding" is used by index by-meaning. use another attribute, or remove index by-meaning in the same call.`,
    ]);
    expect(problems({ ...keyed, dropIndexes: ["by-meaning"] }, indexed)).to.deep.equal([]);
  });

  it("is another type of an attribute", () => {
    const numbers = { vectorIndexes: [{ ...byOther, filters: [["status", "N"]] }] };
    expect(problems(numbers)).to.deep.equal([
      'vectorIndexes.by-other: its search attribute "status" has type "N", and in the key of index by-status it has type "S". write ["status", "S"], or remove index by-status in the same call.',
    ]);
    const keyed = { globalSecondaryIndexes: [{ indexName: "by-year", partitionKey: ["year", "S"] }] };
    expect(problems(keyed, indexed)).to.deep.equal([
      'globalSecondaryIndexes.by-year: its key attribute "year" has type "S", and in the search schema of index by-meaning it has type "N". write ["year", "N"], or remove index by-meaning in the same call.',
    ]);
  });

  it("is more projected attributes than DynamoDB accepts: names, vectors and filters", () => {
    const named = (count: number) => Array.from({ length: count }, (_, place) => `a${place}`);
    const wide = (last: number) => ({
      globalSecondaryIndexes: [20, 20, 20, 20, last].map((count, place) => {
        return { indexName: `by-${place}`, partitionKey: ["pk", "S"], projection: named(count) };
      }),
    });
    // The vector, two filters and two names.
    expect(problems(wide(15), indexed)).to.deep.equal([]);
    expect(problems(wide(16), indexed)).to.have.length(1);
  });

  it("is an index that is defined and removed", () => {
    expect(() => plan({ vectorIndexes: [byOther], dropIndexes: ["by-other"] })).to.throw(
      TableDefinitionError,
      'index "by-other" is to be removed, and is defined as well.',
    );
  });
});
