import { type Command, InvalidArgumentError, Option } from "commander";
import type { RestoreSettings, RestoreSource } from "../../index.js";
import { EXIT } from "../exit-codes.js";
import { type SettingsOptions, withSettings } from "../options/settings-option.js";
import { type ConnectionOptions, type TimeoutOptions, withConnection, withExamples, withTimeout } from "../options.js";

interface RestoreOptions extends ConnectionOptions, TimeoutOptions, SettingsOptions {
  readonly backup?: string;
  readonly from?: string;
  readonly at?: Date | "latest";
}

const NOT_RESTORED = ["replicas", "Kinesis streams", "auto scaling", "alarms", "insights of single indexes"] as const;

/** `dynatwin restore`. */
export function restore(command: Command): void {
  command
    .description(
      "Restore a table from a backup, or another table as it was at a time, into a new table, and wait until it is usable, with " +
        "its settings. After an interruption the same command goes on from there.\n\n" +
        `Not restored: ${NOT_RESTORED.join(", ")}.`,
    )
    .argument("<to>", "the name of the new table")
    .addOption(
      new Option("--backup <arn>", "the ARN of a backup: see dynatwin backup --list").conflicts(["from", "at"]),
    )
    .option("--from <table>", "the table to restore to a time; it needs point-in-time recovery")
    .option("--at <time>", "the time, to the second: 2026-11-27T08:00:00Z, or latest", readTime);
  withSettings(command, "settings of the new table (default: those of the source, if it still exists)");
  withConnection(withTimeout(command));
  withExamples(
    command,
    "restore users-restored --from users --at latest",
    "restore users-restored --from users --at 2026-11-27T08:00:00Z",
    "restore users --backup arn:aws:dynamodb:eu-west-1:111122223333:table/users/backup/01489602797149-73d8d5bc",
  );
  command.action(async (to: string, options: RestoreOptions) => {
    const source = sourceOf(options);
    if (source === undefined)
      return command.error("error: Name what to restore: --backup ARN, or --from TABLE --at TIME (--at latest).");
    const [{ inSession }, { explainMissing }, { tableOfBackup }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/missing-table.js"),
      import("../actions/table-of-backup.js"),
    ]);
    await inSession("restore", options, async (session) => {
      const { client, output, signal, wait } = session;
      if (options.backup !== undefined) tableOfBackup(options.backup);
      const settings = options.settings as RestoreSettings | undefined; // the library checks them
      output.progress.set(to, "restore requested");
      const restoring = client.restoreTable(to, source, { ...settings, wait, signal });
      const table = await restoring.catch(async (error: unknown) => {
        throw options.from === undefined ? error : await explainMissing(session, options.from, error);
      });
      const { TableArn: tableArn, TableStatus: tableStatus, ItemCount: itemCount } = table;
      output.document({ tableName: to, tableArn, tableStatus, itemCount, notRestored: NOT_RESTORED });
      output.print(`${to}  restored, ${tableStatus}`);
      if (!output.isJson) output.note(`Not restored, if the source has them: ${NOT_RESTORED.join(", ")}.`);
      return EXIT.done;
    });
  });
}

function sourceOf({ backup, from, at }: RestoreOptions): RestoreSource | undefined {
  if (backup !== undefined) return { backup };
  return from === undefined || at === undefined ? undefined : { from, at };
}

/** Reads `--at`. A time without a zone would be another one on another machine. */
export function readTime(text: string): Date | "latest" {
  if (text === "latest") return text;
  const time = new Date(text);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(time.getTime()))
    return time;
  throw new InvalidArgumentError("It is latest, or a time in ISO 8601 with its zone: 2026-11-27T08:00:00Z.");
}
