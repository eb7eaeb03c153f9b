import { expect } from "chai";
import { shortSupportTable, supportTable } from "../../scripts/check-docs/pages/support.js";
import { DYNALITE_OPERATIONS, GROUPS } from "../../scripts/check-docs/pages/support-rows.js";
import { OPERATION_NAMES, STREAM_OPERATION_NAMES } from "../../src/dynamodb/operation-names.js";
import { Dynalite } from "../support/dynalite.js";

const ALL = [...OPERATION_NAMES, ...STREAM_OPERATION_NAMES];

describe("the table of supported operations", () => {
  it("has every operation of DynamoDB once", () => {
    expect(GROUPS.flatMap(({ operations }) => operations.split(" ")).toSorted()).to.deep.equal(ALL.toSorted());
  });

  it("has the operations of dynalite", async () => {
    const dynalite = new Dynalite();
    for (const operation of ALL) {
      const service = STREAM_OPERATION_NAMES.includes(operation) ? "DynamoDBStreams" : "DynamoDB";
      const { body } = await dynalite.ask(operation, {}, service);
      const isUnknown = JSON.stringify(body).includes("UnknownOperationException");
      expect(!isUnknown, operation).to.equal(DYNALITE_OPERATIONS.has(operation));
    }
  });

  it("has a short form with the same rows", () => {
    const rows = supportTable().split("\n");
    expect(shortSupportTable().split("\n")).to.have.length.within(7, 10);
    for (const row of shortSupportTable().split("\n")) expect(rows).to.include(row);
  });
});
