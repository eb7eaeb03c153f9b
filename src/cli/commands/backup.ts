import { type Command, Option } from "commander";
import type { BackupOptions } from "../actions/back-up.js";
import { collect, withConnection, withExamples, withModels, withTimeout } from "../options.js";

/** `dynatwin backup`. */
export function backup(command: Command): void {
  command
    .description(
      "Create a backup of each table, and wait until it is available; or list backups, or delete them. A backup is kept until it " +
        "is deleted, also when its table is deleted.",
    )
    .argument("[tables...]", "names or ARNs of tables (default: all tables of the models; with --list, of the region)")
    .option("--name <name>", "the name of the backups (default: the table's name and the time)")
    .addOption(new Option("--list", "list the backups of the tables").conflicts(["name", "delete"]))
    .addOption(
      new Option("--type <type>", "which backups --list prints: SYSTEM are those that deleted tables leave")
        .choices(["USER", "SYSTEM", "AWS_BACKUP", "ALL"])
        .default("ALL"),
    )
    .addOption(
      new Option("--delete <arn>", "delete a backup; can be repeated. Asks for the name of its table first")
        .argParser(collect)
        .conflicts(["name"]),
    )
    .option("--yes", "delete without a question");
  withConnection(withTimeout(withModels(command)));
  withExamples(
    command,
    "backup users --name before-release",
    "backup --models ./src/models.ts --json",
    "backup --list users",
    "backup --delete arn:aws:dynamodb:eu-west-1:111122223333:table/users/backup/01489602797149-73d8d5bc",
  );
  command.action(async (tables: readonly string[], options: BackupOptions) => {
    if (options.delete !== undefined && tables.length > 0)
      command.error(`error: --delete names a backup by its ARN. Leave out ${tables.join(" ")}.`);
    const [{ inSession }, { createBackups, deleteBackups, listBackups }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/back-up.js"),
    ]);
    await inSession("backup", options, async (session) => {
      if (options.list) return await listBackups(session, tables, options);
      if (options.delete !== undefined) return await deleteBackups(session, options.delete, options);
      return await createBackups(session, await session.tableNames(tables), options);
    });
  });
}
