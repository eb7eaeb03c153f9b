import type { GlobalSecondaryIndexDescription, KeySchemaElement, TableDescription } from "@aws-sdk/client-dynamodb";
import type { NotCompared } from "../../table/definition/differences.js";
import type { NormalisedTable } from "../../table/definition/normalised-table.js";
import type { SeparateSetting } from "../../table/update/read-settings.js";
import { replicaStates } from "../../table/wait/table-state.js";
import { aligned } from "../output/columns.js";
import { printableLine } from "../output/printable.js";
import { sizeText } from "../output/size-text.js";

/** A table as DynamoDB describes it, and the settings that it describes apart. */
export interface DescribedTable {
  readonly description: TableDescription;
  /** Only those that could be read. */
  readonly settings: Partial<Pick<NormalisedTable, SeparateSetting>>;
  /** The settings that could not be read, and why. */
  readonly notRead: readonly NotCompared[];
}

/** A table for a person: a line for each of its parts. */
export function describedText({ description, settings, notRead }: DescribedTable): string {
  const rows = [...tableRows(description), ...settingRows(settings), ...notRead.map(unreadRow)];
  return `${description.TableName}\n${aligned(rows).replace(/^/gm, "  ")}`;
}

function tableRows(table: TableDescription): string[][] {
  const { BillingModeSummary, OnDemandThroughput, StreamSpecification, SSEDescription, TableClassSummary } = table;
  const isOnDemand = BillingModeSummary?.BillingMode === "PAY_PER_REQUEST";
  return [
    ["status", table.TableStatus ?? "unknown"],
    ...keyRows(table.KeySchema, table),
    ["billing mode", isOnDemand ? "PAY_PER_REQUEST" : `PROVISIONED, ${capacityText(table)}`],
    ...(OnDemandThroughput ? [["on-demand throughput", onDemandText(OnDemandThroughput)]] : []),
    ...(table.WarmThroughput ? [["warm throughput", warmText(table)]] : []),
    ...indexRows(table, isOnDemand),
    [
      "items",
      `${table.ItemCount ?? 0}, ${sizeText(table.TableSizeBytes ?? 0)} (DynamoDB updates them about every six hours)`,
    ],
    ["stream", StreamSpecification?.StreamEnabled ? (StreamSpecification.StreamViewType ?? "on") : "off"],
    ["table class", TableClassSummary?.TableClass ?? "STANDARD"],
    [
      "encryption",
      SSEDescription ? `${SSEDescription.SSEType} ${SSEDescription.KMSMasterKeyArn ?? ""}`.trim() : "AWS_OWNED",
    ],
    ["deletion protection", table.DeletionProtectionEnabled ? "on" : "off"],
    ...replicaStates(table).map(({ region, status }) => [`replica ${region}`, status]),
    ...(table.MultiRegionConsistency ? [["consistency", table.MultiRegionConsistency]] : []),
    ["created", table.CreationDateTime?.toISOString() ?? "unknown"],
    ["ARN", table.TableArn ?? "unknown"],
  ];
}

function settingRows(settings: DescribedTable["settings"]): string[][] {
  const {
    timeToLive,
    pointInTimeRecovery,
    contributorInsights,
    tags = {},
    resourcePolicy,
    kinesisStreams = [],
  } = settings;
  const rows: string[][] = [];
  if (timeToLive !== undefined) rows.push(["time to live", timeToLive === false ? "off" : printableLine(timeToLive)]);
  if (pointInTimeRecovery !== undefined) rows.push(["point-in-time recovery", backupText(pointInTimeRecovery)]);
  if (contributorInsights !== undefined) rows.push(["contributor insights", contributorInsights ? "on" : "off"]);
  if (resourcePolicy !== undefined)
    rows.push(["resource policy", resourcePolicy === false ? "none" : printableLine(JSON.stringify(resourcePolicy))]);
  for (const stream of kinesisStreams) rows.push(["Kinesis stream", printableLine(stream)]);
  for (const [name, value] of Object.entries(tags))
    rows.push([`tag ${printableLine(name)}`, printableLine(String(value))]);
  return rows;
}

