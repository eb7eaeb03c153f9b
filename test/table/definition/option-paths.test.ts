import { expect } from "chai";
import { createTableRequest } from "../../../src/table/definition/create-table-request.js";
import type { RequestPath } from "../../../src/table/definition/option-paths.js";
import { defined, global, local, options, rawGlobal, sortKey } from "./rules/cases/rule-case.js";

const written = {
  sortKey,
  globalSecondaryIndexes: [
    { ...global, sortKey, projection: ["a", "b"] },
    {
      ...global,
      partitionKey: [
        ["tenant", "S"],
        ["region", "S"],
      ],
      sortKey: [["at", "N"]],
    },
  ],
  localSecondaryIndexes: [local],
  tags: { team: "a", "cost centre": "b" },
};
const GSI = "GlobalSecondaryIndexes";
const LSI = "LocalSecondaryIndexes";

describe("the path of a member of the request", () => {
  const { at } = createTableRequest("users", options(written));
  const places: readonly [path: RequestPath, place: string][] = [
    [["TableName"], "tableName"],
    [["KeySchema", 0], "partitionKey"],
    [["KeySchema", 1], "sortKey"],
    [["BillingMode"], "billingMode"],
    [["ProvisionedThroughput", "ReadCapacityUnits"], "readCapacity"],
    [["OnDemandThroughput", "MaxReadRequestUnits"], "onDemandThroughput.maxRead"],
    [["WarmThroughput", "WriteUnitsPerSecond"], "warmThroughput.write"],
    [["ResourcePolicy"], "resourcePolicy"],
    [["Tags"], "tags"],
    [["Tags", 0], "tags.team"],
    [["Tags", 1], 'tags["cost centre"]'],
    [["AttributeDefinitions", 0], "partitionKey"],
    [["AttributeDefinitions", 1, "AttributeType"], "sortKey[1]"],
    [["AttributeDefinitions", 2], "globalSecondaryIndexes[0].partitionKey"],
    [["AttributeDefinitions", 4, "AttributeType"], "globalSecondaryIndexes[1].partitionKey[1][1]"],
    [["AttributeDefinitions", 6], "localSecondaryIndexes[0].sortKey"],
    [[GSI], "globalSecondaryIndexes"],
    [[GSI, 1, "IndexName"], "globalSecondaryIndexes[1].indexName"],
    [[GSI, 0, "KeySchema", 0], "globalSecondaryIndexes[0].partitionKey"],
    [[GSI, 0, "KeySchema", 1], "globalSecondaryIndexes[0].sortKey"],
    [[GSI, 1, "KeySchema", 1], "globalSecondaryIndexes[1].partitionKey[1]"],
    [[GSI, 1, "KeySchema", 2], "globalSecondaryIndexes[1].sortKey[0]"],
    [[GSI, 0, "Projection", "NonKeyAttributes", 1], "globalSecondaryIndexes[0].projection[1]"],
    [[GSI, 0, "ProvisionedThroughput", "WriteCapacityUnits"], "globalSecondaryIndexes[0].writeCapacity"],
    [[GSI, 0, "OnDemandThroughput"], "globalSecondaryIndexes[0].onDemandThroughput"],
    [[LSI, 0, "IndexName"], "localSecondaryIndexes[0].indexName"],
    [[LSI, 0, "KeySchema", 0], "partitionKey"],
    [[LSI, 0, "KeySchema", 1], "localSecondaryIndexes[0].sortKey"],
    [[LSI, 0, "KeySchema"], "localSecondaryIndexes[0].sortKey"],
    [[LSI, 0, "Projection"], "localSecondaryIndexes[0].projection"],
  ];
  for (const [path, place] of places) {
    it(`${path.join(" ")} is ${place}`, () => expect(at(...path)).to.equal(place));
  }

  it("is input.… for members of input only", () => {
    const input = { GlobalSecondaryIndexes: [rawGlobal], AttributeDefinitions: defined("pk"), Tags: undefined };
    const request = createTableRequest("users", options({ ...written, input }));
    expect(request.at(GSI, 0, "KeySchema", 0)).to.equal("input.GlobalSecondaryIndexes[0].KeySchema[0]");
    expect(request.at("AttributeDefinitions", 0, "AttributeType")).to.equal(
      "input.AttributeDefinitions[0].AttributeType",
    );
    expect(request.at("Tags", 0)).to.equal("tags.team");
    expect(request.at("KeySchema", 1)).to.equal("sortKey");
  });
});
