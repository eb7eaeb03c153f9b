import type { Command } from "commander";
import type { ExportOptions } from "../actions/export-table.js";
import { EXIT } from "../exit-codes.js";
import { withBulkReads } from "../options/bulk-options.js";
import { withConnection, withExamples, withTimeout } from "../options.js";

const NOTES = `
--json prints one document about the export, and needs --output for the lines.

After an interruption or a failure, stderr has the cursor with which the same
command goes on. Each of the other items is then exported once, if nothing is
written to the table meanwhile.
With --output, the file FILE.cursor has the cursor, and is removed at the end.
The cursor has the size of the file: lines after it are removed first.
Without --output, append what is printed then: >> users.jsonl. The cursor counts
lines that a pipe has accepted: its reader has to read to the end.`;

/** `dynatwin export`. */
export function exportCommand(command: Command): void {
  command
    .description(
      'Print all items of a table as lines, {"Item":{…}} in DynamoDB\'s own JSON, as exports to S3 have them. The items have no ' +
        "order. `dynatwin import` reads them.",
    )
    .argument("<table>", "the name or ARN of the table")
    .option("--output <file>", "write the lines to a file; with --cursor, append them")
    .option("--cursor <text>", "go on after an earlier export of this table")
    .option("--consistent-read", "use strongly consistent reads, which cost twice as much");
  withConnection(withBulkReads(withTimeout(command)));
  command.addHelpText("after", NOTES);
  withExamples(
    command,
    "export users > users.jsonl",
    "export users | gzip > users.jsonl.gz",
    "export users --output users.jsonl",
    'export users --output users.jsonl --cursor "$(cat users.jsonl.cursor)"',
  );
  command.action(async (tableName: string, options: ExportOptions) => {
    if (options.json && options.output === undefined)
      command.error(
        "error: --json prints a document, and export prints lines: name a file for the lines with --output.",
        { exitCode: EXIT.usage },
      );
    const [{ inSession }, { exportTable }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/export-table.js"),
    ]);
    await inSession("export", options, (session) => exportTable(session, tableName, options));
  });
}
