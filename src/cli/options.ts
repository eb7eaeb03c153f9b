import { type Command, InvalidArgumentError, Option } from "commander";

/** The options that select the configuration file and its stage. */
export interface ConfigurationOptions {
  readonly config?: string;
  readonly stage?: string;
}

/** The options of all commands that send requests. */
export interface ConnectionOptions extends ConfigurationOptions {
  readonly region?: string;
  readonly profile?: string;
  readonly endpointUrl?: string;
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
  command
    .addOption(connection("--region <name>", "the AWS region"))
    .addOption(connection("--profile <name>", "the profile of the AWS configuration files"))
    .addOption(connection("--endpoint-url <url>", "where to send requests, such as an emulator"));
  return withJson(withConfiguration(command)).addOption(output("--quiet", "print no progress"));
}

/** Adds `--config` and `--stage`. */
export function withConfiguration(command: Command): Command {
  return command
    .addOption(connection("--config <file>", "the configuration file (default: dynatwin.config.{ts,js,json})"))
    .addOption(connection("--stage <name>", "the stage of the configuration file"));
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.addOption(output("--json", "print one JSON document for programs"));
}

function connection(flags: string, meaning: string): Option {
  return new Option(flags, meaning).helpGroup(SHARED_GROUPS.connection).argParser(readText);
}

function output(flags: string, meaning: string): Option {
  return new Option(flags, meaning).helpGroup(SHARED_GROUPS.output);
}

/** Adds `--models`. */
export function withModels(command: Command): Command {
  return command.addOption(
    new Option(
      "--models <file>",
      "a module with models and tables, definitions in JSON, or a template (.ts, .js or .json); can be repeated",
    ).argParser(collect),
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

/** Reads a value. A shell's variable without a value must not select another place than the one that was meant. */
function readText(text: string): string {
  if (text.trim() !== "") return text;
  throw new InvalidArgumentError("It is empty: give a value, or leave out the option.");
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
