import type {
  AttributeDefinition,
  BillingMode,
  CreateTableCommandInput,
  GlobalSecondaryIndex,
  OnDemandThroughput,
  Projection,
  ProvisionedThroughput,
  SSESpecification,
  StreamSpecification,
  TableClass,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import { arnOf, type Description, type Plane, secondsAt } from "./tables.js";
import type { Wire } from "./wire.js";

/** What every table on demand can take at once, and every index of it. */
export const ON_DEMAND_WARM = { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 4_000 } as const;

/** A global secondary index, as it is described. */
export type IndexDescription = NonNullable<Description["GlobalSecondaryIndexes"]>[number];

type Asked<T> = Wire<T> | undefined;
type Member<K extends keyof Description> = NonNullable<Description[K]>;

/** How a table or an index is billed, out of a request. */
export interface ThroughputRequest {
  readonly ProvisionedThroughput?: Asked<ProvisionedThroughput>;
  readonly OnDemandThroughput?: Asked<OnDemandThroughput>;
  readonly WarmThroughput?: Asked<WarmThroughput>;
}

/** The throughput of a table or an index, as it is described. */
export interface ThroughputDescription {
  ProvisionedThroughput: Member<"ProvisionedThroughput">;
  OnDemandThroughput?: Member<"OnDemandThroughput">;
  WarmThroughput: { ReadUnitsPerSecond: number; WriteUnitsPerSecond: number; Status: "ACTIVE" };
}

/** A table that names no billing mode is provisioned. */
export function isOnDemand(mode: BillingMode | undefined): boolean {
  return mode === "PAY_PER_REQUEST";
}

/** All throughput of a table or an index. On demand nothing is provisioned, and there is a floor of what is warm. */
function describeThroughput(
  mode: BillingMode | undefined,
  { ProvisionedThroughput, OnDemandThroughput, WarmThroughput }: ThroughputRequest,
): ThroughputDescription {
  const [reads, writes] = [
    ProvisionedThroughput?.ReadCapacityUnits ?? 0,
    ProvisionedThroughput?.WriteCapacityUnits ?? 0,
  ];
  const isBounded = Object.keys(OnDemandThroughput ?? {}).length > 0;
  const floor = isOnDemand(mode) ? ON_DEMAND_WARM : { ReadUnitsPerSecond: reads, WriteUnitsPerSecond: writes };
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

/** The billing mode. It is not said of a table that was provisioned from the start. */
export function describeBilling(
  plane: Plane,
  mode: BillingMode | undefined,
  before?: Description["BillingModeSummary"],
): Pick<Description, "BillingModeSummary"> {
  if (isOnDemand(mode)) {
    const since = before?.BillingMode === "PAY_PER_REQUEST" ? before.LastUpdateToPayPerRequestDateTime : undefined;
    return {
      BillingModeSummary: {
        BillingMode: "PAY_PER_REQUEST",
        LastUpdateToPayPerRequestDateTime: since ?? secondsAt(plane),
      },
    };
  }
  return before ? { BillingModeSummary: { ...before, BillingMode: "PROVISIONED" } } : {};
}

/** The stream of a table. Each one that is switched on has a label, the time, and an ARN of its own. */
export function describeStream(
  plane: Plane,
  tableName: string,
  asked: Asked<StreamSpecification>,
): Pick<Description, "StreamSpecification" | "LatestStreamArn" | "LatestStreamLabel"> {
  if (!asked?.StreamEnabled) return {};
  const label = new Date(plane.timeline.time).toISOString().slice(0, -1);
  return {
    StreamSpecification: { ...asked },
    LatestStreamLabel: label,
    LatestStreamArn: `${arnOf(plane, tableName)}/stream/${label}`,
  };
}

/** The table class. It is not said of a table that never had another one than STANDARD. */
function describeTableClass(asked: TableClass | undefined): Pick<Description, "TableClassSummary"> {
  return asked === undefined || asked === "STANDARD" ? {} : { TableClassSummary: { TableClass: asked } };
}

/** The encryption. It is not said of a table whose key AWS owns; naming the type alone switches it on. */
export function describeEncryption(plane: Plane, asked: Asked<SSESpecification>): Pick<Description, "SSEDescription"> {
  if (!(asked?.Enabled ?? asked?.SSEType === "KMS")) return {};
  return {
    SSEDescription: {
      Status: "ENABLED",
      SSEType: "KMS",
      KMSMasterKeyArn: keyArn(plane, asked?.KMSMasterKeyId ?? MANAGED_KEY),
    },
  };
}

const MANAGED_KEY = "alias/aws/dynamodb";

/** A key may be named by its ARN, its id or an alias; of an alias that nobody made, all that counts is that it names one key. */
function keyArn({ region, accountId }: Plane, key: string): string {
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

/** Definitions in the order of their names, as they are described whatever the order of the request. */
export function describeAttributes(
  definitions: readonly Wire<AttributeDefinition>[] | undefined,
): Member<"AttributeDefinitions"> {
  const name = ({ AttributeName }: Wire<AttributeDefinition>) => String(AttributeName);
  return (definitions ?? []).toSorted((a, b) => (name(a) < name(b) ? -1 : 1));
}

/** What an index holds, with the names in order. */
export function describeProjection(projection: Asked<Projection>): Wire<Projection> | undefined {
  const { NonKeyAttributes } = projection ?? {};
  return projection && { ...projection, ...(NonKeyAttributes && { NonKeyAttributes: NonKeyAttributes.toSorted() }) };
}

/** A global secondary index that is about to be made. */
export function describeNewIndex(
  plane: Plane,
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
    IndexArn: `${arnOf(plane, tableName)}/index/${index.IndexName}`,
  };
}

/** The settings of a new table. Those that are what every table has anyway are left out as DynamoDB does. */
export function describeSettings(plane: Plane, input: Wire<CreateTableCommandInput>): Description {
  const { BillingMode, DeletionProtectionEnabled = false, GlobalTableSettingsReplicationMode } = input;
  return {
    ...describeThroughput(BillingMode, input),
    ...describeBilling(plane, BillingMode),
    ...describeStream(plane, String(input.TableName), input.StreamSpecification),
    ...describeEncryption(plane, input.SSESpecification),
    ...describeTableClass(input.TableClass),
    DeletionProtectionEnabled,
    ...(GlobalTableSettingsReplicationMode && { GlobalTableSettingsReplicationMode }),
  };
}
