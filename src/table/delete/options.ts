import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { WaitOptions } from "../wait/options.js";

/** What `deleteTable` takes. */
export interface DeleteTableOptions<IfExists extends boolean = boolean> {
  /**
   * Wait until the table is gone, and before that, where it is being created or changed, until it can be deleted: `true`,
   * or how to wait. The time is that of the whole call; without a wait it is 60 seconds. @defaultValue false
   */
  readonly wait?: boolean | Omit<WaitOptions, "until"> | undefined;
  /** A table that is not there, or already on its way out, is a success. @defaultValue false */
  readonly ifExists?: IfExists | undefined;
  /** Where deletion protection is on, switch it off first. @defaultValue false */
  readonly disableProtection?: boolean | undefined;
  /**
   * The id of the table (`TableId` of its description): another table of the same name is not deleted.
   * @defaultValue any
   */
  readonly expectTableId?: string | undefined;
  /**
   * Whether a table with continuous backups leaves a last backup, which DynamoDB keeps for 35 days and nobody can delete.
   * `false` disables continuous backups first. @defaultValue true
   */
  readonly keepFinalBackup?: boolean | undefined;
  /** Ends the call, and a wait in it, with the signal's reason. The table may be on its way out by then. */
  readonly signal?: AbortSignal | undefined;
}

/** What `deleteTable` resolves to: the table's description, and with `ifExists` maybe none. */
export type DeletedTable<IfExists extends boolean> = TableDescription | (IfExists extends true ? undefined : never);
