import { expect } from "chai";
import { attr, defineModel } from "../../src/index.js";
import { mockDynamoDB } from "../../src/testing/index.js";
import { RawDynamoDB } from "../support/raw-dynamodb.js";
import { tableArn } from "../support/table-requests.js";

class Session extends defineModel({
  table: "sessions",
  attributes: { id: attr.string().partitionKey(), user: attr.string(), ends: attr.timestamp("s") },
  globalSecondaryIndexes: { byUser: { partitionKey: "user" } },
  tableOptions: {
    timeToLive: "ends",
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: true,
    tags: { team: "a" },
    resourcePolicy: { Version: "2012-10-17" },
  },
}) {}

describe("the tables that a mock starts with", () => {
  it("have all settings of their models, with no time passing, however long they take later", async () => {
    await using db = await mockDynamoDB(Session, { time: "manual", latency: "realistic" });
    const dynamodb = new RawDynamoDB(db.endpoint);
    const ask = async (operation: string, input: object) => (await dynamodb.send(operation, input)).body;
    const table = { TableName: "sessions" };
    const arn = { ResourceArn: tableArn("sessions") };
    expect(await ask("DescribeTable", table)).to.deep.nested.include({
      "Table.TableStatus": "ACTIVE",
      "Table.GlobalSecondaryIndexes[0].IndexStatus": "ACTIVE",
    });
    expect(await ask("DescribeTimeToLive", table)).to.deep.equal({
      TimeToLiveDescription: { TimeToLiveStatus: "ENABLED", AttributeName: "ends" },
    });
    expect(await ask("DescribeContinuousBackups", table)).to.nested.include({
      "ContinuousBackupsDescription.PointInTimeRecoveryDescription.RecoveryPeriodInDays": 7,
    });
    expect(await ask("DescribeContributorInsights", table)).to.include({ ContributorInsightsStatus: "ENABLED" });
    expect(await ask("ListTagsOfResource", arn)).to.deep.equal({ Tags: [{ Key: "team", Value: "a" }] });
    expect(await ask("GetResourcePolicy", arn)).to.include({ Policy: '{"Version":"2012-10-17"}' });
    dynamodb.destroy();
  });
});
