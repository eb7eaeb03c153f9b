import type { DynamoClient } from "../../index.js";
import { type CreateTableCall, readCreateTable } from "../../table/create/create-table-call.js";
import type { PreparedRequest, TableToCreate } from "../../testing/server/protocol.js";
import { loadConfig } from "../loading/load-config.js";
import { type LoadedTable, loadTables, optionsOf } from "../loading/load-tables.js";
import type { ConfigurationOptions } from "../options.js";

/** The options of `dynatwin emulator` that say which tables it has. */
export interface EmulatorTablesOptions extends ConfigurationOptions {
  /** `true` for the models of the configuration file. */
  readonly models?: true | readonly string[];
}

/** Where the tables are created, and which were there. */
export interface EmulatorPlace {
  readonly endpoint: string;
  readonly region: string;
  readonly existing: readonly string[];
}

/** The tables that the options name; none without `--models`. */
export async function tablesOf(
  { models, ...options }: EmulatorTablesOptions,
  region: string,
): Promise<readonly LoadedTable[]> {
  if (models === undefined && (options.config ?? options.stage) === undefined) return [];
  const files = models === undefined || models === true ? (await loadConfig(options)).models : models;
  return loadTables(files, { region, note: (text) => process.stderr.write(`${text}\n`) });
}

/** The requests that create a table, without its replicas. */
export function requestsOf(table: LoadedTable): TableToCreate {
  const { tableName } = table;
  const { input, settingsAfterCreation: settings } = callOf(table);
  const requests = {
    CreateTable: input,
    UpdateTimeToLive: settings?.timeToLive,
    UpdateContinuousBackups: settings?.pointInTimeRecovery,
    UpdateContributorInsights: settings?.contributorInsights,
  };
  const sent = Object.entries(requests).flatMap(([operation, members]): PreparedRequest[] =>
    members === undefined ? [] : [{ operation, input: { ...members } }],
  );
  return { tableName, requests: sent };
}

/**
 * Adds the replicas of tables, and compares the tables that a saved state had with their definitions. The replicas take the
 * time of `--latency`.
 */
export async function completeTables(tables: readonly LoadedTable[], place: EmulatorPlace): Promise<void> {
  if (tables.length === 0) return;
  const incomplete = tables.filter(
    (table) => place.existing.includes(table.tableName) || callOf(table).replicas !== undefined,
  );
  if (incomplete.length > 0) {
    process.stderr.write(`Completing ${namesOf(incomplete)}. Replicas take the time of --latency.\n`);
    await ensure(incomplete, place);
  }
  process.stderr.write(`The tables are usable: ${namesOf(tables)}\n`);
}

async function ensure(tables: readonly LoadedTable[], { endpoint, region, existing }: EmulatorPlace): Promise<void> {
  const { DynamoClient } = await import("../../index.js");
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  const client: DynamoClient = new DynamoClient({ endpoint, region, credentials });
  try {
    await client.ensureTables(
      tables.map(({ table }) => table),
      { wait: true },
    );
  } catch (error) {
    if (existing.length > 0)
      process.stderr.write(
        "The file of --state has tables that differ from the models. Start without --models and change them with " +
          "dynatwin ensure --if-different update, or delete the file.\n",
      );
    throw error;
  } finally {
    client.destroy();
  }
}

function namesOf(tables: readonly LoadedTable[]): string {
  return tables.map(({ tableName }) => tableName).join(", ");
}

function callOf(table: LoadedTable): CreateTableCall {
  return readCreateTable(table.tableName, optionsOf(table));
}
