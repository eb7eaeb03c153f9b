import type {
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  SSESpecification,
  StreamSpecification,
} from "@aws-sdk/client-dynamodb";
import { recoverySpecification } from "../../table/create/settings-after-creation.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import { defined } from "../../validation/defined.js";
import type { TableToExport } from "../read-tables.js";
import type { Properties, Resource } from "./template.js";

/** The resource of a table in one region: `AWS::DynamoDB::Table`. */
export function tableResource({ input, options }: TableToExport): Resource {
  const properties: Properties = {
    ...commonProperties(input, options),
    GlobalSecondaryIndexes: input.GlobalSecondaryIndexes?.map(indexProperties),
    ProvisionedThroughput: input.ProvisionedThroughput,
    OnDemandThroughput: input.OnDemandThroughput,
    SSESpecification: encryption(input.SSESpecification),
    StreamSpecification: stream(input.StreamSpecification),
    TableClass: input.TableClass,
    DeletionProtectionEnabled: input.DeletionProtectionEnabled,
    PointInTimeRecoverySpecification: recovery(options.pointInTimeRecovery),
    ContributorInsightsSpecification: options.contributorInsights ? { Enabled: true } : undefined,
    ResourcePolicy: policy(input.ResourcePolicy),
    Tags: tagList(input.Tags),
  };
  return { Type: "AWS::DynamoDB::Table", ...KEPT, Properties: defined(properties) };
}

/** A table stays when it is removed from the template: its items cannot be made again. */
export const KEPT = { DeletionPolicy: "Retain", UpdateReplacePolicy: "Retain" } as const;

/** The properties that a table has in both types of resources. */
export function commonProperties(input: CreateTableCommandInput, { timeToLive }: CreateTableOptions): Properties {
  return {
    TableName: input.TableName,
    KeySchema: input.KeySchema,
    AttributeDefinitions: input.AttributeDefinitions?.toSorted((a, b) =>
      String(a.AttributeName) < String(b.AttributeName) ? -1 : 1,
    ),
    BillingMode: input.BillingMode,
    LocalSecondaryIndexes: input.LocalSecondaryIndexes,
    VectorIndexes: input.VectorIndexes,
    WarmThroughput: input.WarmThroughput,
    TimeToLiveSpecification: timeToLive ? { AttributeName: timeToLive, Enabled: true } : undefined,
  };
}

function indexProperties(index: GlobalSecondaryIndex): Properties {
  const { IndexName, KeySchema, Projection, ProvisionedThroughput, OnDemandThroughput, WarmThroughput } = index;
  return defined({ IndexName, KeySchema, Projection, ProvisionedThroughput, OnDemandThroughput, WarmThroughput });
}

function encryption({ Enabled, SSEType, KMSMasterKeyId }: SSESpecification = {}): Properties | undefined {
  return Enabled ? defined({ SSEEnabled: true, SSEType: SSEType ?? "KMS", KMSMasterKeyId }) : undefined;
}

/** A template has a stream or has none. */
export function stream({ StreamEnabled, StreamViewType }: Partial<StreamSpecification> = {}): Properties | undefined {
  return StreamEnabled ? { StreamViewType } : undefined;
}

/** Point-in-time recovery, of a table or a replica. */
export function recovery(backups: CreateTableOptions["pointInTimeRecovery"]): Properties | undefined {
  const specification = recoverySpecification(backups);
  return specification && defined({ ...specification });
}

/** A template has the policy as a document. A text that is none is not exported, and is listed as unsupported. */
export function policy(text: string | undefined): Properties | undefined {
  const document = text === undefined ? undefined : documentIn(text);
  return document && { PolicyDocument: document };
}

/** The document in a policy's text; `undefined` if it is not the JSON of an object. */
export function documentIn(text: string): object | undefined {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === "object" && document !== null ? document : undefined;
  } catch {
    return undefined;
  }
}

/** Tags, sorted by their keys. */
export function tagList(tags: CreateTableCommandInput["Tags"]): CreateTableCommandInput["Tags"] {
  return tags && tags.length > 0 ? tags.toSorted((a, b) => (String(a.Key) < String(b.Key) ? -1 : 1)) : undefined;
}
