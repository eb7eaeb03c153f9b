import { type Command, Option } from "commander";
import type { IacFormat } from "../actions/export-tables.js";
import { EXIT } from "../exit-codes.js";
import {
  type ConfigurationOptions,
  type ModelOptions,
  withConfiguration,
  withExamples,
  withJson,
  withModels,
} from "../options.js";
import { printableLine } from "../output/printable.js";

/** The formats of `--format`. */
export const FORMATS: readonly IacFormat[] = ["cloudformation", "terraform", "cdk", "json"];

interface IacOptions extends ConfigurationOptions, ModelOptions {
  readonly format: IacFormat;
  readonly region?: string;
  readonly providerVersion?: string;
  readonly strict?: true;
  readonly output?: string;
  readonly json?: true;
}

/** `dynatwin iac`. */
export function iac(command: Command): void {
  command
    .description(
      "Print the tables of the models as infrastructure as code: a CloudFormation template, a Terraform configuration in JSON " +
        "syntax, a CDK stack in TypeScript, or the input of CreateTable. Nothing is sent.",
    )
    .argument("[tables...]", "names of tables of the models (default: all)")
    .addOption(new Option("--format <format>", "what to print").choices(FORMATS).makeOptionMandatory())
    .option("--region <name>", "the region of the tables, for global tables (cloudformation, cdk)")
    .option("--provider-version <version>", "the oldest version of the AWS provider in use: 6.29.0 (terraform)")
    .option("--strict", "end with code 3 if the format cannot say something that a definition says")
    .option("--output <file>", "write it to a file instead of stdout");
  withJson(withConfiguration(withModels(command)));
  withExamples(
    command,
    "iac --format cloudformation --models ./src/models.ts --output tables.json",
    "iac users --format terraform --provider-version 6.29.0 > tables.tf.json",
    "iac users --format json | aws dynamodb create-table --cli-input-json file:///dev/stdin",
  );
  command.action(async (given: readonly string[], options: IacOptions) => {
    const [{ inRun }, { exportTables }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/export-tables.js"),
    ]);
    const { writeText } = await import("../output/write-text.js");
    // The region is one of the export; the command has no connection.
    const { region: _, ...others } = options;
    await inRun("iac", others, async (run) => {
      const tables = await run.definedTables(given);
      const { text, member, unsupported } = exportTables(tables, options);
      await writeText(run.output, text, options.output);
      run.output.document({
        format: options.format,
        tables: tables.map(({ tableName }) => tableName),
        ...(options.output === undefined ? member : { output: options.output }),
        unsupported,
      });
      for (const { tableName, path, reason } of unsupported)
        run.output.note(printableLine(`note: ${tableName}: ${path}: ${reason}`));
      return options.strict && unsupported.length > 0 ? EXIT.different : EXIT.done;
    });
  });
}
