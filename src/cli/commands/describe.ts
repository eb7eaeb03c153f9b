import type { Command } from "commander";
import { EXIT } from "../exit-codes.js";
import { type ConnectionOptions, withConnection, withExamples } from "../options.js";
import { printFailures, tableDocuments } from "../output/table-results.js";
import type { Session } from "../session/session.js";

/** `dynatwin describe`. */
export function describe(command: Command): void {
  command
    .description(
      "Print what tables are like: status, keys, indexes, billing, items, and all settings that can be read.",
    )
    .argument("<tables...>", "names of tables");
  withConnection(command);
  withExamples(command, "describe users", "describe users orders --json");
  command.action(async (tableNames: readonly string[], options: ConnectionOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("describe", options, async (session) => {
      const { eachTable } = await import("../actions/each-table.js");
      const { describedText } = await import("../actions/describe-table.js");
      const { output } = session;
      const results = await eachTable(session, tableNames, (tableName) => readTable(session, tableName));
      output.document({ tables: tableDocuments(results, (table) => table) });
      const texts = results.flatMap((result) => (result.status === "fulfilled" ? [describedText(result.value)] : []));
      if (texts.length > 0) output.print(texts.join("\n\n"));
      return printFailures(output, results) ? EXIT.failed : EXIT.done;
    });
  });
}

/** Reads a table. A plan without changes has the settings that DynamoDB describes apart. */
async function readTable(session: Session, tableName: string) {
  const { client, signal } = session;
  const [{ SEPARATE_SETTINGS }, { explainMissing }] = await Promise.all([
    import("../../table/update/read-settings.js"),
    import("../actions/missing-table.js"),
  ]);
  const description = await client.describeTable(tableName, { signal }).catch(async (error: unknown) => {
    throw await explainMissing(session, tableName, error);
  });
  const { basedOn, notCompared } = await client.planTable(tableName, { signal });
  const settings = Object.fromEntries(
    Object.entries(basedOn).filter(([name]) => SEPARATE_SETTINGS.some((each) => each === name)),
  );
  return { description, settings, notRead: notCompared };
}
