// Never run: the test is that this file compiles, with errors at the marked lines.
import { type CreateTableOptions, DynamoClient, type KeyAttributes } from "dynatwin";

const client = new DynamoClient();
const partitionKey = ["pk", "S"] as const;
const sortKey = ["sk", "S"] as const;

/** All options, as a readonly literal. */
const everything = {
  partitionKey: ["pk", "S"],
  sortKey: ["sk", "N"],
  billingMode: "PROVISIONED",
  readCapacity: 5,
  writeCapacity: 5,
  warmThroughput: { read: 12_000, write: 4_000 },
  tableClass: "STANDARD_INFREQUENT_ACCESS",
  encryption: "CUSTOMER_MANAGED",
  kmsKeyId: "alias/users",
  globalSecondaryIndexes: [
    { indexName: "by-email", partitionKey: ["email", "S"], projection: "KEYS_ONLY", readCapacity: 1 },
    {
      indexName: "by-place",
      partitionKey: [
        ["country", "S"],
        ["city", "S"],
      ],
      sortKey: [["at", "N"]],
      projection: ["name"],
    },
    { indexName: "by-name", partitionKey: [["name", "S"]], sortKey: [], onDemandThroughput: { maxRead: 1 } },
  ],
  localSecondaryIndexes: [{ indexName: "by-age", sortKey: ["age", "N"], projection: ["name"] }],
  stream: "NEW_AND_OLD_IMAGES",
  timeToLive: "expiresAt",
  pointInTimeRecovery: { recoveryPeriodInDays: 7 },
  contributorInsights: true,
  deletionProtection: true,
  tags: { team: "a" },
  resourcePolicy: { Version: "2012-10-17", Statement: [] },
  input: { GlobalTableSourceArn: "arn" },
  wait: { timeoutSeconds: 30, until: "settled" },
} as const;

export async function whatIsAccepted(): Promise<void> {
  await client.createTable("users", { partitionKey: ["pk", "S"] });
  await client.createTable("users", everything);
  await client.createTable("users", { partitionKey, sortKey, wait: true, signal: AbortSignal.timeout(1_000) });
  // Options that are computed are often undefined.
  const stream = Math.random() > 0.5 ? "KEYS_ONLY" : undefined;
  await client.createTable("users", { partitionKey, stream, kmsKeyId: undefined });
  const deleted: object = await client.deleteTable("users", { wait: { timeoutSeconds: 5 } });
  await client.waitForTableActive("users", { until: "table", onProgress: ({ pending }) => pending.join() });
  for await (const name of client.listTables({ pageSize: 10 })) name.toUpperCase();
  void deleted;
}

export async function whatIsRefused(): Promise<void> {
  // @ts-expect-error the partition key is required
  await client.createTable("users", { sortKey });
  // @ts-expect-error there is no such option
  await client.createTable("users", { partitionKey, billing_mode: "PROVISIONED" });
  // @ts-expect-error a key has a type
  await client.createTable("users", { partitionKey, sortKey: "sk" });
  // @ts-expect-error a key has one type
  await client.createTable("users", { partitionKey: ["pk", "S", "N"] });
  // @ts-expect-error a key is S, N or B
  await client.createTable("users", { partitionKey: ["pk", "X"] });
  // @ts-expect-error the table's partition key and sort key have one attribute each
  await client.createTable("users", { partitionKey: [partitionKey] });
  // @ts-expect-error a capacity is a number
  await client.createTable("users", { partitionKey, billingMode: "PROVISIONED", readCapacity: "5" });
  // @ts-expect-error DynamoDB calls it PAY_PER_REQUEST
  await client.createTable("users", { partitionKey, billingMode: "ON_DEMAND" });
  // @ts-expect-error a stream has a view type
  await client.createTable("users", { partitionKey, stream: true });
  // @ts-expect-error tags are an object here
  await client.createTable("users", { partitionKey, tags: [{ Key: "team", Value: "a" }] });
  // @ts-expect-error `until` has other values
  await client.createTable("users", { partitionKey, wait: { until: "ACTIVE" } });
  // @ts-expect-error a period needs a number of days
  await client.createTable("users", { partitionKey, pointInTimeRecovery: {} });
}

export async function whatEncryptionRefuses(): Promise<void> {
  // @ts-expect-error a KMS key goes with CUSTOMER_MANAGED only
  await client.createTable("users", { partitionKey, kmsKeyId: "alias/users" });
  // @ts-expect-error a KMS key goes with CUSTOMER_MANAGED only
  await client.createTable("users", { partitionKey, encryption: "AWS_MANAGED", kmsKeyId: "alias/users" });
  // @ts-expect-error CUSTOMER_MANAGED needs a KMS key
  await client.createTable("users", { partitionKey, encryption: "CUSTOMER_MANAGED" });
}

export function whatIndexesRefuse(): void {
  const index = { indexName: "by-email", partitionKey: ["email", "S"] } as const;
  const a = ["a", "S"] as const;
  // @ts-expect-error at most four partition key attributes
  const five: KeyAttributes = [a, a, a, a, a];
  // @ts-expect-error at least one attribute
  const none: KeyAttributes = [];
  // @ts-expect-error an index is named
  given({ partitionKey, globalSecondaryIndexes: [{ partitionKey }] });
  // @ts-expect-error an index has a partition key
  given({ partitionKey, globalSecondaryIndexes: [{ indexName: "by-email", sortKey }] });
  // @ts-expect-error a list of attributes means INCLUDE
  given({ partitionKey, globalSecondaryIndexes: [{ ...index, projection: "INCLUDE" }] });
  // @ts-expect-error a local index needs a sort key
  given({ partitionKey, sortKey, localSecondaryIndexes: [{ indexName: "by-age" }] });
  // @ts-expect-error a local index has the table's partition key
  given({ partitionKey, sortKey, localSecondaryIndexes: [{ indexName: "by-age", partitionKey, sortKey }] });
  // @ts-expect-error a local index has one sort key attribute
  given({ partitionKey, sortKey, localSecondaryIndexes: [{ indexName: "by-age", sortKey: [a, a] }] });
  void five;
  void none;
}

function given(options: CreateTableOptions): CreateTableOptions {
  return options;
}

export async function whatOtherCallsRefuse(): Promise<void> {
  // @ts-expect-error with ifExists there may be no description
  const deleted: object = await client.deleteTable("users", { ifExists: true });
  const either: object | undefined = await client.deleteTable("users", { ifExists: true });
  // @ts-expect-error the wait for a deletion has no `until`
  await client.waitForTableDeleted("users", { until: "table" });
  // @ts-expect-error nor has the wait of a deletion
  await client.deleteTable("users", { wait: { until: "indexes" } });
  // @ts-expect-error there is no such option
  await client.tableExists("users", { timeoutSeconds: 5 });
  void [deleted, either];
}
