import { type Members, oneOf } from "../check-shape.js";

const keySchema = [{ AttributeName: "string", KeyType: oneOf("HASH", "RANGE") }] as const;
const projection: Members = { ProjectionType: "string", NonKeyAttributes: ["string"] };
const index: Members = { IndexName: "string", KeySchema: keySchema, Projection: projection };
const own: Members = {
  SSESpecification: { SSEEnabled: "boolean", SSEType: oneOf("KMS"), KMSMasterKeyId: "string" },
  TableClass: "string",
  DeletionProtectionEnabled: "boolean",
  PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: "boolean" },
  ContributorInsightsSpecification: { Enabled: "boolean" },
  ResourcePolicy: {},
  Tags: [{ Key: "string", Value: "string" }],
};
const reads: Members = { ReadProvisionedThroughputSettings: {}, ReadOnDemandThroughputSettings: {} };
const writes: Members = { WriteProvisionedThroughputSettings: {}, WriteOnDemandThroughputSettings: {} };
const common: Members = {
  TableName: "string",
  KeySchema: keySchema,
  AttributeDefinitions: [{ AttributeName: "string", AttributeType: "string" }],
  BillingMode: oneOf("PAY_PER_REQUEST", "PROVISIONED"),
  LocalSecondaryIndexes: [index],
  VectorIndexes: [{ IndexName: "string", VectorAttribute: {}, Projection: projection }],
  WarmThroughput: {},
  TimeToLiveSpecification: { Enabled: "boolean", AttributeName: "string" },
  StreamSpecification: { StreamViewType: "string" },
};

/** The shapes of what is read of each type of resource. Numbers and names are left to the check of the definition. */
export const SHAPES: Readonly<Record<string, Members>> = {
  "AWS::DynamoDB::Table": {
    ...common,
    ...own,
    ProvisionedThroughput: {},
    OnDemandThroughput: {},
    GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput: {}, OnDemandThroughput: {}, WarmThroughput: {} }],
  },
  "AWS::DynamoDB::GlobalTable": {
    ...common,
    ...reads,
    ...writes,
    SSESpecification: { SSEEnabled: "boolean", SSEType: oneOf("KMS") },
    GlobalSecondaryIndexes: [{ ...index, ...reads, ...writes, WarmThroughput: {} }],
    MultiRegionConsistency: oneOf("EVENTUAL", "STRONG"),
    GlobalTableWitnesses: [{ Region: "string" }],
    Replicas: [{ ...own, ...reads, Region: "string", GlobalSecondaryIndexes: [{ IndexName: "string", ...reads }] }],
  },
};
