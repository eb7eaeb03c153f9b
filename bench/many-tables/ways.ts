import {
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeContributorInsightsCommand,
  DescribeKinesisStreamingDestinationCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  type DynamoDBClientConfig,
  GetResourcePolicyCommand,
  ListTagsOfResourceCommand,
  waitUntilTableExists,
} from "@aws-sdk/client-dynamodb";
import dynamoose from "dynamoose";
import { type CreateTableOptions, DynamoClient } from "dynatwin";
import { tableName } from "./limits.js";

/** A way to read or to create many tables. */
export interface Way {
  readonly name: string;
  /** How many tables are measured, where 200 take too long. */
  readonly tables?: number;
  /** Prepares it, and returns what is measured. */
  readonly setUp: (config: DynamoDBClientConfig) => (tables: number) => Promise<unknown>;
}

const names = (tables: number) => Array.from({ length: tables }, (_, index) => tableName(index));

const definition = {
  partitionKey: ["pk", "S"],
  globalSecondaryIndexes: [{ indexName: "by-status", partitionKey: ["status", "S"] }],
} as const satisfies CreateTableOptions;

/** The reads of a plan, by the SDK alone, for several tables at the same time. */
async function readTables(client: DynamoDBClient, tables: number, concurrency: number): Promise<void> {
  const queue = names(tables)[Symbol.iterator]();
  const lane = async () => {
    for (const TableName of queue) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName }));
      const ResourceArn = Table?.TableArn;
      await client.send(new DescribeTimeToLiveCommand({ TableName }));
      await client.send(new DescribeContinuousBackupsCommand({ TableName }));
      await client.send(new DescribeContributorInsightsCommand({ TableName }));
      await client.send(new ListTagsOfResourceCommand({ ResourceArn }));
      await client.send(new GetResourcePolicyCommand({ ResourceArn })).catch(ignorePolicyNotFound);
      await client.send(new DescribeKinesisStreamingDestinationCommand({ TableName }));
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
}

function ignorePolicyNotFound(error: unknown): void {
  if (!(error instanceof Error) || error.name !== "PolicyNotFoundException") throw error;
}

const bareReads = (concurrency: number): Way => ({
  name: `SDK, ${concurrency} tables at a time`,
  setUp(config) {
    const client = new DynamoDBClient(config);
    return (tables) => readTables(client, tables, concurrency);
  },
});

/** The ways to read 200 unchanged tables: ours first. */
export const readWays: readonly Way[] = [
  {
    name: "dynatwin, planTables",
    setUp(config) {
      const client = new DynamoClient(config);
      return async (tables) => {
        const plans = await client.planTables(names(tables).map((name) => [name, definition]));
        if (plans.some(({ steps, notCompared }) => steps.length + notCompared.length > 0))
          throw new Error("A plan has steps.");
      };
    },
  },
  ...[10, 25, 50, 100].map(bareReads),
];

const input = (TableName: string) => ({
  TableName,
  BillingMode: "PAY_PER_REQUEST" as const,
  AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" as const }],
  KeySchema: [{ AttributeName: "pk", KeyType: "HASH" as const }],
});

/** Waits for all, also where one fails, to count how many do. */
async function finish(creations: readonly Promise<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(creations);
  const failed = results.filter((result) => result.status === "rejected");
  const [first] = failed;
  if (first !== undefined) throw new Error(`${failed.length} tables failed: ${(first.reason as Error).name}`);
}

async function createBySdk(client: DynamoDBClient, TableName: string): Promise<void> {
  await client.send(new CreateTableCommand(input(TableName)));
  await waitUntilTableExists({ client, maxWaitTime: 300 }, { TableName });
}

/** The ways to create 200 tables, and to have them ACTIVE: ours first. */
export const createWays: readonly Way[] = [
  {
    name: "dynatwin, createTables",
    setUp(config) {
      const client = new DynamoClient(config);
      return (tables) =>
        client.createTables(
          names(tables).map((name) => [name, { partitionKey: ["pk", "S"] }]),
          { wait: true },
        );
    },
  },
  {
    name: "SDK, Promise.all",
    setUp(config) {
      const client = new DynamoDBClient(config);
      return (tables) => finish(names(tables).map((name) => createBySdk(client, name)));
    },
  },
  {
    name: "dynamoose, create",
    setUp(config) {
      dynamoose.aws.ddb.set(new dynamoose.aws.ddb.DynamoDB(config));
      return (tables) => {
        const creations = names(tables).map((name) => {
          const model = dynamoose.model(name, new dynamoose.Schema({ pk: { type: String, hashKey: true } }));
          const options = {
            create: true,
            initialize: false,
            waitForActive: { enabled: true },
            throughput: "ON_DEMAND" as const,
          };
          return new dynamoose.Table(name, [model], options).initialize();
        });
        return finish(creations);
      };
    },
  },
  {
    name: "SDK, a loop",
    tables: 3, // the SDK looks at a table every 20 seconds
    setUp(config) {
      const client = new DynamoDBClient(config);
      return async (tables) => {
        for (const name of names(tables)) await createBySdk(client, name);
      };
    },
  },
];
