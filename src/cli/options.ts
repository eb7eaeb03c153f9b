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

const CONNECTION = "Connection:";
const OUTPUT = "Output:";

/** Adds the options of commands that send requests. */
export function withConnection(command: Command): Command {
  return command
    .addOption(new Option("--region <name>", "the AWS region").helpGroup(CONNECTION))
    .addOption(new Option("--profile <name>", "the profile of the AWS configuration files").helpGroup(CONNECTION))
    .addOption(new Option("--endpoint-url <url>", "where to send requests, such as an emulator").helpGroup(CONNECTION))
    .addOption(new Option("--config <file>", "the configuration file (default: dynatwin.config.{ts,js,json})"))
    .addOption(new Option("--stage <name>", "the stage of the configuration file"))
    .addOption(new Option("--json", "print one JSON document for programs").helpGroup(OUTPUT))
    .addOption(new Option("--quiet", "print no progress").helpGroup(OUTPUT));
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

/** Adds examples to the help of a command. */
export function withExamples(command: Command, ...lines: readonly string[]): Command {
  return command.addHelpText("after", `\nExamples:\n${lines.map((line) => `  $ npx dynatwin ${line}\n`).join("")}`);
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
