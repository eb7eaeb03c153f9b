import { type Command, Option } from "commander";
import type {
  BulkReadOptions,
  BulkWriteOptions,
  TableNotRecreatedError,
  TableResult,
  TruncatedTable,
} from "../../index.js";
import { eachTable } from "../actions/each-table.js";
import { EXIT } from "../exit-codes.js";
import { speedOf, withBulkReads, withBulkWrites } from "../options/bulk-options.js";
import { type ConnectionOptions, type TimeoutOptions, withConnection, withExamples, withTimeout } from "../options.js";
import { bulkCall, counted } from "../output/bulk-progress.js";
import { printable } from "../output/printable.js";
import { confirmAll } from "../output/questions.js";
import { printResults } from "../output/table-results.js";
import type { Session } from "../session/session.js";

interface TruncateOptions extends ConnectionOptions, TimeoutOptions, BulkReadOptions, BulkWriteOptions {
  readonly how: "items" | "recreate";
  readonly yes?: true;
}

/** `dynatwin truncate`. */
export function truncate(command: Command): void {
  command
    .description(
      "Delete all items of tables, and keep the tables. Asks for the name of each table first. After an interruption the same " +
        "command goes on from there.",
    )
    .argument("<tables...>", "names or ARNs of tables")
    .addOption(
      new Option(
        "--how <how>",
        "items deletes the items one by one, which costs writes; recreate deletes the table and creates it again with " +
          "everything it had, which costs nothing",
      )
        .choices(["items", "recreate"])
        .default("items"),
    )
    .option("--yes", "delete without a question");
  withConnection(withBulkWrites(withBulkReads(withTimeout(command))));
  withExamples(command, "truncate users", "truncate users orders --yes", "truncate logs --how recreate --yes --json");
  command.action(async (given: readonly string[], options: TruncateOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("truncate", options, async (session) => {
      const tableNames = [...new Set(given)];
      const questions = tableNames.map((tableName) => ({ tableName, what: lossOf(tableName, options), flag: "--yes" }));
      if (!options.yes && !(await confirmAll(session, questions))) {
        session.output.note("Nothing was deleted.");
        return EXIT.failed;
      }
      const call = (tableName: string) => truncateTable(session, tableName, options);
      const results = await eachTable(session, tableNames, call, 1);
      const code = printResults(session, results, ({ deleted }) => ({
        text: options.how === "recreate" ? "recreated" : `${counted(deleted, "item")} deleted`,
        document: { how: options.how, deleted },
      }));
      for (const result of results) printDefinition(session, result);
      return code;
    });
  });
}

function lossOf(tableName: string, { how }: TruncateOptions): string {
  const items = `all items of table ${tableName}`;
  return how === "items" ? items : `${items}, with the table, which is created again with another id and stream,`;
}

async function truncateTable(session: Session, tableName: string, options: TruncateOptions): Promise<TruncatedTable> {
  const { how } = options;
  const { progress } = session.output;
  if (how === "recreate") progress.set(tableName, "is deleted and created again");
  try {
    const call = bulkCall(session, options, how === "recreate" ? "deleted with the table" : "deleted");
    return await session.client.truncateTable(tableName, { ...speedOf(options), ...call, how });
  } catch (error) {
    const { explainMissing } = await import("../actions/missing-table.js");
    throw await explainMissing(session, tableName, error);
  }
}

/** A table that was deleted and not created again exists in its definition only. */
function printDefinition({ output }: Session, result: TableResult<TruncatedTable>): void {
  if (result.status === "fulfilled" || (result.reason as Partial<Error> | undefined)?.name !== "TableNotRecreatedError")
    return;
  const { tableName } = result;
  const { definition } = result.reason as TableNotRecreatedError;
  output.note(
    `Save the definition of table ${tableName} as ${tableName}.json, and run: ` +
      `dynatwin create ${tableName} --models ${tableName}.json\n` +
      printable(JSON.stringify([tableName, definition], null, 2)),
  );
}
