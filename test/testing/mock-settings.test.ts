import {
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
} from "@aws-sdk/client-dynamodb";
import { expect } from "chai";
import { attr, defineModel } from "../../src/index.js";
import { type MockDynamoDB, mockDynamoDB, syncMockDynamoDB } from "../../src/testing/index.js";

class Session extends defineModel({
  table: "sessions",
  attributes: { id: attr.string().partitionKey(), user: attr.string(), expires: attr.timestamp("s") },
  globalSecondaryIndexes: { byUser: { partitionKey: "user" } },
  tableOptions: {
    tableClass: "STANDARD_INFREQUENT_ACCESS",
    stream: "KEYS_ONLY",
    deletionProtection: true,
    tags: { team: "data" },
    resourcePolicy: { Version: "2012-10-17", Statement: [] },
    timeToLive: "expires",
    pointInTimeRecovery: { recoveryPeriodInDays: 7 },
    contributorInsights: true,
  },
}) {}

/** The settings of a table that are not part of its description. */
async function lateSettingsOf({ config, client }: MockDynamoDB): Promise<unknown> {
  const sdk = new DynamoDBClient(config);
  const table = { TableName: "sessions" };
  const arn = { ResourceArn: (await client.describeTable(Session)).TableArn };
  const { TimeToLiveDescription } = await sdk.send(new DescribeTimeToLiveCommand(table));
  const { ContinuousBackupsDescription } = await sdk.send(new DescribeContinuousBackupsCommand(table));
  const { ContributorInsightsStatus } = await sdk.send(new DescribeContributorInsightsCommand(table));
  const { Tags } = await sdk.send(new ListTagsOfResourceCommand(arn));
  const { Policy } = await sdk.send(new GetResourcePolicyCommand(arn));
  sdk.destroy();
  const recovery = ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  return {
    timeToLive: TimeToLiveDescription,
    recovery: [recovery?.PointInTimeRecoveryStatus, recovery?.RecoveryPeriodInDays],
    insights: ContributorInsightsStatus,
    tags: Tags,
    policy: JSON.parse(Policy ?? ""),
  };
}

describe("the settings of a model's table in a mock", () => {
  const starts = { mockDynamoDB, syncMockDynamoDB };
  for (const [name, start] of Object.entries(starts)) {
    for (const latency of ["instant", "realistic"] as const) {
      it(`are all effective when ${name} has started, with latency ${latency}`, async () => {
        const db = await start(Session, { latency, time: "manual" });
        const table = await db.client.describeTable(Session);
        const { TableStatus, TableClassSummary, StreamSpecification, DeletionProtectionEnabled } = table;
        expect(table.GlobalSecondaryIndexes?.[0]?.IndexStatus).to.equal("ACTIVE");
        expect([TableStatus, TableClassSummary?.TableClass]).to.deep.equal(["ACTIVE", "STANDARD_INFREQUENT_ACCESS"]);
        expect([StreamSpecification?.StreamViewType, DeletionProtectionEnabled]).to.deep.equal(["KEYS_ONLY", true]);
        expect(await lateSettingsOf(db)).to.deep.equal({
          timeToLive: { TimeToLiveStatus: "ENABLED", AttributeName: "expires" },
          recovery: ["ENABLED", 7],
          insights: "ENABLED",
          tags: [{ Key: "team", Value: "data" }],
          policy: { Version: "2012-10-17", Statement: [] },
        });
        expect(db.requests.map(({ operation }) => operation)[0]).to.equal("DescribeTable");
        await db.close();
      });
    }
  }
});
