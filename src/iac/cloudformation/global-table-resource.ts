import type { CreateTableCommandInput, GlobalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import { policyText } from "../../table/definition/canonical-policy.js";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { ReplicaOptions } from "../../table/definition/replica-options.js";
import { defined } from "../../validation/defined.js";
import type { TableToExport } from "../read-tables.js";
import { commonProperties, KEPT, policy, recovery, stream, tagList } from "./table-resource.js";
import type { Properties, Resource } from "./template.js";

/** The utilization that scaling aims at, in percent. It needs a value also where there is nothing to scale. */
const TARGET_UTILIZATION = 70;

/**
 * The resource of a table with replicas: `AWS::DynamoDB::GlobalTable`. Settings of the table itself that a replica has for
 * itself are in the replica of its region.
 */
export function globalTableResource({ input, options }: TableToExport, region: string | undefined): Resource {
  const { consistency, witness } = options;
  const isStrong = consistency === "STRONG";
  const properties: Properties = {
    ...commonProperties(input, options),
    GlobalSecondaryIndexes: input.GlobalSecondaryIndexes?.map(indexProperties),
    ...throughput(input),
    SSESpecification: input.SSESpecification?.Enabled ? { SSEEnabled: true, SSEType: "KMS" } : undefined,
    // Replication needs this stream, and a template has to say so; a strongly consistent table needs none.
    StreamSpecification: stream(input.StreamSpecification) ?? (isStrong ? undefined : STREAM_OF_REPLICAS),
    MultiRegionConsistency: isStrong ? "STRONG" : undefined,
    GlobalTableWitnesses: witness === undefined ? undefined : [{ Region: witness }],
    Replicas: [tableReplica(input, options, region), ...otherReplicas(input, options, region)],
  };
  return { Type: "AWS::DynamoDB::GlobalTable", ...KEPT, Properties: defined(properties) };
}

const STREAM_OF_REPLICAS = { StreamViewType: "NEW_AND_OLD_IMAGES" };

/** The region that a template is deployed to. */
const DEPLOYED_REGION = { Ref: "AWS::Region" };

/** The throughput of a table, or of an index, in all replicas. */
function throughput(part: Pick<GlobalSecondaryIndex, "ProvisionedThroughput" | "OnDemandThroughput">): Properties {
  const { ReadCapacityUnits, WriteCapacityUnits } = part.ProvisionedThroughput ?? {};
  const { MaxReadRequestUnits, MaxWriteRequestUnits } = part.OnDemandThroughput ?? {};
  return defined({
    ReadProvisionedThroughputSettings: ReadCapacityUnits && { ReadCapacityUnits },
    WriteProvisionedThroughputSettings: WriteCapacityUnits && {
      WriteCapacityAutoScalingSettings: {
        MinCapacity: WriteCapacityUnits,
        MaxCapacity: WriteCapacityUnits,
        TargetTrackingScalingPolicyConfiguration: { TargetValue: TARGET_UTILIZATION },
      },
    },
    ReadOnDemandThroughputSettings: MaxReadRequestUnits && { MaxReadRequestUnits },
    WriteOnDemandThroughputSettings: MaxWriteRequestUnits && { MaxWriteRequestUnits },
  });
}

function indexProperties(index: GlobalSecondaryIndex): Properties {
  const { IndexName, KeySchema, Projection, WarmThroughput } = index;
  return defined({ IndexName, KeySchema, Projection, WarmThroughput, ...throughput(index) });
}

/** The replica in the table's own region. */
function tableReplica(
  input: CreateTableCommandInput,
  options: CreateTableOptions,
  region: string | undefined,
): Properties {
  const { KMSMasterKeyId } = input.SSESpecification ?? {};
  return defined<Properties>({
    Region: region ?? DEPLOYED_REGION,
    SSESpecification: KMSMasterKeyId && { KMSMasterKeyId },
    TableClass: input.TableClass,
    DeletionProtectionEnabled: input.DeletionProtectionEnabled,
    PointInTimeRecoverySpecification: recovery(options.pointInTimeRecovery),
    ContributorInsightsSpecification: options.contributorInsights ? { Enabled: true } : undefined,
    ResourcePolicy: policy(input.ResourcePolicy),
    Tags: tagList(input.Tags),
  });
}

function otherReplicas(
  { TableClass }: CreateTableCommandInput,
  { replicas = [] }: CreateTableOptions,
  region: string | undefined,
): readonly Properties[] {
  return replicas
    .filter((replica) => replica.region !== region)
    .toSorted((a, b) => (a.region < b.region ? -1 : 1))
    .map((replica) => replicaProperties({ tableClass: TableClass, ...defined(replica) }));
}

function replicaProperties(replica: ReplicaOptions): Properties {
  const { region, kmsKeyId, tableClass, readCapacity, onDemandThroughput, resourcePolicy, tags = {} } = replica;
  const indexes = replica.globalSecondaryIndexes?.map(({ indexName, readCapacity, onDemandThroughput }) =>
    defined({ IndexName: indexName, ...reads(readCapacity, onDemandThroughput?.maxRead) }),
  );
  const tagged = Object.entries(tags).flatMap(([Key, Value]) => (Value === false ? [] : [{ Key, Value }]));
  return defined<Properties>({
    Region: region,
    SSESpecification: kmsKeyId && { KMSMasterKeyId: kmsKeyId },
    TableClass: tableClass,
    ...reads(readCapacity, onDemandThroughput?.maxRead),
    GlobalSecondaryIndexes: indexes,
    DeletionProtectionEnabled: replica.deletionProtection,
    PointInTimeRecoverySpecification: recovery(replica.pointInTimeRecovery),
    ContributorInsightsSpecification: replica.contributorInsights ? { Enabled: true } : undefined,
    ResourcePolicy: policy(resourcePolicy ? policyText(resourcePolicy) : undefined),
    Tags: tagList(tagged),
  });
}

function reads(units: number | undefined, maxRead: number | undefined): Properties {
  return defined({
    ReadProvisionedThroughputSettings: units && { ReadCapacityUnits: units },
    ReadOnDemandThroughputSettings: maxRead && { MaxReadRequestUnits: maxRead },
  });
}
