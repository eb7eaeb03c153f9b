import { expect } from "chai";
import fc from "fast-check";
import { DynamoClient } from "../../../src/index.js";
import { definitionOf } from "../../../src/table/copy/definition-of.js";
import { type MockDynamoDB, syncMockDynamoDB } from "../../../src/testing/index.js";
import { definitions } from "../../support/definitions.js";

const RUNS = 300;

describe("the definition of a table that exists", function () {
  this.timeout(60_000);
  let db: MockDynamoDB;
  let client: DynamoClient;

  before(() => {
    db = syncMockDynamoDB();
    client = new DynamoClient(db.config);
  });

  after(() => {
    client.destroy();
    db.syncClose();
  });

  it(`creates the same table again, in ${RUNS} runs`, () => {
    const isSame = fc.property(definitions(), ({ tableName, options }) => {
      const { input: _, warmThroughput: __, ...given } = options;
      const description = client.syncCreateTable(tableName, { ...given, wait: true });
      client.syncDeleteTable(tableName, { wait: true, disableProtection: true });
      const again = definitionOf({ description });
      const second = client.syncCreateTable(tableName, { ...again, wait: true });
      client.syncDeleteTable(tableName, { wait: true, disableProtection: true });
      expect(definitionOf({ description: second })).to.deep.equal(again);
    });
    fc.assert(isSame, { seed: 20_120_810, numRuns: RUNS });
  });
});
