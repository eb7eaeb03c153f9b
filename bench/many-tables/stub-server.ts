// A DynamoDB that knows tables, and AWS' limits for changes of them, in a process of its own. Every table is there, until the
// first CreateTable of a measurement.
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { CREATION_MS, LIMITS, ROUND_TRIP_MS } from "./limits.js";

/** What the process that measures asks for. */
export type StubMessage =
  /** Starts with all tables there, and answers at once. */
  | "read"
  /** Starts without tables, with the limits, and answers as late as AWS. */
  | "create"
  | "count";

/** The requests since the start of a measurement. */
export interface Counts {
  readonly requests: number;
  readonly refused: number;
}

let [hasAllTables, roundTripMs, requests, refused] = [true, 0, 0, 0];
let reserve = { left: LIMITS.reserve, at: performance.now() };
/** When each table is ACTIVE. */
const activeAt = new Map<string, number>();

class Refusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

const names = (name: string) => ({
  TableName: name,
  TableArn: `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`,
  TableId: `00000000-0000-0000-0000-${name.slice(-12).padStart(12, "0")}`,
});

function description(name: string, status: string) {
  return {
    ...names(name),
    TableStatus: status,
    AttributeDefinitions: [
      { AttributeName: "pk", AttributeType: "S" },
      { AttributeName: "status", AttributeType: "S" },
    ],
    KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    CreationDateTime: 1_790_000_000,
    BillingModeSummary: { BillingMode: "PAY_PER_REQUEST" },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "ACTIVE" },
    GlobalSecondaryIndexes: [
      {
        IndexName: "by-status",
        IndexArn: `${names(name).TableArn}/index/by-status`,
        IndexStatus: status,
        KeySchema: [{ AttributeName: "status", KeyType: "HASH" }],
        Projection: { ProjectionType: "ALL" },
        ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
        WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000, Status: "ACTIVE" },
        ItemCount: 0,
        IndexSizeBytes: 0,
      },
    ],
    ItemCount: 0,
    TableSizeBytes: 0,
    DeletionProtectionEnabled: false,
  };
}

function statusOf(name: string): string {
  const at = activeAt.get(name);
  if (at === undefined && !hasAllTables)
    throw new Refusal("ResourceNotFoundException", `Requested resource not found: Table: ${name} not found`);
  return (at ?? 0) > performance.now() ? "CREATING" : "ACTIVE";
}

function create(name: string) {
  const now = performance.now();
  reserve = { left: Math.min(LIMITS.reserve, reserve.left + ((now - reserve.at) * LIMITS.perSecond) / 1000), at: now };
  if (reserve.left < 1) {
    throw new Refusal("ThrottlingException", "The rate of control plane requests made by this account is too high");
  }
  reserve.left--;
  if (activeAt.has(name)) throw new Refusal("ResourceInUseException", `Table already exists: ${name}`);
  const changing = [...activeAt.values()].filter((at) => at > now).length;
  if (changing >= LIMITS.changingTables) {
    const message = `Only ${LIMITS.changingTables} tables can be created, updated, or deleted simultaneously`;
    throw new Refusal("LimitExceededException", message);
  }
  activeAt.set(name, now + CREATION_MS);
  return { TableDescription: description(name, "CREATING") };
}

interface Input {
  readonly TableName: string;
  readonly ResourceArn: string;
}

const handlers: Readonly<Record<string, (input: Input) => object>> = {
  CreateTable: ({ TableName }) => create(TableName),
  DescribeTable: ({ TableName }) => ({ Table: description(TableName, statusOf(TableName)) }),
  DescribeTimeToLive: () => ({ TimeToLiveDescription: { TimeToLiveStatus: "DISABLED" } }),
  DescribeContinuousBackups: () => ({
    ContinuousBackupsDescription: {
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus: "DISABLED" },
    },
  }),
  DescribeContributorInsights: ({ TableName }) => ({ TableName, ContributorInsightsStatus: "DISABLED" }),
  ListTagsOfResource: () => ({ Tags: [{ Key: "team", Value: "a" }] }),
  GetResourcePolicy: ({ ResourceArn }) => {
    throw new Refusal(
      "PolicyNotFoundException",
      `Resource-based policy not found for the provided ResourceArn: ${ResourceArn}`,
    );
  },
  DescribeKinesisStreamingDestination: ({ TableName }) => ({ TableName, KinesisDataStreamDestinations: [] }),
};

function answer(operation: string, body: string, response: ServerResponse): void {
  let [status, value]: [number, object] = [200, {}];
  requests++;
  try {
    const handler = handlers[operation];
    if (handler === undefined) throw new Refusal("UnknownOperationException", operation);
    value = handler(JSON.parse(body) as Input);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (["ThrottlingException", "LimitExceededException"].includes(error.type)) refused++;
    [status, value] = [400, { __type: `com.amazonaws.dynamodb.v20120810#${error.type}`, message: error.message }];
  }
  const text = JSON.stringify(value);
  const headers = { "content-type": "application/x-amz-json-1.0", "content-length": Buffer.byteLength(text) };
  response.writeHead(status, headers).end(text);
}

const server = createServer((request, response) => {
  const operation = String(request.headers["x-amz-target"]).replace("DynamoDB_20120810.", "");
  let body = "";
  request.setEncoding("utf8").on("data", (chunk: string) => {
    body += chunk;
  });
  request.on("end", () => {
    if (roundTripMs === 0) answer(operation, body, response);
    else setTimeout(() => answer(operation, body, response), roundTripMs);
  });
});
server.keepAliveTimeout = 600_000;
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));

process.on("message", (message: StubMessage) => {
  if (message !== "count") {
    activeAt.clear();
    reserve = { left: LIMITS.reserve, at: performance.now() };
    hasAllTables = message === "read";
    [roundTripMs, requests, refused] = [hasAllTables ? 0 : ROUND_TRIP_MS, 0, 0];
  }
  process.send?.({ requests, refused } satisfies Counts);
});
process.on("disconnect", () => process.exit());
