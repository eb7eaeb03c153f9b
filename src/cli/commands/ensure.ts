import { type Command, Option } from "commander";
import type { ChangeTarget, TableChange } from "../../index.js";
import {
  type ConnectionOptions,
  collect,
  type ModelOptions,
  type TimeoutOptions,
  withConnection,
  withExamples,
  withModels,
  withTimeout,
} from "../options.js";
import { printResults, resultsOf, type TableReport } from "../table-results.js";

interface EnsureOptions extends ConnectionOptions, ModelOptions, TimeoutOptions {
  readonly ifDifferent?: "error" | "update";
  readonly prune?: true;
  readonly allowDestroy?: readonly ChangeTarget[];
}

/** `dynatwin ensure`. */
export function ensure(command: Command): void {
  command
    .description(
      "Create the tables that are not there, and wait until all are usable. A table that differs from its definition is an " +
        "error unless --if-different says otherwise. Any number of processes can run it at the same time.",
    )
    .argument("[tables...]", "names of tables of the models (default: all)")
    .addOption(
      new Option("--if-different <how>", "what to do with a table that differs")
        .choices(["error", "update"])
        .default("error"),
    )
    .option("--prune", "remove indexes and tags that the definition does not mention")
    .option(
      "--allow-destroy <target>",
      'permit a step that destroys something: "index by-old"; can be repeated',
      collect,
    );
  withConnection(withTimeout(withModels(command)));
  withExamples(command, "ensure --models ./src/models.ts", "ensure users --if-different update --json");
  command.action(async (given: readonly string[], options: EnsureOptions) => {
    const { inSession } = await import("../session.js");
    await inSession("ensure", options, async (session) => {
      const tables = await session.definedTables(given);
      const { ifDifferent, prune, allowDestroy } = options;
      const changes = session.client.ensureTables(
        tables.map(({ table }) => table),
        { ifDifferent, prune, allowDestroy, wait: session.wait, signal: session.signal },
      );
      const names = tables.map(({ tableName }) => tableName);
      return printResults(session, await resultsOf(session, names, changes), reportOf);
    });
  });
}

function reportOf({ outcome, table, steps }: TableChange): TableReport {
  const text = outcome === "updated" ? `${outcome}: ${steps.map(({ target }) => target).join(", ")}` : outcome;
  return { text, document: { outcome, tableArn: table.TableArn, tableStatus: table.TableStatus, steps } };
}
