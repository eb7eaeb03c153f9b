import { type Command, InvalidArgumentError, Option } from "commander";
import { EXIT } from "../exit-codes.js";
import { type ConnectionOptions, withConnection, withExamples } from "../options.js";

/** Enough to see which attributes are optional, and one page of a scan. */
const SAMPLE_ITEMS = 100;

interface ModelCommandOptions extends ConnectionOptions {
  readonly items: number;
  readonly kind: "model" | "table";
  readonly name?: string;
  readonly output?: string;
}

/** `dynatwin model`. */
export function model(command: Command): void {
  command
    .description(
      "Print the TypeScript source of a model for a table that exists: its keys, indexes and settings. The types of the other " +
        "attributes are guessed from sample items, which are read by one scan and are not printed. Review them: an " +
        "attribute that all samples have may be optional.",
    )
    .argument("<table>", "the name or the ARN of the table")
    .option("--items <number>", "how many sample items to read; 0 reads none", readCount, SAMPLE_ITEMS)
    .addOption(
      new Option("--kind <kind>", "a model, or a table that several models share")
        .choices(["model", "table"])
        .default("model"),
    )
    .option("--name <identifier>", "the name of the class or constant (default: made from the table's name)", readName)
    .option("--output <file>", "write it to a file instead of stdout");
  withConnection(command);
  withExamples(command, "model users --output src/user.ts", "model shop --kind table --items 0");
  command.action(async (tableName: string, options: ModelCommandOptions) => {
    const { inSession } = await import("../session/session.js");
    const [{ modelOf }, { writeText }] = await Promise.all([
      import("../actions/model-of.js"),
      import("../output/write-text.js"),
    ]);
    await inSession("model", options, async (session) => {
      session.afterInterruption = "";
      const { source, unread } = await modelOf(session, tableName, options);
      await writeText(session.output, source, options.output);
      const { output } = options;
      session.output.document({ tableName, ...(output === undefined ? { source } : { output }), unread });
      for (const { target, reason } of unread) session.output.note(`note: ${target} is not in the source: ${reason}`);
      return EXIT.done;
    });
  });
}

function readCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count <= 10_000) return count;
  throw new InvalidArgumentError("It is a number of items from 0 to 10000.");
}

function readName(text: string): string {
  if (/^[A-Za-z_$][\w$]*$/.test(text)) return text;
  throw new InvalidArgumentError("It is an identifier of TypeScript, such as User.");
}
