import type { Command } from "commander";
import { EXIT } from "../exit-codes.js";
import { type ConnectionOptions, withConnection, withExamples } from "../options.js";
import { printableLine } from "../output/printable.js";

/** `dynatwin list`. */
export function list(command: Command): void {
  withConnection(command.description("List the names of all tables of the region, one on each line."));
  withExamples(command, "list --region eu-west-1", "list --json");
  command.action(async (options: ConnectionOptions) => {
    const { inSession } = await import("../session/session.js");
    await inSession("list", options, async ({ client, output, signal }) => {
      const tables: string[] = [];
      for await (const table of client.listTables({ signal })) tables.push(table);
      output.document({ tables });
      if (tables.length > 0) output.print(tables.map(printableLine).join("\n"));
      return EXIT.done;
    });
  });
}
