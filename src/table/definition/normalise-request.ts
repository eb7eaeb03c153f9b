import type { CreateTableCommandInput, SSESpecification } from "@aws-sdk/client-dynamodb";
import { canonicalPolicy } from "./canonical-policy.js";
import { boundsOf, byName, indexOf, keysOf, throughputOf } from "./normalise-description.js";
import { vectorIndexOf } from "./normalise-vector-index.js";
import type { NormalisedEncryption, NormalisedTable } from "./normalised-table.js";

/** Normalises a CreateTable request: what it leaves out has DynamoDB's defaults. */
export function normaliseRequest(input: CreateTableCommandInput): NormalisedTable {
  const billingMode = input.BillingMode ?? "PROVISIONED";
  const definitions = input.AttributeDefinitions ?? [];
  const tags = (input.Tags ?? []).map(({ Key = "", Value = "" }) => [Key, Value] as const);
  return {
    ...keysOf(input.KeySchema, definitions),
    globalSecondaryIndexes: byName(input.GlobalSecondaryIndexes, (index) => ({
      ...indexOf(index, definitions),
      ...throughputOf(index, billingMode),
    })),
    localSecondaryIndexes: byName(input.LocalSecondaryIndexes, (index) => indexOf(index, definitions)),
    vectorIndexes: byName(input.VectorIndexes, (index) => vectorIndexOf(index, definitions)),
    billingMode,
    ...throughputOf(input, billingMode),
    onDemandThroughput: boundsOf(input.OnDemandThroughput),
    tableClass: input.TableClass ?? "STANDARD",
    encryption: encryptionOf(input.SSESpecification),
    stream: (input.StreamSpecification?.StreamEnabled && input.StreamSpecification.StreamViewType) || false,
    deletionProtection: input.DeletionProtectionEnabled ?? false,
    tags: Object.fromEntries(tags),
    resourcePolicy: input.ResourcePolicy === undefined ? false : canonicalPolicy(input.ResourcePolicy),
  };
}

function encryptionOf({ Enabled, SSEType, KMSMasterKeyId }: SSESpecification = {}): NormalisedEncryption {
  if (!(Enabled ?? SSEType === "KMS")) return { encryption: "AWS_OWNED" };
  if (KMSMasterKeyId === undefined) return { encryption: "AWS_MANAGED" };
  return { encryption: "CUSTOMER_MANAGED", kmsKeyId: KMSMasterKeyId };
}
