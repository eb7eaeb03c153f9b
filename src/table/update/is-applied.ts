import type {
  GlobalSecondaryIndexUpdate,
  OnDemandThroughput,
  ProvisionedThroughputDescription,
  TableDescription,
  UpdateTableCommandInput,
  WarmThroughput,
} from "@aws-sdk/client-dynamodb";
import { billingModeOf } from "../definition/normalise-description.js";

/**
 * Whether a table shows what an UpdateTable request asked for. A description can lag behind a request, and a request can have
 * been carried out although its answer was lost.
 */
export function isApplied(input: UpdateTableCommandInput, table: TableDescription): boolean {
  const { StreamSpecification: stream, SSESpecification: encryption } = input;
  return (
    (input.BillingMode === undefined || input.BillingMode === billingModeOf(table)) &&
    hasThroughput(input, table) &&
    (input.TableClass === undefined || input.TableClass === (table.TableClassSummary?.TableClass ?? "STANDARD")) &&
    (input.DeletionProtectionEnabled ?? table.DeletionProtectionEnabled ?? false) ===
      (table.DeletionProtectionEnabled ?? false) &&
    (stream === undefined || (stream.StreamEnabled ?? false) === (table.StreamSpecification?.StreamEnabled ?? false)) &&
    (encryption === undefined || isEncrypted(encryption, table)) &&
    (input.GlobalSecondaryIndexUpdates ?? []).every((update) => isIndexApplied(update, table))
  );
}

interface Throughput {
  readonly ProvisionedThroughput?: ProvisionedThroughputDescription | undefined;
  readonly OnDemandThroughput?: OnDemandThroughput | undefined;
  readonly WarmThroughput?: WarmThroughput | undefined;
}

function hasThroughput(asked: Throughput, shown: Throughput): boolean {
  const isSame = (asked: number | undefined, shown: number | undefined) => asked === undefined || asked === shown;
  const isBound = (asked: number | undefined, shown = -1) => asked === undefined || asked === shown;
  const isReached = (asked: number | undefined, shown = Number.POSITIVE_INFINITY) => (asked ?? 0) <= shown;
  const [capacity, bounds, warm] = [asked.ProvisionedThroughput, asked.OnDemandThroughput, asked.WarmThroughput];
  return (
    isSame(capacity?.ReadCapacityUnits, shown.ProvisionedThroughput?.ReadCapacityUnits) &&
    isSame(capacity?.WriteCapacityUnits, shown.ProvisionedThroughput?.WriteCapacityUnits) &&
    isBound(bounds?.MaxReadRequestUnits, shown.OnDemandThroughput?.MaxReadRequestUnits) &&
    isBound(bounds?.MaxWriteRequestUnits, shown.OnDemandThroughput?.MaxWriteRequestUnits) &&
    isReached(warm?.ReadUnitsPerSecond, shown.WarmThroughput?.ReadUnitsPerSecond) &&
    isReached(warm?.WriteUnitsPerSecond, shown.WarmThroughput?.WriteUnitsPerSecond)
  );
}

function isEncrypted(
  { Enabled = false, KMSMasterKeyId: key }: NonNullable<UpdateTableCommandInput["SSESpecification"]>,
  { SSEDescription }: TableDescription,
): boolean {
  const { Status = "DISABLED", KMSMasterKeyArn: arn = "" } = SSEDescription ?? {};
  const isKms = Status !== "DISABLED" && Status !== "DISABLING";
  if (!Enabled || !isKms) return Enabled === isKms;
  return key === undefined || key.includes("alias/") || arn === key || arn.endsWith(`:key/${key}`);
}

function isIndexApplied({ Create, Update, Delete }: GlobalSecondaryIndexUpdate, table: TableDescription): boolean {
  const name = (Create ?? Update ?? Delete)?.IndexName;
  const index = table.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === name);
  if (Delete) return index === undefined;
  return index !== undefined && (Create !== undefined || hasThroughput(Update ?? {}, index));
}
