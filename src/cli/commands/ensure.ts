import { type Command, Option } from "commander";
import type { TableChange, TableResult } from "../../index.js";
import { stepText } from "../../table/update/step-text.js";
import { EXIT } from "../exit-codes.js";
import type { LoadedTable } from "../loading/load-tables.js";
import { type DestroyFlags, withAllowDestroy, withPrune } from "../options/change-options.js";
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
import { confirmAll } from "../output/questions.js";
import { printResults, resultsOf, type TableReport } from "../output/table-results.js";
import { isMismatch } from "../session/report-failure.js";
import type { Session } from "../session/session.js";

interface EnsureOptions
  extends ConnectionOptions,
    ModelOptions,
    TimeoutOptions,
    ConcurrencyOptions,
    KeyOptions,
    DestroyFlags {
  readonly ifDifferent?: "error" | "update" | "recreate";
  readonly prune?: true;
  readonly yes?: true;
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
      new Option(
        "--if-different <how>",
        "what to do with a table that differs; recreate deletes it with all of its items, and asks for its name first",
      )
        .choices(["error", "update", "recreate"])
        .default("error"),
    )
    .option("--yes", "recreate tables without a question");
  withAllowDestroy(withPrune(command));
  withConnection(withConcurrency(withTimeout(withKeys(withModels(command)))));
  withExamples(
    command,
    "ensure --models ./src/models.ts",
    "ensure users --if-different update --json",
    "ensure users --partition-key id:S --index by-email=email:S",
  );
  command.action(async (given: readonly string[], options: EnsureOptions) => {
    const own = tableOfKeys(command, given, options);
    const { inSession } = await import("../session/session.js");
    await inSession("ensure", options, async (session) => {
      const tables = own ? [own] : await session.definedTables(given);
      const recreated = await tablesToRecreate(session, tables, options);
      if (recreated === undefined) {
        session.output.note("Nothing was changed.");
        return EXIT.failed;
      }
      return printResults(session, await ensureTables(session, tables, options, recreated), reportOf);
    });
  });
}

/** The tables that may be deleted and created again; `undefined` if a person said no. */
async function tablesToRecreate(
  session: Session,
  tables: readonly LoadedTable[],
  { ifDifferent, yes, prune, concurrency }: EnsureOptions,
): Promise<readonly LoadedTable[] | undefined> {
  if (ifDifferent !== "recreate") return [];
  if (yes) return tables;
  const verified = session.client.verifyTables(
    tables.map(({ table }) => table),
    { prune, concurrency, wait: session.wait, signal: session.signal },
  );
  const results = await resultsOf(session, namesOf(tables), verified);
  const different = tables.filter((_, place) => {
    const result = results[place];
    return result?.status === "rejected" && isMismatch(result.reason);
  });
  const what = (tableName: string) => `table ${tableName}, which differs from its definition, and all of its items`;
  const questions = different.map(({ tableName }) => ({ tableName, what: what(tableName), flag: "--yes" }));
  return (await confirmAll(session, questions)) ? different : undefined;
}

/** A table that is not to be recreated, because it did not differ when a person was asked, is an error if it differs now. */
async function ensureTables(
  session: Session,
  tables: readonly LoadedTable[],
  { ifDifferent, prune, allowDestroy, concurrency }: EnsureOptions,
  recreated: readonly LoadedTable[],
): Promise<readonly TableResult<TableChange>[]> {
  const others = tables.filter((table) => !recreated.includes(table));
  const ensureThem = (some: readonly LoadedTable[], how: EnsureOptions["ifDifferent"]) => {
    const settings = { ifDifferent: how, prune, allowDestroy, concurrency, wait: session.wait, signal: session.signal };
    const ensured = session.client.ensureTables(
      some.map(({ table }) => table),
      settings,
    );
    return resultsOf(session, namesOf(some), ensured);
  };
  const results = await Promise.all([
    ensureThem(recreated, "recreate"),
    ensureThem(others, ifDifferent === "recreate" ? "error" : ifDifferent),
  ]);
  const byName = new Map(results.flat().map((result) => [result.tableName, result]));
  return namesOf(tables).flatMap((name) => byName.get(name) ?? []);
}

function namesOf(tables: readonly LoadedTable[]): readonly string[] {
  return tables.map(({ tableName }) => tableName);
}

function reportOf({ outcome, table, steps }: TableChange): TableReport {
  const { TableArn: tableArn, TableStatus: tableStatus } = table;
  return { text: textOf({ outcome, steps }), document: { outcome, tableArn, tableStatus, steps } };
}

/** `updated: add index by-email, enable stream`. */
function textOf({ outcome, steps }: Pick<TableChange, "outcome" | "steps">): string {
  return outcome === "updated" ? `updated: ${steps.map(stepText).join(", ")}` : outcome;
}
