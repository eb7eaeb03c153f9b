import { type Command, InvalidArgumentError } from "commander";
import { EXIT } from "../exit-codes.js";
import {
  type ConfigurationOptions,
  collect,
  type ModelOptions,
  withConfiguration,
  withExamples,
  withJson,
  withModels,
} from "../options.js";

interface PermissionsOptions extends ConfigurationOptions, ModelOptions {
  readonly table?: readonly string[];
  readonly account?: string;
  readonly region?: string;
  readonly json?: true;
}

/** `dynatwin permissions`. */
export function permissions(command: Command): void {
  command
    .description(
      "Print the IAM policy that commands need, with all of their options, on tables. Nothing is sent. A command that " +
        "creates another table, such as clone, needs it on both: name them with --table.",
    )
    .argument("[commands...]", "names of commands (default: all that send requests)")
    .option(
      "--table <name>",
      "a table; can be repeated, and * is a part of any name (default: all tables of the models)",
      collect,
    )
    .option("--account <id>", "the account of the tables (default: any)", readAccount)
    .option("--region <name>", "the region of the tables (default: any)", readRegion);
  withJson(withConfiguration(withModels(command)));
  withExamples(
    command,
    "permissions ensure verify --models ./src/models.ts --account 123456789012 --region eu-west-1",
    "permissions export import --table 'app-*'",
  );
  command.action(async (given: readonly string[], options: PermissionsOptions) => {
    const [{ inRun }, { policyOfCommands }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/command-policy.js"),
    ]);
    // The region is one of the policy; the command has no connection.
    const { region, ...others } = options;
    await inRun("permissions", others, async (run) => {
      const tables = await run.tableNames(options.table ?? []);
      const policy = policyOfCommands(given, { tables, account: options.account, region });
      run.output.document({ policy });
      run.output.print(JSON.stringify(policy, undefined, 2));
      return EXIT.done;
    });
  });
}

function readAccount(text: string): string {
  if (/^\d{12}$/.test(text)) return text;
  throw new InvalidArgumentError("It is the number of an AWS account: 12 digits.");
}

function readRegion(text: string): string {
  if (/^[a-z]+(-[a-z]+)+-\d+$/.test(text)) return text;
  throw new InvalidArgumentError("It is a region such as eu-west-1.");
}
