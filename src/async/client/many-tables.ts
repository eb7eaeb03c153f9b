import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { CreateTableOptions } from "../../table/definition/options.js";
import type { DeletedTable } from "../../table/delete/options.js";
import type {
  CreateTablesSettings,
  DeleteTablesOptions,
  EnsureTablesSettings,
  NamedDefinition,
  PlanTablesSettings,
  VerifyTablesSettings,
} from "../../table/many/options.js";
import type {
  EnsureTableOptions,
  PlanTableOptions,
  TableChange,
  VerifyTableOptions,
} from "../../table/update/options.js";
import type { TablePlan } from "../../table/update/plan.js";
import * as manyTables from "../many-tables.js";
import type { AnyTable } from "../model/model-info.js";
import { ClientGlobalTables } from "./global-tables.js";

/** A table in a list of tables: a model, or a name and a definition. */
export type TableInList<D = CreateTableOptions> = AnyTable | NamedDefinition<D>;

/** A client's methods on many tables. Models have none of them: each is about several. */
export class ClientManyTables extends ClientGlobalTables {
  /**
   * Creates many tables at the same time, as many as DynamoDB accepts; with `wait` returns once all of them are usable.
   *
   * All definitions are checked before anything is sent. DynamoDB limits how many requests it accepts in a second, and how many
   * tables change at the same time: a refusal of one slows all others down, and is sent again. Each table is created as by
   * {@link DynamoClient.createTable}; where one fails, the others are finished.
   *
   * AWS operations and permissions: those of {@link DynamoClient.createTable}; DescribeTable also without `wait`, where
   * DynamoDB refuses to change more tables at the same time.
   *
   * @param tables - Models, and pairs of a name and a definition. No table twice.
   * @param settings - Settings of all tables, over their own; a wait, whose timeout is that of each table from its first request
   * on; how many tables are under way at the same time; a signal, which ends all.
   * @returns The table's descriptions, in the order of `tables`.
   * @throws {@link TableDefinitionError} with everything that is wrong with any of the tables; the paths say which.
   * @throws {@link TablesError} when some failed, with the results of all.
   *
   * @example
   * ```ts
   * const [users, audit] = await client.createTables([User, ["audit", { partitionKey: ["id", "S"] }]], { wait: true });
   * console.log(users?.TableStatus, audit?.TableStatus);
   * ```
   */
  async createTables(tables: readonly TableInList[], settings: CreateTablesSettings = {}): Promise<TableDescription[]> {
    return await manyTables.createTables(this.asyncContext, tables, settings);
  }

  /**
   * Makes sure that many tables are there, as defined and usable. Each is created, waited for, completed or changed as by
   * {@link DynamoClient.ensureTable}, at the same time as the others; where one fails, the others are finished.
   *
   * AWS operations and permissions: those of {@link DynamoClient.ensureTable}.
   *
   * @param tables - Models, and pairs of a name and a definition. No table twice.
   * @param settings - Settings of all tables, over their own; what to do with a table that differs; a wait, whose timeout is that
   * of each table; how many tables are under way at the same time; a signal, which ends all.
   * @returns What was done with each table, in the order of `tables`.
   * @throws {@link TableDefinitionError} with everything that is wrong with any of the tables; the paths say which.
   * @throws {@link TablesError} when some failed, with the results of all: a {@link TableMismatchError} for a table that differs.
   *
   * @example
   * ```ts
   * const changes = await client.ensureTables([User, Order, Stock], { ifDifferent: "update" });
   * console.log(changes.map(({ outcome }) => outcome));
   * ```
   */
  async ensureTables(
    tables: readonly TableInList<EnsureTableOptions>[],
    settings: EnsureTablesSettings = {},
  ): Promise<TableChange[]> {
    return await manyTables.ensureTables(this.asyncContext, tables, settings);
  }

  /**
   * Deletes many tables with everything in them, as many at the same time as DynamoDB accepts. There is no way back and no
   * question asked. Each is deleted as by {@link DynamoClient.deleteTable}; where one fails, the others are finished.
   *
   * AWS operations and permissions: those of {@link DynamoClient.deleteTable}; DescribeTable also without `wait`, where
   * DynamoDB refuses to change more tables at the same time.
   *
   * @param tables - Names, models, and pairs of a name and a definition, which is not read. No table twice.
   * @param options - Whether to wait until they are gone, to accept that some are not there, to switch protection off; how many
   * tables are under way at the same time; a signal, which ends all.
   * @returns The descriptions of the tables on their way out, in the order of `tables`; with `ifExists`, `undefined` where there
   * was none.
   * @throws {@link TableDefinitionError} with everything that is wrong in the arguments.
   * @throws {@link TablesError} when some failed, with the results of all.
   *
   * @example
   * ```ts
   * await client.deleteTables([User, "audit"], { wait: true, ifExists: true });
   * ```
   */
  async deleteTables<IfExists extends boolean = false>(
    tables: readonly (string | TableInList<object>)[],
    options: DeleteTablesOptions<IfExists> = {},
  ): Promise<DeletedTable<IfExists>[]> {
    return await manyTables.deleteTables(this.asyncContext, tables, options);
  }

  /**
   * Makes the plans that turn many tables into what their definitions say. Only reads, many tables at the same time.
   *
   * AWS operations and permissions: those of {@link DynamoClient.planTable}.
   *
   * @param tables - Models, and pairs of a name and a definition, which may leave parts out. No table twice.
   * @param settings - Settings of all tables, over their own; what to remove; how many tables are under way at the same time; a
   * signal, which ends all.
   * @returns The plan of each table, as of {@link DynamoClient.planTable}, in the order of `tables`.
   * @throws {@link TableDefinitionError} with everything that is wrong with any of the tables; the paths say which.
   * @throws {@link TablesError} when some failed, with the results of all.
   *
   * @example
   * ```ts
   * import { formatPlan } from "dynatwin";
   *
   * for (const plan of await client.planTables([User, Order])) console.log(formatPlan(plan));
   * ```
   */
  async planTables(
    tables: readonly TableInList<PlanTableOptions>[],
    settings: PlanTablesSettings = {},
  ): Promise<TablePlan[]> {
    return await manyTables.planTables(this.asyncContext, tables, settings);
  }

  /**
   * Compares many tables with their definitions, each as {@link DynamoClient.verifyTable} does, at the same time as the others.
   *
   * AWS operations and permissions: those of {@link DynamoClient.verifyTable}.
   *
   * @param tables - Models, and pairs of a name and a definition, which may leave parts out. No table twice.
   * @param settings - Settings of all tables, over their own; how many tables are under way at the same time; a signal, which
   * ends all.
   * @returns The tables' descriptions, in the order of `tables`, when all are as defined.
   * @throws {@link TableDefinitionError} with everything that is wrong with any of the tables; the paths say which.
   * @throws {@link TablesError} when some failed, with the results of all: a {@link TableMismatchError} for a table that differs.
   *
   * @example
   * ```ts
   * await client.createTables([User, Order], { wait: true });
   * await client.verifyTables([User, Order]);
   * ```
   */
  async verifyTables(
    tables: readonly TableInList<VerifyTableOptions>[],
    settings: VerifyTablesSettings = {},
  ): Promise<TableDescription[]> {
    return await manyTables.verifyTables(this.asyncContext, tables, settings);
  }
}
