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

const CONNECTION = "Connection:";
const OUTPUT = "Output:";

/** Adds the options of commands that send requests. */
export function withConnection(command: Command): Command {
  command
    .addOption(new Option("--region <name>", "the AWS region").helpGroup(CONNECTION))
    .addOption(new Option("--profile <name>", "the profile of the AWS configuration files").helpGroup(CONNECTION))
    .addOption(new Option("--endpoint-url <url>", "where to send requests, such as an emulator").helpGroup(CONNECTION));
  return withJson(withConfiguration(command)).addOption(
    new Option("--quiet", "print no progress").helpGroup(OUTPUT),
  );
}

/** Adds `--config` and `--stage`. */
export function withConfiguration(command: Command): Command {
  return command
    .option("--config <file>", "the configuration file (default: dynatwin.config.{ts,js,json})")
    .option("--stage <name>", "the stage of the configuration file");
}

/** Adds `--json`. */
export function withJson(command: Command): Command {
  return command.addOption(new Option("--json", "print one JSON document for programs").helpGroup(OUTPUT));
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

/** Reads an option that can be repeated. */
export function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, text];
}
