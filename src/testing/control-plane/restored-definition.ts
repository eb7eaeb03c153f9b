import type { CreateTableCommandInput, GlobalSecondaryIndex, LocalSecondaryIndex } from "@aws-sdk/client-dynamodb";
import { defined } from "../../validation/defined.js";
import { type AwsError, invalid, invalidValues } from "./aws-error.js";
import type { RestoreFromBackup, RestoreToPointInTime } from "./rules/backups.js";
import { createTableRules } from "./rules/create-table.js";
import { firstBroken } from "./rules/rule.js";
import { checkTableProvisioned } from "./rules/throughput.js";
import { describeProjection, type IndexDescription, isOnDemand, plainIndex } from "./settings.js";
import type { Description } from "./tables.js";
import { usedDefinitions } from "./used-definitions.js";
import { plainVectorIndex, type VectorIndexRequest } from "./vector-indexes.js";
import type { Wire } from "./wire.js";

type Overrides = Omit<RestoreFromBackup, "BackupArn"> | RestoreToPointInTime;
type Input = Wire<CreateTableCommandInput>;
type Global = Wire<GlobalSecondaryIndex>;

/**
 * The definition of a restored table: that of its source, with what a request overrides. It has neither a stream nor tags, deletion
 * protection, a resource policy or a table class. Throws if it is invalid.
 */
export function restoredDefinition(source: Description, overrides: Overrides): Input {
  const wrong = wrongOverride(source, overrides);
  if (wrong) throw wrong;
  const BillingMode = overrides.BillingModeOverride ?? source.BillingModeSummary?.BillingMode ?? "PROVISIONED";
  const globals = overrides.GlobalSecondaryIndexOverride ?? globalIndexes(source, isOnDemand(BillingMode));
  const locals = overrides.LocalSecondaryIndexOverride ?? source.LocalSecondaryIndexes?.map(plainIndex) ?? [];
  const vectors = overrides.VectorIndexOverride?.map(plainVectorIndex) ?? vectorIndexes(source);
  const definition: Input = {
    TableName: overrides.TargetTableName,
    KeySchema: source.KeySchema,
    AttributeDefinitions: usedDefinitions(source.AttributeDefinitions, [source, ...globals, ...locals, ...vectors]),
    BillingMode,
    ...throughput(source, isOnDemand(BillingMode), overrides),
    SSESpecification: overrides.SSESpecificationOverride ?? encryption(source),
    // As plain indexes, they have the members of a request.
    ...(globals.length > 0 && { GlobalSecondaryIndexes: globals as Global[] }),
    ...(locals.length > 0 && { LocalSecondaryIndexes: locals as Wire<LocalSecondaryIndex>[] }),
    ...(vectors.length > 0 && { VectorIndexes: vectors }),
  };
  const broken = firstBroken([checkTableProvisioned, ...createTableRules], defined(definition));
  if (broken) throw broken;
  return defined(definition);
}

/** The rules of overrides. Their texts are not known. */
function wrongOverride(source: Description, overrides: Overrides): AwsError | undefined {
  const { OnDemandThroughputOverride: bounds, GlobalSecondaryIndexOverride: globals = [] } = overrides;
  if (bounds && Object.keys(bounds).length === 0)
    return invalidValues("OnDemandThroughputOverride requires MaxReadRequestUnits, MaxWriteRequestUnits, or both");
  const isOfTime = !("BackupArn" in overrides);
  if (isOfTime && globals.some(({ WarmThroughput }) => WarmThroughput))
    return invalid("WarmThroughput is not supported for the indexes of RestoreTableToPointInTime");
  return (
    unknownIndex(globals, source.GlobalSecondaryIndexes) ??
    unknownIndex(overrides.LocalSecondaryIndexOverride ?? [], source.LocalSecondaryIndexes) ??
    unknownVectorIndex(overrides.VectorIndexOverride ?? [], vectorIndexes(source))
  );
}

type Index = Pick<IndexDescription, "IndexName" | "KeySchema" | "Projection">;

/** An index in an override is one of the source. */
function unknownIndex(asked: readonly Index[], existing: readonly Index[] = []): AwsError | undefined {
  const unknown = asked.find((index) => !existing.some((each) => keysText(each) === keysText(index)));
  return unknown && notOfSource(unknown.IndexName);
}

function unknownVectorIndex(
  asked: readonly VectorIndexRequest[],
  existing: readonly VectorIndexRequest[],
): AwsError | undefined {
  const known = new Set(existing.map(vectorIndexText));
  const unknown = asked.find((index) => !known.has(vectorIndexText(index)));
  return unknown && notOfSource(unknown.IndexName);
}

function vectorIndexText(index: VectorIndexRequest): string {
  const { Projection, ...others } = plainVectorIndex(index);
  return JSON.stringify([others, Projection?.ProjectionType, Projection?.NonKeyAttributes ?? []]);
}

function notOfSource(indexName: string | undefined): AwsError {
  return invalidValues(`The index does not match an index of the source table: ${indexName}`);
}

function keysText({ IndexName, KeySchema = [], Projection }: Index): string {
  const { ProjectionType, NonKeyAttributes = [] } = describeProjection(Projection) ?? {};
  const keys = KeySchema.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]);
  return JSON.stringify([IndexName, keys, ProjectionType, NonKeyAttributes]);
}

/** The indexes of the source as a request has them. */
function globalIndexes({ GlobalSecondaryIndexes = [] }: Description, isOnDemand: boolean): Index[] {
  const lasting = GlobalSecondaryIndexes.filter(({ IndexStatus }) => IndexStatus !== "DELETING");
  return lasting.map((index) => ({ ...plainIndex(index), ...throughput(index, isOnDemand, {}) }));
}

function vectorIndexes({ VectorIndexes = [] }: Description): VectorIndexRequest[] {
  return VectorIndexes.filter(({ IndexStatus }) => IndexStatus !== "DELETING").map(plainVectorIndex);
}

type Throughputs = Pick<Description, "ProvisionedThroughput" | "OnDemandThroughput">;

/** The throughput of a table or an index in a billing mode, which may not be that of the source. */
function throughput(
  source: Throughputs,
  isOnDemand: boolean,
  asked: Pick<Overrides, "ProvisionedThroughputOverride" | "OnDemandThroughputOverride">,
): Pick<Input, "ProvisionedThroughput" | "OnDemandThroughput"> {
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = source.ProvisionedThroughput ?? {};
  const capacity = !isOnDemand && ReadCapacityUnits > 0 ? { ReadCapacityUnits, WriteCapacityUnits } : undefined;
  return defined({
    ProvisionedThroughput: asked.ProvisionedThroughputOverride ?? capacity,
    OnDemandThroughput: asked.OnDemandThroughputOverride ?? (isOnDemand ? source.OnDemandThroughput : undefined),
  });
}

function encryption({ SSEDescription }: Description): Input["SSESpecification"] {
  if (!SSEDescription?.SSEType) return undefined;
  return { Enabled: true, SSEType: "KMS", KMSMasterKeyId: SSEDescription.KMSMasterKeyArn };
}
