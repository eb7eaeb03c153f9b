import type { Command } from "commander";
import { EXIT } from "../exit-codes.js";
import { type ConnectionOptions, withConnection, withExamples } from "../options.js";
import { printResults } from "../output/table-results.js";

/** `dynatwin exists`. */
export function exists(command: Command): void {
  command
    .description(
      "Say whether tables are there, in any status but DELETING. Ends with 3 when one of them is not, and with 1 when that " +
        "cannot be known.",
    )
    .argument("<tables...>", "names of tables");
  withConnection(command);
  withExamples(
    command,
    "exists users",
    "exists users orders --json",
    "exists users --quiet || npx dynatwin create users",
  );
  command.action(async (tableNames: readonly string[], options: ConnectionOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("exists", options, async (session) => {
      const { eachTable } = await import("../actions/each-table.js");
      const results = await eachTable(session, tableNames, (tableName) =>
        session.client.tableExists(tableName, { signal: session.signal }),
      );
      const code = printResults(session, results, (isThere) => ({
        text: isThere ? "there" : "not there",
        document: { exists: isThere },
      }));
      const areThere = results.every((result) => result.status === "fulfilled" && result.value);
      return code !== EXIT.done || areThere ? code : EXIT.different;
    });
  });
}
