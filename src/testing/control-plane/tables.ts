import type { BackupDetails, TableDescription, TimeToLiveDescription } from "@aws-sdk/client-dynamodb";
import { tableArn } from "../../dynamodb/arns.js";
import { CHANGING_TABLE_STATUSES } from "../../dynamodb/statuses.js";
import { type AwsError, limitExceeded, notFound, stillInUse } from "./aws-error.js";
import type { Durations } from "./durations.js";
import type { SeparateSettings } from "./separate-settings.js";
import type { Timeline } from "./timeline.js";
import type { Wire } from "./wire.js";

/** A table's description in DynamoDB's JSON. */
export type Description = Wire<TableDescription>;

/** A table: its description and its other settings. */
export interface Table {
  readonly name: string;
  readonly description: Description;
  readonly separateSettings: SeparateSettings;
  /** The changes during which the table is UPDATING. */
  readonly changes: Set<TableChange>;
  /** When locks end, in milliseconds of the emulator's clock. */
  readonly locks: Map<Lock, number>;
  /** When changes that have a budget were made, in the same unit. */
  readonly spent: Readonly<Record<Budget, number[]>>;
}

/**
 * What a table refuses for some time after a change: another change of a setting; its deletion, after a replica was created; searches
 * in a vector index that has become ACTIVE.
 */
export type Lock = "deletionProtection" | "resourcePolicy" | "timeToLive" | `replica ${string}` | `search ${string}`;

/** A setting that can be changed only a number of times in a period. */
export type Budget = "tableClass" | "encryption";

/** A change during which a table is UPDATING. `nothing` is a request that the answer calls a change, and that changes nothing. */
export interface TableChange {
  readonly of: "billingMode" | "throughput" | "stream" | "tableClass" | "index" | "replica" | "nothing";
}

/** A backup, and the table as it was when the backup was created. */
export interface Backup {
  readonly details: Wire<BackupDetails>;
  readonly table: Description;
  /** Absent if time to live was not enabled. */
  readonly timeToLive?: Wire<TimeToLiveDescription> | undefined;
  /** Absent if the tables have no items. */
  readonly kept?: KeptItems | undefined;
  /** How many tables are being restored from it. */
  restores: number;
}

/** The items of a table at one moment, which later writes do not change. */
export interface KeptItems {
  readonly items: ItemTotals;
}

/** Limits of the simulated account. */
export interface Limits {
  /** The maximum number of tables. */
  readonly tables: number;
  /** The maximum number of tables that are CREATING, UPDATING or DELETING at a time. */
  readonly changingTables: number;
  /** How many changes of tables and of their tags the account can start in a second; more are throttled. @defaultValue no limit */
  readonly changesPerSecond?: number | undefined;
}

/** The status of a stream. Writes are recorded while it is ENABLED. */
export type StreamStatus = "ENABLING" | "ENABLED" | "DISABLING" | "DISABLED";

/** How many items a table or an index has, and their bytes. */
export interface ItemTotals {
  readonly count: number;
  readonly bytes: number;
}

/** The keys of a table and of its indexes, and what the indexes hold. */
export type TableKeys = Pick<
  Description,
  | "TableName"
  | "AttributeDefinitions"
  | "KeySchema"
  | "GlobalSecondaryIndexes"
  | "LocalSecondaryIndexes"
  | "VectorIndexes"
>;

/** A change in the store of the items. */
export type StoreChange =
  /** Creates a table, empty or with items. */
  | { readonly kind: "create"; readonly keys: TableKeys; readonly kept?: KeptItems | undefined }
  /** Changes the indexes of a table. */
  | { readonly kind: "define"; readonly keys: TableKeys }
  /** Creates a table with a copy of the items that a table of the same name has in another region. */
  | { readonly kind: "copy"; readonly keys: TableKeys; readonly region: string }
  | { readonly kind: "drop"; readonly tableName: string };

/**
 * The items of tables, as far as the operations on tables need them. Each method of a change is called at the time of the change.
 */
export interface TableEvents {
  /** The totals of a table, or of one of its indexes; `undefined` if it has none yet. */
  totals(tableName: string, indexName?: string): ItemTotals | undefined;
  /** Makes a change that a request on a table needs. */
  change(change: StoreChange): void;
  /** Keeps the items of a table as they are now. */
  keep(tableName: string): KeptItems | undefined;
  /** The items of a table at the end of a second, in seconds since 1970, that can be restored. */
  keptAt(tableName: string, second: number): KeptItems | undefined;
  /** The first second that can be restored; `undefined` without point-in-time recovery. */
  restorableSince(tableName: string): number | undefined;
  /** Point-in-time recovery of a table is enabled, or no longer enabled. */
  onRecovery(tableName: string, isEnabled: boolean): void;
  /** A stream of a table is new, with the status ENABLING, or its status has changed. */
  onStreamStatus(table: Description, status: StreamStatus): void;
  /** Time to live of a table is enabled with an attribute, or no longer enabled. */
  onTimeToLive(tableName: string, attributeName: string | undefined): void;
}

/** The state that the operations on tables share. */
export interface ControlPlane {
  readonly region: string;
  readonly accountId: string;
  readonly tables: Map<string, Table>;
  /** The backups by ARN, the oldest first. */
  readonly backups: Map<string, Backup>;
  /** When the last stream of each table was created, by the name of the table, in milliseconds of the emulator's clock. */
  readonly streamTimes: Map<string, number>;
  readonly timeline: Timeline;
  readonly durations: Durations;
  readonly limits: Limits;
  /** The tables of a region of the account, this one included. */
  readonly inRegion: (region: string) => ControlPlane;
  /** Absent if the tables have no items. */
  readonly events?: TableEvents;
}

/** The ARN of a table. */
export function arnOf({ region, accountId }: ControlPlane, tableName: string): string {
  return tableArn(region, accountId, tableName);
}

/** The current time in DynamoDB's format: seconds. */
export function secondsAt({ timeline }: ControlPlane): number {
  return timeline.time / 1000;
}

/** Finds a table in any state. Throws if it does not exist. */
export function findTable({ tables }: ControlPlane, name: string): Table {
  const table = tables.get(name);
  if (table) return table;
  throw tableNotFound(name);
}

/** The error for a table that does not exist. */
export function tableNotFound(name: string): AwsError {
  return notFound(`Requested resource not found: Table: ${name} not found`);
}

/** Throws if a table that should be changed is not ACTIVE. */
export function checkActive({ name, description }: Table): void {
  const { TableStatus = "" } = description;
  if (TableStatus === "ACTIVE") return;
  throw stillInUse(
    `Table is being ${CHANGING_TABLE_STATUSES[TableStatus as keyof typeof CHANGING_TABLE_STATUSES]}: ${name}`,
  );
}

/** The error for too many tables that are changing at once. */
export function tooManyChanges({ tables, limits }: ControlPlane): AwsError | undefined {
  const changing = [...tables.values()].filter(({ description }) => description.TableStatus !== "ACTIVE");
  if (changing.length < limits.changingTables) return undefined;
  return changingTablesExceed(limits.changingTables);
}

/** The error for a limit of tables that are changing at once. */
export function changingTablesExceed(limit: number): AwsError {
  return limitExceeded(`Only ${limit} tables can be created, updated, or deleted simultaneously`);
}

/** The error for a limit of tables. */
export function tablesExceed(limit: number): AwsError {
  return limitExceeded(`Number of tables exceeds the limit of ${limit}`);
}
