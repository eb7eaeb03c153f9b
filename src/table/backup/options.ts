import type { BackupStatus } from "@aws-sdk/client-dynamodb";
import type { TableKeys, TableSettings } from "../definition/options.js";

/** The options of `createBackup`. */
export interface CreateBackupOptions {
  /**
   * The name of the backup: 3 to 255 of `a-z A-Z 0-9 _ . -`. Several backups can have the same.
   * @defaultValue the table's name and the time: `"users-20261127T003020Z"`
   */
  readonly backupName?: string | undefined;
  /** Wait until the backup is AVAILABLE: `true`, or how to wait. @defaultValue false */
  readonly wait?: boolean | BackupWaitOptions | undefined;
  /** Ends the call, and a wait in it, with the signal's reason. DynamoDB may create the backup nevertheless. */
  readonly signal?: AbortSignal | undefined;
}

/** How to wait for a backup. */
export interface BackupWaitOptions {
  /** Seconds until the call throws a `WaitTimeoutError`. @defaultValue 600 */
  readonly timeoutSeconds?: number | undefined;
  /** Ends the wait at once, with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Called after every request of the wait. */
  readonly onProgress?: ((state: BackupProgress) => void) | undefined;
}

/** The state of a wait for a backup after a request. */
export interface BackupProgress {
  /** The backup's ARN. */
  readonly backupArn: string;
  /** The backup's status, or `undefined` if the request failed and will be repeated. */
  readonly backupStatus: BackupStatus | undefined;
  /** Seconds from the start of the call. */
  readonly elapsedSeconds: number;
  /** Seconds until the wait times out. */
  readonly remainingSeconds: number;
  /** The number of requests so far. */
  readonly polls: number;
  /** The error of the last request, if it failed and will be repeated. */
  readonly error?: Error;
}

/** The options of `listBackups`. */
export interface ListBackupsOptions {
  /**
   * Which backups: `"USER"` those of CreateBackup, `"SYSTEM"` those that deleted tables leave, `"AWS_BACKUP"` those of the service
   * AWS Backup. @defaultValue `"ALL"`
   */
  readonly type?: "USER" | "SYSTEM" | "AWS_BACKUP" | "ALL" | undefined;
  /** Backups per request, 1 to 100. @defaultValue 100 */
  readonly pageSize?: number | undefined;
  /** Ends the listing with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
}

/** Restore from a backup. */
export interface RestoreFromBackup {
  /** The backup's ARN. It can be of another region. */
  readonly backup: string;
  /** Only without a backup. */
  readonly from?: undefined;
  /** Only without a backup. */
  readonly at?: undefined;
}

/**
 * Restore to a time. The table needs point-in-time recovery.
 *
 * @typeParam T - The type of models.
 */
export interface RestoreToTime<T = never> {
  /** The name or ARN of the table to restore, or its model. */
  readonly from: string | T;
  /** The time, to the second; `"latest"` for the latest that is possible, about five minutes ago. */
  readonly at: Date | "latest";
  /** Only without a time. */
  readonly backup?: undefined;
}

/**
 * What a table is restored from: a backup, or a table and a time.
 *
 * @typeParam T - The type of models.
 */
export type RestoreSource<T = never> = RestoreFromBackup | RestoreToTime<T>;

/** The settings of a restored table, as `createTable` accepts them. A restore cannot change the keys. */
export type RestoreSettings = TableSettings &
  Partial<Pick<TableKeys, "globalSecondaryIndexes" | "localSecondaryIndexes" | "vectorIndexes">>;

/** What `restoreTable` accepts after the source: settings; for a model those over its own. */
export type RestoreTableArguments<T> = T extends string ? [settings?: RestoreSettings] : [settings?: TableSettings];
