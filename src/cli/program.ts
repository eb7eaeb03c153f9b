import { Command, CommanderError } from "commander";
import { ownRequire } from "../transport/own-files.js";
import { COMMANDS } from "./commands.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import { endWithOutput } from "./output/end-with-output.js";
import { printable } from "./output/printable.js";

const DESCRIPTION = `DynamoDB tables and typed models, async and blocking.

Definitions come from --models, or from the models of dynatwin.config.{ts,js,json}.`;

const EXIT_CODES = `
Exit codes: 0 done, 1 failed, 2 a mistake in the command line, 3 differences found.
Help of a command, with examples: dynatwin <command> --help`;

/**
 * The program with all commands. Only those that `isNeeded` names have their options: their code is loaded.
 *
 * @param isNeeded - Whether the code of a command is needed.
 */
export async function createProgram(isNeeded: (name: string) => boolean): Promise<Command> {
  // Our own manifest, resolved from this file's location in the package.
  const { version } = ownRequire("dynatwin/package.json") as { readonly version: string };
  const program = new Command("dynatwin")
    .description(DESCRIPTION)
    .usage("<command> [options]")
    .version(version, "-v, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand("help [command]", "print the help of a command")
    .addHelpText("after", EXIT_CODES)
    .configureOutput({ outputError: (text, write) => write(printable(text)) })
    .exitOverride();
  for (const { name, summary, group, load } of COMMANDS) {
    const command = new Command(name).summary(summary).helpGroup(group).copyInheritedSettings(program);
    if (isNeeded(name)) (await load())(command.helpOption("-h, --help", "print this help"));
    program.addCommand(command);
  }
  return program;
}

/** Runs the command. A mistake in the command line ends it with code 2. */
export async function runProgram(args: readonly string[]): Promise<void> {
  endWithOutput();
  const words = args.filter((word) => !word.startsWith("-"));
  const wanted = words[0] === "help" ? words[1] : words[0];
  const needsAll = COMMANDS.some(({ name, needsAll }) => needsAll && name === wanted);
  const program = await createProgram((name) => needsAll || name === wanted);
  try {
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = await endOfParsing(error, args, wanted);
    else {
      const [{ reportFailure }, { Output }] = await Promise.all([importReport(), importOutput()]);
      process.exit(reportFailure(error, new Output(wanted ?? "", {})));
    }
  }
}

/** Loaded when they are needed: help, and most mistakes, are answered without them. */
const importOutput = () => import("./output/output.js");
const importReport = () => import("./session/report-failure.js");

/** Commander has printed its message for a person; programs get a document. Returns the exit code. */
async function endOfParsing(
  { exitCode, message }: CommanderError,
  args: readonly string[],
  wanted = "",
): Promise<ExitCode> {
  if (exitCode === 0) return EXIT.done;
  const end = args.indexOf("--");
  const options = end < 0 ? args : args.slice(0, end);
  // Without --output, the stdout of export is for lines of items.
  const hasLines = wanted === "export" && !options.some((option) => /^--output(=|$)/.test(option));
  if (!options.includes("--json") || hasLines) return EXIT.usage;
  const { Output } = await importOutput();
  const error = { name: "UsageError", message: message.replace(/^error: /, "") };
  new Output(wanted, { json: true }).document({ error });
  return EXIT.usage;
}
