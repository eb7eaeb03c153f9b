import type { CreateTableOptions, TableSettings } from "../definition/options.js";
import type { DeleteTableOptions } from "../delete/options.js";
import type { EnsureOptions, RemovalOptions } from "../update/options.js";

/** A table in a list of tables: its name or ARN, and its definition. */
export type NamedDefinition<D = CreateTableOptions> = readonly [tableName: string, definition: D];

/** The options of all calls on many tables. */
export interface ManyTablesOptions {
  /**
   * The maximum number of tables that are under way at the same time. @defaultValue as many as DynamoDB accepts: more while it
   * does, fewer where it refuses requests because there are too many
   */
  readonly concurrency?: number | undefined;
}

/** The settings of `createTables`: for all tables, over their own. */
export type CreateTablesSettings = TableSettings & ManyTablesOptions;

/** The settings of `ensureTables`: for all tables, over their own. */
export type EnsureTablesSettings = TableSettings & EnsureOptions & ManyTablesOptions;

/** The settings of `planTables`: for all tables, over their own. */
export type PlanTablesSettings = TableSettings & RemovalOptions & ManyTablesOptions;

/** The settings of `verifyTables`: for all tables, over their own. */
export type VerifyTablesSettings = TableSettings & Pick<RemovalOptions, "prune"> & ManyTablesOptions;

/** The options of `deleteTables`. */
export type DeleteTablesOptions<IfExists extends boolean = boolean> = Omit<
  DeleteTableOptions<IfExists>,
  "expectTableId"
> &
  ManyTablesOptions;
