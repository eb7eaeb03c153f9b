import type { Command } from "commander";
import type { BulkReadOptions, BulkWriteOptions, TableSettings } from "../../index.js";
import { EXIT } from "../exit-codes.js";
import { speedOf, withBulkReads, withBulkWrites } from "../options/bulk-options.js";
import { type SettingsOptions, withSettings } from "../options/settings-option.js";
import { type ConnectionOptions, type TimeoutOptions, withConnection, withExamples, withTimeout } from "../options.js";
import { bulkCall, counted } from "../output/bulk-progress.js";

interface CloneOptions extends ConnectionOptions, TimeoutOptions, SettingsOptions, BulkReadOptions, BulkWriteOptions {
  readonly items?: boolean;
}

const NOT_COPIED = ["replicas", "Kinesis streams", "auto scaling", "warm throughput"] as const;

/** `dynatwin clone`. */
export function clone(command: Command): void {
  command
    .description(
      "Create a table with the definition, the settings and the items of another one. An existing table with the same keys " +
        "keeps its settings and its other items. After an interruption the same command goes on from there.\n\n" +
        `Not copied: ${NOT_COPIED.join(", ")}.`,
    )
    .argument("<from>", "the name or ARN of the table")
    .argument("<to>", "the name of the clone")
    .option("--items", "copy the items (default)")
    .option("--no-items", "copy no items");
  withSettings(command, "settings in place of those of the table");
  withConnection(withBulkWrites(withBulkReads(withTimeout(command))));
  withExamples(
    command,
    "clone users users-copy",
    "clone users users-empty --no-items --json",
    `clone users users-test --settings '{"deletionProtection":false,"tags":{"purpose":"test"}}'`,
  );
  command.action(async (from: string, to: string, options: CloneOptions) => {
    const [{ inSession }, { explainMissing }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/missing-table.js"),
    ]);
    await inSession("clone", options, async (session) => {
      const { client, output, signal, wait } = session;
      const { items = true, settings } = options;
      const cloning = client.cloneTable(from, to, {
        ...speedOf(options),
        ...bulkCall(session, options, "copied"),
        items,
        settings: { ...(settings as TableSettings), wait, signal }, // the library checks them
      });
      const cloned = await cloning.catch(async (error: unknown) => {
        throw await explainMissing(session, from, error);
      });
      const { TableArn: tableArn, TableStatus: tableStatus } = cloned.table;
      output.document({ from, tableName: to, tableArn, tableStatus, items: cloned.items, notCopied: NOT_COPIED });
      output.print(`${to}  cloned from ${from}, ${items ? counted(cloned.items, "item") : "without items"}`);
      if (!output.isJson) output.note(`Not copied, if ${from} has them: ${NOT_COPIED.join(", ")}.`);
      return EXIT.done;
    });
  });
}
