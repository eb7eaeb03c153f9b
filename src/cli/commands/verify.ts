import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Command } from "commander";
import type { TableDifference, TableResult } from "../../index.js";
import type { NotCompared } from "../../table/definition/differences.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import type { LoadedTable } from "../loading/load-tables.js";
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
import { aligned } from "../output/columns.js";
import { differencesText } from "../output/differences.js";
import { painted } from "../output/paint.js";
import { printFailures, resultsOf, tableDocuments } from "../output/table-results.js";
import { isMismatch } from "../session/report-failure.js";
import type { Session } from "../session/session.js";

interface VerifyOptions extends ConnectionOptions, ModelOptions, TimeoutOptions, ConcurrencyOptions {
  readonly prune?: true;
}

/** How a table compares with its definition. */
type Comparison = { readonly notCompared?: readonly NotCompared[] } & (
  | { readonly outcome: "same" }
  | { readonly outcome: "absent" }
  | { readonly outcome: "different"; readonly differences: readonly TableDifference[] }
);

/** `dynatwin verify`. */
export function verify(command: Command): void {
  command
    .description(
      "Compare tables with their definitions. Sends only requests that read. Ends with 3 when a table differs or is not " +
        "there, and with 1 when a comparison failed.",
    )
    .argument("[tables...]", "names of tables of the models (default: all)")
    .option("--prune", "indexes, tags and replicas that the definition does not mention are differences");
  withConnection(withConcurrency(withTimeout(withModels(command))));
  withExamples(command, "verify --models ./src/models.ts", "verify users orders --json");
  command.action(async (given: readonly string[], options: VerifyOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("verify", options, async (session) => {
      const tables = await session.definedTables(given);
      const { prune, concurrency } = options;
      const verified = session.client.verifyTables(
        tables.map(({ table }) => table),
        { prune, concurrency, wait: session.wait, signal: session.signal },
      );
      const names = tables.map(({ tableName }) => tableName);
      const results = await resultsOf(session, names, verified);
      return printComparisons(session, await comparisonsOf(session, tables, results));
    });
  });
}

/** A table that differs, or is not there, has not failed. */
async function comparisonsOf(
  session: Session,
  tables: readonly LoadedTable[],
  results: readonly TableResult<TableDescription>[],
): Promise<readonly TableResult<Comparison>[]> {
  const { eachTable } = await import("../actions/each-table.js");
  const { notComparedOf } = await import("../output/not-compared.js");
  const names = results.map(({ tableName }) => tableName);
  return await eachTable(session, names, async (tableName, place): Promise<Comparison> => {
    const [table, result] = [tables[place], results[place]];
    if (table === undefined || result === undefined) throw new RangeError(tableName); // one for each
    if (result.status === "fulfilled") return { outcome: "same", ...ifAny(notComparedOf(table, result.value)) };
    const { reason } = result;
    if (reason instanceof Error && reason.name === "ResourceNotFoundException") return { outcome: "absent" };
    if (!isMismatch(reason)) throw reason;
    const description = await session.client.describeTable(tableName, { signal: session.signal });
    return { outcome: "different", differences: reason.differences, ...ifAny(notComparedOf(table, description)) };
  });
}

function ifAny(notCompared: readonly NotCompared[]): Pick<Comparison, "notCompared"> {
  return notCompared.length === 0 ? {} : { notCompared };
}

function printComparisons({ output }: Session, results: readonly TableResult<Comparison>[]): ExitCode {
  output.document({ tables: tableDocuments(results, (comparison) => comparison) });
  output.print(aligned(results.map((result) => [result.tableName, outcomeText(result)])));
  for (const result of results) if (result.status === "fulfilled") printDetails(output, result.tableName, result.value);
  if (printFailures(output, results)) return EXIT.failed;
  const areSame = results.every((result) => result.status === "fulfilled" && result.value.outcome === "same");
  return areSame ? EXIT.done : EXIT.different;
}

function outcomeText(result: TableResult<Comparison>): string {
  if (result.status === "rejected") return painted("red", "failed");
  const { value } = result;
  if (value.outcome === "same") return "as defined";
  if (value.outcome === "absent") return painted("yellow", "not there");
  const count = value.differences.length;
  return painted("yellow", count === 1 ? "1 difference" : `${count} differences`);
}

function printDetails(output: Session["output"], tableName: string, comparison: Comparison): void {
  const { notCompared = [] } = comparison;
  if (comparison.outcome === "different") output.print(`\n${tableName}:\n${differencesText(comparison.differences)}`);
  else if (notCompared.length > 0) output.print(`\n${tableName}:`);
  for (const { target, reason } of notCompared) output.print(`  Not compared: ${target}. ${reason}`);
}
