import { expect } from "chai";
import { newControlPlane } from "../../../src/testing/control-plane/account.js";
import { durationsOf } from "../../../src/testing/control-plane/durations.js";
import { withAskedNames, withTableNames } from "../../../src/testing/control-plane/table-names.js";
import type { ControlPlane } from "../../../src/testing/control-plane/tables.js";
import { Timeline } from "../../../src/testing/control-plane/timeline.js";
import { tableArn } from "../../support/table-requests.js";

const controlPlane: ControlPlane = newControlPlane("us-east-1", {
  timeline: new Timeline(() => 0),
  durations: durationsOf("instant"),
  limits: { tables: 1, changingTables: 1 },
  inRegion: () => controlPlane,
});

describe("the names of tables in requests", () => {
  it("stand in the place of their ARNs wherever a request names a table", () => {
    const arn = tableArn("users");
    const Key = { pk: { S: "arn:aws:dynamodb:us-east-1:000000000000:table/no-name" } };
    const requests = (name: string) => [
      { TableName: name, Key },
      { RequestItems: { [name]: { Keys: [Key] }, orders: [] } },
      { TransactItems: [{ Get: { TableName: name, Key } }, { Put: { TableName: "orders", Item: Key } }] },
    ];
    expect(requests(arn).map((request) => withTableNames(controlPlane, request))).to.deep.equal(requests("users"));
  });

  it("are refused beside the ARN of the same table, whose part of the request would be lost", () => {
    const request = { RequestItems: { [tableArn("users")]: [], users: [] } };
    expect(() => withTableNames(controlPlane, request)).to.throw("names the table users twice");
  });

  it("leave alone what is no request at all", () => {
    for (const request of [{}, { TableName: 1 }, { TransactItems: [1, { Get: "x" }] }, { RequestItems: [] }])
      expect(withTableNames(controlPlane, request)).to.deep.equal(request);
  });

  it("are ARNs again in the answer to those who asked with them, and stay names for all others", () => {
    const answer = { Responses: { users: [], orders: [] }, ConsumedCapacity: [] };
    const asked = { RequestItems: { [tableArn("users")]: {}, orders: {} } };
    expect(withAskedNames(controlPlane, asked, answer)).to.deep.equal({
      Responses: { [tableArn("users")]: [], orders: [] },
      ConsumedCapacity: [],
    });
    expect(withAskedNames(controlPlane, { RequestItems: { users: {} } }, answer)).to.equal(answer);
  });
});
