import type { Command } from "commander";
import type { TablePlan, TableResult } from "../../index.js";
import { EXIT, type ExitCode } from "../exit-codes.js";
import { type ChangeOptions, withDropIndex, withPrune } from "../options/change-options.js";
import {
  type ConcurrencyOptions,
  type ConnectionOptions,
  type ModelOptions,
  withConcurrency,
  withConnection,
  withExamples,
  withModels,
} from "../options.js";
import { printFailures, resultsOf, tableDocuments } from "../output/table-results.js";
import type { Session } from "../session/session.js";

interface PlanOptions extends ConnectionOptions, ModelOptions, ConcurrencyOptions, ChangeOptions {
  readonly out?: string;
}

/** `dynatwin plan`. */
export function plan(command: Command): void {
  command
    .description(
      "Print what would change tables to their definitions: the steps, why, what they destroy and how long they usually " +
        "take. Sends only requests that read. Ends with 3 when there are steps.",
    )
    .argument("[tables...]", "names of tables of the models (default: all)")
    .option("--out <file>", "save the plans for dynatwin apply --plan");
  withDropIndex(withPrune(command));
  withConnection(withConcurrency(withModels(command)));
  withExamples(
    command,
    "plan --models ./src/models.ts",
    "plan users --drop-index by-old --out plan.json",
    "plan --json",
  );
  command.action(async (given: readonly string[], options: PlanOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("plan", options, async (session) => {
      const results = await plansOf(session, given, options);
      return printPlans(session, results, options.out);
    });
  });
}

/** The plans of tables that models define. */
export async function plansOf(
  session: Session,
  given: readonly string[],
  { prune, dropIndex, concurrency }: ChangeOptions & ConcurrencyOptions,
): Promise<readonly TableResult<TablePlan>[]> {
  const tables = await session.definedTables(given);
  const plans = session.client.planTables(
    tables.map(({ table }) => table),
    { prune, dropIndexes: dropIndex, concurrency, signal: session.signal },
  );
  const names = tables.map(({ tableName }) => tableName);
  return await resultsOf(session, names, plans);
}

async function printPlans(
  { output, target }: Session,
  results: readonly TableResult<TablePlan>[],
  out: string | undefined,
): Promise<ExitCode> {
  const { plansText, summaryOf, summaryText } = await import("../output/plan-text.js");
  const plans = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  const failed = results.length - plans.length;
  const summary = summaryOf(plans, failed);
  const tables = tableDocuments(results, (plan) => ({ plan }));
  const document = { region: target.region, tables, summary };
  // First, as a failure of it is the document.
  if (out !== undefined && failed === 0) await output.save(out, document);
  output.document(document);
  if (plans.length > 0) output.print(plansText(plans));
  if (results.length > 0) output.print(`\n${summaryText(summary)}`);
  if (printFailures(output, results)) {
    if (out !== undefined) output.note(`${out} was not written, because not all tables could be planned.`);
    return EXIT.failed;
  }
  return plans.some(({ steps }) => steps.length > 0) ? EXIT.different : EXIT.done;
}