function unreadRow({ target, reason }: NotCompared): string[] {
  return [target, `not read: ${reason}`];
}

function backupText(backups: NonNullable<NormalisedTable["pointInTimeRecovery"]> | false): string {
  if (backups === false) return "off";
  const { recoveryPeriodInDays: days } = backups;
  return days === undefined ? "on" : `on, ${days} days`;
}

type Attributes = Pick<TableDescription, "AttributeDefinitions">;

function keyRows(keys: readonly KeySchemaElement[] | undefined, table: Attributes): string[][] {
  const { partition, sort } = keyTexts(keys, table);
  return [["partition key", partition], ...(sort === "" ? [] : [["sort key", sort]])];
}

function keyTexts(keys: readonly KeySchemaElement[] = [], { AttributeDefinitions = [] }: Attributes) {
  const typeOf = (name: string | undefined) =>
    AttributeDefinitions.find(({ AttributeName }) => AttributeName === name)?.AttributeType ?? "?";
  const textOf = (kind: string) =>
    keys
      .filter(({ KeyType }) => KeyType === kind)
      .map(({ AttributeName: name = "" }) => `${printableLine(name)} (${typeOf(name)})`)
      .join(" + ");
  return { partition: textOf("HASH"), sort: textOf("RANGE") };
}

function indexRows(table: TableDescription, isOnDemand: boolean): string[][] {
  const local = (table.LocalSecondaryIndexes ?? []).map((index) => [
    `local index ${index.IndexName}`,
    [keyTexts(index.KeySchema, table).sort, projectionText(index)].join(", "),
  ]);
  const global = (table.GlobalSecondaryIndexes ?? []).map((index) => {
    const { partition, sort } = keyTexts(index.KeySchema, table);
    const keys = sort === "" ? partition : `${partition}, ${sort}`;
    const capacity = isOnDemand ? [] : [capacityText(index)];
    return [`index ${index.IndexName}`, [statusText(index), keys, projectionText(index), ...capacity].join(", ")];
  });
  const vectors = (table.VectorIndexes ?? []).map((index) => [
    `vector index ${index.IndexName}`,
    [statusText(index), projectionText(index)].join(", "),
  ]);
  return [...local, ...global, ...vectors];
}

function statusText({
  IndexStatus = "unknown",
  Backfilling,
}: Pick<GlobalSecondaryIndexDescription, "Backfilling"> & { readonly IndexStatus?: string | undefined }): string {
  return Backfilling ? `${IndexStatus} (backfilling)` : IndexStatus;
}

function projectionText({ Projection }: Pick<GlobalSecondaryIndexDescription, "Projection">): string {
  const { ProjectionType = "ALL", NonKeyAttributes = [] } = Projection ?? {};
  const names = NonKeyAttributes.map(printableLine).join(", ");
  return names === "" ? `projection ${ProjectionType}` : `projection ${ProjectionType} (${names})`;
}

function capacityText({ ProvisionedThroughput }: Pick<TableDescription, "ProvisionedThroughput">): string {
  const { ReadCapacityUnits = 0, WriteCapacityUnits = 0 } = ProvisionedThroughput ?? {};
  return `read ${ReadCapacityUnits}, write ${WriteCapacityUnits}`;
}

function onDemandText({
  MaxReadRequestUnits,
  MaxWriteRequestUnits,
}: NonNullable<TableDescription["OnDemandThroughput"]>): string {
  const textOf = (units: number | undefined) => (units === undefined || units < 0 ? "no limit" : String(units));
  return `read at most ${textOf(MaxReadRequestUnits)}, write at most ${textOf(MaxWriteRequestUnits)}`;
}

function warmText({
  WarmThroughput: { ReadUnitsPerSecond = 0, WriteUnitsPerSecond = 0, Status } = {},
}: TableDescription): string {
  const change = Status === undefined || Status === "ACTIVE" ? "" : `, ${Status}`;
  return `read ${ReadUnitsPerSecond}, write ${WriteUnitsPerSecond} a second${change}`;
}
