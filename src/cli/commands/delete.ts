import type { Command } from "commander";
import { EXIT } from "../exit-codes.js";
import {
  type ConnectionOptions,
  type ModelOptions,
  type TimeoutOptions,
  withConnection,
  withExamples,
  withModels,
  withTimeout,
} from "../options.js";
import { confirmAll } from "../output/questions.js";
import { printResults, resultsOf } from "../output/table-results.js";

interface DeleteOptions extends ConnectionOptions, ModelOptions, TimeoutOptions {
  readonly ifExists?: true;
  readonly yes?: true;
}

/** `dynatwin delete`. */
export function deleteCommand(command: Command): void {
  command
    .description(
      "Delete tables with all of their items, and wait until they are gone. Asks for the name of each table first.",
    )
    .argument("[tables...]", "names of tables (default: all tables of the models)")
    .option("--if-exists", "a table that is not there is no error")
    .option("--yes", "delete without a question");
  withConnection(withTimeout(withModels(command)));
  withExamples(command, "delete users", "delete --models ./src/models.ts --if-exists --yes");
  command.action(async (given: readonly string[], options: DeleteOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("delete", options, async (session) => {
      const tableNames = await session.tableNames(given);
      const what = (tableName: string) => `table ${tableName} and all of its items`;
      const questions = tableNames.map((tableName) => ({ tableName, what: what(tableName), flag: "--yes" }));
      if (!options.yes && !(await confirmAll(session, questions))) {
        session.output.note("Nothing was deleted.");
        return EXIT.failed;
      }
      const { ifExists } = options;
      const deleted = session.client.deleteTables(tableNames, {
        ...(ifExists && { ifExists }),
        wait: session.wait,
        signal: session.signal,
      });
      const results = await resultsOf<unknown>(session, tableNames, deleted);
      const { explainMissing } = await import("../actions/missing-table.js");
      for (const result of results)
        if (result.status === "rejected") await explainMissing(session, result.tableName, result.reason);
      return printResults(session, results, (table) => {
        const outcome = table === undefined ? "absent" : "deleted";
        return { text: outcome, document: { outcome } };
      });
    });
  });
}
