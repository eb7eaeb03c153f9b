import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type Command, Option } from "commander";
import {
  type ConnectionOptions,
  type ModelOptions,
  type TimeoutOptions,
  withConnection,
  withExamples,
  withModels,
  withTimeout,
} from "../options.js";
import { printResults, type TableReport } from "../output/table-results.js";

interface WaitCommandOptions extends ConnectionOptions, ModelOptions, TimeoutOptions {
  readonly until?: "table" | "indexes" | "settled";
  readonly deleted?: true;
}

/** `dynatwin wait`. */
export function wait(command: Command): void {
  command
    .description("Wait until tables are usable, or until they are gone. It fails at once where that cannot happen.")
    .argument("[tables...]", "names of tables (default: all tables of the models)")
    .addOption(
      new Option(
        "--until <state>",
        "table: the table is ACTIVE; indexes: its indexes, too; settled: and no change is in progress",
      )
        .choices(["table", "indexes", "settled"])
        .default("indexes"),
    )
    .addOption(new Option("--deleted", "wait until the tables are gone"));
  withConnection(withTimeout(withModels(command)));
  withExamples(command, "wait users", "wait users orders --until settled --timeout 1800", "wait users --deleted");
  command.action(async (given: readonly string[], options: WaitCommandOptions) => {
    const { deleted, until } = options;
    if (deleted && command.getOptionValueSource("until") !== "default")
      command.error("error: --deleted and --until cannot be combined: a table that is gone has no state.");
    const { inSession } = await import("../session/session.js");
    await inSession("wait", options, async (session) => {
      const [{ eachTable }, { explainMissing }] = await Promise.all([
        import("../actions/each-table.js"),
        import("../actions/missing-table.js"),
      ]);
      session.afterInterruption = "The same command waits again.";
      const { client, signal } = session;
      const results = await eachTable<TableDescription | undefined>(
        session,
        await session.tableNames(given),
        async (tableName) => {
          if (!deleted) {
            const waiting = client.waitForTableActive(tableName, { ...session.wait, until, signal });
            return await waiting.catch(async (error: unknown) => {
              throw await explainMissing(session, tableName, error);
            });
          }
          await client.waitForTableDeleted(tableName, { ...session.wait, signal });
          return undefined;
        },
        MAX_WAITS,
      );
      return printResults(session, results, reportOf);
    });
  });
}

/** A table that is waited for keeps no other from starting. */
const MAX_WAITS = 500;

function reportOf(table: TableDescription | undefined): TableReport {
  if (table === undefined) return { text: "deleted", document: { outcome: "deleted" } };
  const { TableArn: tableArn, TableStatus: tableStatus = "" } = table;
  return { text: tableStatus, document: { outcome: "ready", tableArn, tableStatus } };
}
