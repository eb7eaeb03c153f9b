import type { Command } from "commander";

/** Adds the description, the arguments, the options and the action of a command. */
export type CommandMaker = (command: Command) => void;

/** A command in the list: its code is loaded when it is called. */
export interface ListedCommand {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** The heading above it in the list of commands. */
  readonly group: string;
  readonly load: () => Promise<CommandMaker>;
  /** Whether it reads the options of all other commands. */
  readonly needsAll?: true;
}

const TABLES = "Tables:";
const ITEMS = "Items and backups:";
const DEFINITIONS = "Definitions:";
const TESTING = "Testing:";
const SHELL = "Shell:";

/** All commands, in the order of the help. */
export const COMMANDS: readonly ListedCommand[] = [
  {
    name: "create",
    summary: "create tables",
    group: TABLES,
    load: async () => (await import("./commands/create.js")).create,
  },
  {
    name: "ensure",
    summary: "create tables that are not there, and compare the others with their definitions",
    group: TABLES,
    load: async () => (await import("./commands/ensure.js")).ensure,
  },
  {
    name: "plan",
    summary: "print what would change tables to their definitions",
    group: TABLES,
    load: async () => (await import("./commands/plan.js")).plan,
  },
  {
    name: "apply",
    summary: "change tables to their definitions, or make the changes of a saved plan",
    group: TABLES,
    load: async () => (await import("./commands/apply.js")).apply,
  },
  {
    name: "verify",
    summary: "compare tables with their definitions",
    group: TABLES,
    load: async () => (await import("./commands/verify.js")).verify,
  },
  {
    name: "exists",
    summary: "say whether tables are there",
    group: TABLES,
    load: async () => (await import("./commands/exists.js")).exists,
  },
  {
    name: "wait",
    summary: "wait until tables are usable, or gone",
    group: TABLES,
    load: async () => (await import("./commands/wait.js")).wait,
  },
  {
    name: "describe",
    summary: "print what tables are like",
    group: TABLES,
    load: async () => (await import("./commands/describe.js")).describe,
  },
  {
    name: "delete",
    summary: "delete tables with all of their items",
    group: TABLES,
    load: async () => (await import("./commands/delete.js")).deleteCommand,
  },
  {
    name: "list",
    summary: "list the tables of the region",
    group: TABLES,
    load: async () => (await import("./commands/list.js")).list,
  },
  {
    name: "truncate",
    summary: "delete all items of tables",
    group: ITEMS,
    load: async () => (await import("./commands/truncate.js")).truncate,
  },
  {
    name: "clone",
    summary: "copy a table with its items",
    group: ITEMS,
    load: async () => (await import("./commands/clone.js")).clone,
  },
  {
    name: "export",
    summary: "print all items of a table as lines",
    group: ITEMS,
    load: async () => (await import("./commands/export.js")).exportCommand,
  },
  {
    name: "import",
    summary: "put the items of lines into a table",
    group: ITEMS,
    load: async () => (await import("./commands/import.js")).importCommand,
  },
  {
    name: "backup",
    summary: "create, list and delete backups",
    group: ITEMS,
    load: async () => (await import("./commands/backup.js")).backup,
  },
  {
    name: "restore",
    summary: "restore a table from a backup or to a time",
    group: ITEMS,
    load: async () => (await import("./commands/restore.js")).restore,
  },
  {
    name: "search",
    summary: "find the items with the nearest vectors",
    group: ITEMS,
    load: async () => (await import("./commands/search.js")).search,
  },
  {
    name: "iac",
    summary: "print tables as CloudFormation, Terraform or CDK",
    group: DEFINITIONS,
    load: async () => (await import("./commands/iac.js")).iac,
  },
  {
    name: "model",
    summary: "print the source of a model for a table that exists",
    group: DEFINITIONS,
    load: async () => (await import("./commands/model.js")).model,
  },
  {
    name: "permissions",
    summary: "print the IAM policy that commands need",
    group: DEFINITIONS,
    load: async () => (await import("./commands/permissions.js")).permissions,
  },
  {
    name: "emulator",
    summary: "run an embedded DynamoDB on this machine",
    group: TESTING,
    load: async () => (await import("./commands/emulator.js")).emulator,
  },
  {
    name: "completion",
    summary: "print a completion script for bash, zsh or fish",
    group: SHELL,
    load: async () => (await import("./commands/completion.js")).completion,
    needsAll: true,
  },
];
