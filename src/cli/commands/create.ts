import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Command } from "commander";
import { type KeyOptions, tableOfKeys, withKeys } from "../options/key-options.js";
import {
  type ConcurrencyOptions,
  type ConnectionOptions,
  type ModelOptions,
  type TimeoutOptions,
  withConcurrency,
  withConnection,
  withExamples,
  withModels,
  withTimeout,
} from "../options.js";
import { printResults, resultsOf, type TableReport } from "../output/table-results.js";

interface CreateOptions extends ConnectionOptions, ModelOptions, TimeoutOptions, ConcurrencyOptions, KeyOptions {}

/** `dynatwin create`. */
export function create(command: Command): void {
  command
    .description(
      "Create tables, and wait until all are usable. A table that is there already is an error: use ensure where that is fine.",
    )
    .argument("[tables...]", "names of tables of the models (default: all)");
  withConnection(withConcurrency(withTimeout(withKeys(withModels(command)))));
  withExamples(
    command,
    "create --models ./src/models.ts",
    "create users --partition-key id:S --index by-email=email:S",
    "create events --partition-key id:S --sort-key at:N --billing-mode PROVISIONED --read-capacity 5 --write-capacity 5",
  );
  command.action(async (given: readonly string[], options: CreateOptions) => {
    const own = tableOfKeys(command, given, options);
    const { inSession } = await import("../session/session.js");
    await inSession("create", options, async (session) => {
      const tables = own ? [own] : await session.definedTables(given);
      session.afterInterruption = "Go on with dynatwin ensure, which accepts tables that are there.";
      const { concurrency } = options;
      const created = session.client.createTables(
        tables.map(({ table }) => table),
        { wait: session.wait, signal: session.signal, concurrency },
      );
      const names = tables.map(({ tableName }) => tableName);
      const results = await resultsOf(session, names, created);
      for (const result of results) if (result.status === "rejected") nameEnsure(result.reason);
      return printResults(session, results, reportOf);
    });
  });
}

function reportOf({ TableArn: tableArn, TableStatus: tableStatus }: TableDescription): TableReport {
  return { text: "created", document: { outcome: "created", tableArn, tableStatus } };
}

function nameEnsure(reason: unknown): void {
  if (reason instanceof Error && reason.name === "ResourceInUseException")
    reason.message += ". To accept a table that is there, and compare it with its definition: dynatwin ensure.";
}
