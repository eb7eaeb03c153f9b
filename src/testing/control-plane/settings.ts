import type {
  AttributeDefinition,
  BillingMode,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  SSESpecification,
  TableClass,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import { ON_DEMAND_WARM_THROUGHPUT } from "../../dynamodb/limits.js";
import { describeStream } from "./streams.js";
import { arnOf, type ControlPlane, type Description, secondsAt } from "./tables.js";
import type { Wire } from "./wire.js";

/** The description of a global secondary index. */
export type IndexDescription = NonNullable<Description["GlobalSecondaryIndexes"]>[number];

/** The members of an index' description that a request can have. */
export function plainIndex({
  IndexName,
  KeySchema,
  Projection,
}: Pick<IndexDescription, "IndexName" | "KeySchema" | "Projection">) {
  return { IndexName, KeySchema, Projection };
}

type Asked<T> = Wire<T> | undefined;
type Member<K extends keyof Description> = NonNullable<Description[K]>;

/** The throughput of a table or an index in a request. */
export interface ThroughputRequest {
  readonly ProvisionedThroughput?: Asked<ProvisionedThroughput>;
  readonly OnDemandThroughput?: Asked<OnDemandThroughput>;
  readonly WarmThroughput?: Asked<WarmThroughput>;
}

/** The throughput of a table or an index in a description. */
export interface ThroughputDescription {
  ProvisionedThroughput: Member<"ProvisionedThroughput">;
  OnDemandThroughput?: Member<"OnDemandThroughput">;
  WarmThroughput: { ReadUnitsPerSecond: number; WriteUnitsPerSecond: number; Status: "ACTIVE" };
}

/** Without a billing mode, a table is provisioned. */
export function isOnDemand(mode: BillingMode | undefined): boolean {
  return mode === "PAY_PER_REQUEST";
}

/** Describes the throughput of a table or an index. On demand, no capacity is provisioned and warm throughput has a minimum. */
function describeThroughput(
  mode: BillingMode | undefined,
  { ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: ThroughputRequest,
): ThroughputDescription {
  const [reads, writes] = [
    ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    ProvisionedThroughput?.WriteCapacityUnits ?? 0,
  ];
  const isBounded = Object.keys(OnDemandThroughput ?? {}).length > 0;
  const floor = isOnDemand(mode)
    ? ON_DEMAND_WARM_THROUGHPUT
    : { ReadUnitsPerSecond: reads, WriteUnitsPerSecond: writes };
  return {
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: reads, WriteCapacityUnits: writes },
    ...(isBounded && { OnDemandThroughput: { ...OnDemandThroughput } }),
    WarmThroughput: {
      ReadUnitsPerSecond: WarmThroughput?.ReadUnitsPerSecond ?? floor.ReadUnitsPerSecond,
      WriteUnitsPerSecond: WarmThroughput?.WriteUnitsPerSecond ?? floor.WriteUnitsPerSecond,
      Status: "ACTIVE",
    },
  };
}

/** Describes the billing mode. It is left out for a table that was always provisioned. */
export function describeBilling(
  controlPlane: ControlPlane,
  mode: BillingMode | undefined,
  before?: Description["BillingModeSummary"],
): Pick<Description, "BillingModeSummary"> {
  if (isOnDemand(mode)) {
    const since = before?.BillingMode === "PAY_PER_REQUEST" ? before.LastUpdateToPayPerRequestDateTime : undefined;
    return {
      BillingModeSummary: {
        BillingMode: "PAY_PER_REQUEST",
        LastUpdateToPayPerRequestDateTime: since ?? secondsAt(controlPlane),
      },
    };
  }
  return before ? { BillingModeSummary: { ...before, BillingMode: "PROVISIONED" } } : {};
}

/** Describes the table class. It is left out for a table that was always STANDARD. */
function describeTableClass(asked: TableClass | undefined): Pick<Description, "TableClassSummary"> {
  return asked === undefined || asked === "STANDARD" ? {} : { TableClassSummary: { TableClass: asked } };
}

/** Describes the encryption. It is left out for an AWS owned key. SSEType without Enabled enables encryption. */
export function describeEncryption(
  controlPlane: ControlPlane,
  asked: Asked<SSESpecification>,
): Pick<Description, "SSEDescription"> {
  if (!(asked?.Enabled ?? asked?.SSEType === "KMS")) return {};
  return {
    SSEDescription: {
      Status: "ENABLED",
      SSEType: "KMS",
      KMSMasterKeyArn: keyArn(controlPlane, asked?.KMSMasterKeyId ?? MANAGED_KEY),
    },
  };
}

const MANAGED_KEY = "alias/aws/dynamodb";

/** The ARN of a key that is given by ARN, id or alias. An alias gets a fixed, made-up key id. */
function keyArn({ region, accountId }: ControlPlane, key: string): string {
  if (key.startsWith("arn:") && !key.includes(":alias/")) return key;
  const id = /(?:^|:)alias\//.test(key) ? idOf(key.replace(/^.*:(?=alias\/)/, "")) : key;
  return `arn:aws:kms:${region}:${accountId}:key/${id}`;
}

function idOf(alias: string): string {
  const hash = [...alias].reduce(
    (sum, sign) => BigInt.asUintN(128, sum * 65_599n + BigInt(sign.codePointAt(0) ?? 0)),
    1n,
  );
  return hash
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** Attribute definitions sorted by name, as in DynamoDB's descriptions. */
export function describeAttributes(
  definitions: readonly Wire<AttributeDefinition>[] | undefined,
): Member<"AttributeDefinitions"> {
  const name = ({ AttributeName }: Wire<AttributeDefinition>) => String(AttributeName);
  return (definitions ?? []).toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** The projection of an index, with sorted attribute names. */
export function describeProjection(projection: Asked<Projection>): Wire<Projection> | undefined {
  const { NonKeyAttributes } = projection ?? {};
  return projection && { ...projection, ...(NonKeyAttributes && { NonKeyAttributes: NonKeyAttributes.toSorted() }) };
}

/** Describes a global secondary index that is being created. */
export function describeNewIndex(
  controlPlane: ControlPlane,
  tableName: string,
  mode: BillingMode | undefined,
  index: Wire<GlobalSecondaryIndex>,
): IndexDescription {
  return {
    IndexName: index.IndexName,
    KeySchema: index.KeySchema,
    Projection: describeProjection(index.Projection),
    IndexStatus: "CREATING",
    ...describeThroughput(mode, index),
    IndexSizeBytes: 0,
    ItemCount: 0,
    IndexArn: `${arnOf(controlPlane, tableName)}/index/${index.IndexName}`,
  };
}

/** Describes the settings of a new table. Default values are left out where DynamoDB leaves them out. */
export function describeSettings(controlPlane: ControlPlane, input: Wire<CreateTableCommandInput>): Description {
  const { BillingMode, DeletionProtectionEnabled = false, GlobalTableSettingsReplicationMode } = input;
  return {
    ...describeThroughput(BillingMode, input),
    ...describeBilling(controlPlane, BillingMode),
    ...describeStream(controlPlane, String(input.TableName), input.StreamSpecification),
    ...describeEncryption(controlPlane, input.SSESpecification),
    ...describeTableClass(input.TableClass),
    DeletionProtectionEnabled,
    ...(GlobalTableSettingsReplicationMode && { GlobalTableSettingsReplicationMode }),
  };
}
