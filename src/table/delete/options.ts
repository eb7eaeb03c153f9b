import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { WaitOptions } from "../wait/options.js";

/** The options of `deleteTable`. */
export interface DeleteTableOptions<IfExists extends boolean = boolean> {
  /**
   * Wait until the table is deleted, and before that, if it is being created or changed, until it can be deleted: `true`,
   * or how to wait. The time limit is that of the whole call; without a wait it is 60 seconds. @defaultValue false
   */
  readonly wait?: boolean | Omit<WaitOptions, "until"> | undefined;
  /** Do not throw if the table does not exist or is already being deleted. @defaultValue false */
  readonly ifExists?: IfExists | undefined;
  /** Disable deletion protection first, if the table has it. @defaultValue false */
  readonly disableProtection?: boolean | undefined;
  /**
   * The id of the table (`TableId` of its description): another table of the same name is not deleted.
   * @defaultValue any
   */
  readonly expectTableId?: string | undefined;
  /**
   * Whether a table with continuous backups leaves a final backup, which DynamoDB keeps for 35 days and nobody can delete.
   * `false` disables continuous backups first. @defaultValue true
   */
  readonly keepFinalBackup?: boolean | undefined;
  /** Ends the call, and a wait in it, with the signal's reason. DynamoDB may delete the table nevertheless. */
  readonly signal?: AbortSignal | undefined;
}

/** The result of `deleteTable`: the table's description. With `ifExists` it is `undefined` if there was no table. */
export type DeletedTable<IfExists extends boolean> = TableDescription | (IfExists extends true ? undefined : never);
