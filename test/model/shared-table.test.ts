import { expect } from "chai";
import { defineTable, TableDefinitionError } from "../../src/index.js";

function issuesOf(definition: unknown): string[] {
  try {
    defineTable(definition as never);
  } catch (error) {
    if (!(error instanceof TableDefinitionError)) throw error;
    return error.issues.map(({ path, message }) => `${path}: ${message}`);
  }
  return [];
}

const valid = { table: "shop", partitionKey: ["pk", "S"] };

describe("the definition of a shared table", () => {
  it("can have indexes of both kinds and settings", () => {
    const more = {
      sortKey: ["sk", "S"],
      globalSecondaryIndexes: {
        gsi1: {
          partitionKey: [
            ["a", "S"],
            ["b", "N"],
          ],
          projection: ["x"],
          indexName: "gsi-1",
        },
      },
      localSecondaryIndexes: { lsi1: { sortKey: ["c", "N"] } },
      tableOptions: { billingMode: "PAY_PER_REQUEST" },
    };
    expect(issuesOf({ ...valid, ...more })).to.deep.equal([]);
  });

  it("is refused with all issues of its form", () => {
    expect(issuesOf(undefined)).to.have.length(1);
    const wrong = {
      table: "",
      partitionKey: "pk",
      sortKey: ["sk", "X"],
      globalSecondaryIndexes: { query: { partitionKey: ["a", "S"] }, gsi: { partitionKey: ["a", "N"] }, no: 5 },
      entityAttribute: 5,
      tabelOptions: {},
    };
    expect(issuesOf(wrong)).to.deep.equal([
      "tabelOptions: is unknown.",
      "table: a table name is required.",
      'partitionKey: expected a name and a type, got "pk".',
      "sortKey: expected a name and a type, got a list.",
      "globalSecondaryIndexes.query: every table has a member of this name.",
      'globalSecondaryIndexes.gsi.partitionKey: "a" is of type N here, and of type S in another key.',
      "globalSecondaryIndexes.no: expected an object, got 5.",
      "entityAttribute: expected a string, got 5.",
    ]);
  });

  it("is checked against DynamoDB's rules", () => {
    const issues = issuesOf({
      ...valid,
      globalSecondaryIndexes: { byName: { partitionKey: ["n", "S"], projection: [] } },
      tableOptions: { readCapacity: 5 },
    });
    expect(issues.some((issue) => issue.startsWith("readCapacity: "))).to.equal(true);
    expect(issuesOf({ ...valid, globalSecondaryIndexes: { ix: { partitionKey: ["n", "S"] } } })[0]).to.contain(
      "globalSecondaryIndexes.ix.indexName: ",
    );
  });
});
