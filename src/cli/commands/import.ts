import type { Command } from "commander";
import type { ImportOptions } from "../actions/import-table.js";
import { withBulkWrites } from "../options/bulk-options.js";
import { withConnection, withExamples, withTimeout } from "../options.js";

/** `dynatwin import`. */
export function importCommand(command: Command): void {
  command
    .description(
      'Put the items of lines into a table. A line is {"Item":{…}} in DynamoDB\'s own JSON, as `dynatwin export` and exports to S3 ' +
        "have it. An existing item with the same key is replaced, so that importing again is safe.",
    )
    .argument("<table>", "the name or ARN of the table")
    .argument("<file>", "the file with the lines; - for stdin");
  withConnection(withBulkWrites(withTimeout(command)));
  withExamples(
    command,
    "import users users.jsonl",
    "import users - --max-write-units-per-second 500 < users.jsonl",
    "import users users.jsonl --json",
  );
  command.action(async (tableName: string, file: string, options: ImportOptions) => {
    const [{ inSession }, { importTable }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/import-table.js"),
    ]);
    await inSession("import", options, (session) => importTable(session, tableName, file, options));
  });
}
