import { type Command, InvalidArgumentError, Option } from "commander";

/** The options of all commands that send requests. */
export interface ConnectionOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
  readonly config?: string;
  readonly stage?: string;
  readonly json?: true;
  readonly quiet?: true;
}

/** The options of commands for tables that models define. */
export interface ModelOptions {
  readonly models?: readonly string[];
}

/** The options of commands that wait. */
export interface TimeoutOptions {
  readonly timeout?: number;
}

/** The options of commands for many tables. */
export interface ConcurrencyOptions {
  readonly concurrency?: number;
}

/** The headings of the options that most commands have, in their help. */
export const SHARED_GROUPS = { connection: "Connection:", output: "Output:" } as const;

/** Adds the options of commands that send requests. */
export function withConnection(command: Command): Command {
  const connection = (flags: string, meaning: string) => new Option(flags, meaning).helpGroup(SHARED_GROUPS.connection);
  const output = (flags: string, meaning: string) => new Option(flags, meaning).helpGroup(SHARED_GROUPS.output);
  return command
    .addOption(connection("--region <name>", "the AWS region"))
    .addOption(connection("--profile <name>", "the profile of the AWS configuration files"))
    .addOption(connection("--endpoint-url <url>", "where to send requests, such as an emulator"))
    .addOption(connection("--config <file>", "the configuration file (default: dynatwin.config.{ts,js,json})"))
    .addOption(connection("--stage <name>", "the stage of the configuration file"))
    .addOption(output("--json", "print one JSON document for programs"))
    .addOption(output("--quiet", "print no progress"));
}

/** Adds `--models`. */
export function withModels(command: Command): Command {
  return command.addOption(
    new Option("--models <file>", "a module with models and tables (.ts, .js or .json); can be repeated").argParser(
      collect,
    ),
  );
}

/** Adds `--timeout`. */
export function withTimeout(command: Command): Command {
  return command.option("--timeout <seconds>", "how long to wait at most", readSeconds);
}

/** Adds `--concurrency`. */
export function withConcurrency(command: Command): Command {
  return command.option(
    "--concurrency <tables>",
    "how many tables are under way at the same time (default: as many as DynamoDB accepts)",
    readCount,
  );
}

const examples = new WeakMap<Command, readonly string[]>();

/** Adds examples to the help of a command. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  examples.set(command, lines);
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ npx dynatwin ${line}\n`).join("")}`);
}

/** The examples in the help of a command, for the documentation. */
export function examplesOf(command: Command): readonly string[] {
  return examples.get(command) ?? [];
}

/** Reads a number of seconds. */
function readSeconds(text: string): number {
  const seconds = Number(text);
  if (text.trim() !== "" && seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new InvalidArgumentError("It is a number of seconds above 0.");
}

/** Reads a whole number above 0. */
export function readCount(text: string): number {
  if (/^[1-9]\d*$/.test(text)) return Number(text);
  throw new InvalidArgumentError("It is a whole number above 0.");
}

/** Reads an option that can be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
