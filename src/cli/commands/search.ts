import { type Command, InvalidArgumentError } from "commander";
import type { SearchOptions } from "../actions/search-index.js";
import { withConnection, withExamples } from "../options.js";

/** The most results that DynamoDB returns. */
const MAX_RESULTS = 100;

/** `dynatwin search`. */
export function search(command: Command): void {
  command
    .description(
      "Find the items whose vectors are nearest to a vector, in a vector index. The nearest are first. A search is approximate, " +
        "and eventually consistent.",
    )
    .argument("<table>", "the name or ARN of the table")
    .argument("<index>", "the name of the vector index")
    .argument("[file]", "the file with the vector, an array of numbers in JSON; - for stdin")
    .option("--vector <json>", 'the vector, in place of a file: "[0.1, 0.9]"')
    .option(
      "--equals <name=value>",
      "only items with this value: of the index's partition key, which is required if it has one, or of a filter; of the type " +
        "that the table has for it, binary in base64; can be repeated",
      collectEquals,
    )
    .option("--top-k <number>", `how many items, 1 to ${MAX_RESULTS} (default: 10)`, readResults)
    .option(
      "--attributes <names>",
      "the attributes to return, separated by commas (default: all without the vector)",
      readNames,
    );
  withConnection(command);
  withExamples(
    command,
    "search articles by-meaning vector.json --equals language=en --top-k 3",
    'search notes near --vector "[3, 4]"',
    "search articles by-meaning - --json < vector.json",
  );
  command.action(async (table: string, index: string, file: string | undefined, options: SearchOptions) => {
    if ((file === undefined) === (options.vector === undefined))
      command.error("error: Give the vector as a file, as - for stdin, or with --vector, and once.");
    const [{ inSession }, { searchIndex }] = await Promise.all([
      import("../session/session.js"),
      import("../actions/search-index.js"),
    ]);
    await inSession("search", options, (session) => searchIndex(session, { table, index, file }, options));
  });
}

/** Reads `--equals`. */
export function collectEquals(
  text: string,
  before: readonly (readonly [name: string, value: string])[] = [],
): readonly (readonly [name: string, value: string])[] {
  const place = text.indexOf("=");
  if (place < 1) throw new InvalidArgumentError("Write the name of an attribute and its value: language=en.");
  return [...before, [text.slice(0, place), text.slice(place + 1)]];
}

/** Reads `--attributes`. */
function readNames(text: string): readonly string[] {
  return text.split(",").map((name) => name.trim());
}

function readResults(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= MAX_RESULTS) return number;
  throw new InvalidArgumentError(`It is a whole number from 1 to ${MAX_RESULTS}.`);
}
