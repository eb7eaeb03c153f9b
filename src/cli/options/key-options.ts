import { type Command, InvalidArgumentError, Option } from "commander";
import type { CreateTableOptions, KeyAttribute } from "../../table/definition/options.js";
import type { LoadedTable } from "../loading/load-tables.js";
import { type ModelOptions, readCount } from "../options.js";

/** An index of `--index`. */
type IndexOption = NonNullable<CreateTableOptions["globalSecondaryIndexes"]>[number];

/** The options that define a table on the command line. */
export interface KeyOptions {
  readonly partitionKey?: KeyAttribute;
  readonly sortKey?: KeyAttribute;
  readonly billingMode?: "PAY_PER_REQUEST" | "PROVISIONED";
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
  readonly index?: readonly IndexOption[];
}

const DEFINITION = "A table without models:";

/** Adds the options that define a table on the command line. */
export function withKeys(command: Command): Command {
  const option = (flags: string, text: string) => new Option(flags, text).helpGroup(DEFINITION);
  return command
    .addOption(option("--partition-key <name:type>", "the partition key, with type S, N or B").argParser(readKey))
    .addOption(option("--sort-key <name:type>", "the sort key").argParser(readKey))
    .addOption(
      option("--index <name=key[,key]>", "a global secondary index: by-email=email:S,at:N; can be repeated").argParser(
        readIndex,
      ),
    )
    .addOption(
      option("--billing-mode <mode>", "the billing mode (default: PAY_PER_REQUEST)").choices([
        "PAY_PER_REQUEST",
        "PROVISIONED",
      ]),
    )
    .addOption(option("--read-capacity <units>", "read capacity of the table and of each index").argParser(readCount))
    .addOption(
      option("--write-capacity <units>", "write capacity of the table and of each index").argParser(readCount),
    );
}

/**
 * The table that the options define, if they do. A mistake between them ends the command before anything is loaded.
 *
 * @param names - The names of tables on the command line.
 */
export function tableOfKeys(
  command: Command,
  names: readonly string[],
  options: KeyOptions & ModelOptions,
): LoadedTable | undefined {
  const { partitionKey, sortKey, billingMode, readCapacity, writeCapacity, index } = options;
  const given = { sortKey, index, billingMode, readCapacity, writeCapacity };
  const [first] = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [flagOf(name)]));
  const refuse = (problem: string) => command.error(`error: ${problem}`);
  if (partitionKey === undefined) {
    if (first !== undefined) refuse(`${first} needs --partition-key NAME:TYPE: without it, models define the tables.`);
    return undefined;
  }
  if (options.models !== undefined) refuse("--partition-key and --models cannot be combined: models have their keys.");
  const [tableName, ...others] = names;
  if (tableName === undefined || others.length > 0) refuse("--partition-key defines one table: give its name.");
  if ((readCapacity ?? writeCapacity) !== undefined && billingMode !== "PROVISIONED")
    refuse("--read-capacity and --write-capacity need --billing-mode PROVISIONED.");
  const definition: CreateTableOptions = {
    partitionKey,
    ...(sortKey && { sortKey }),
    ...(billingMode && { billingMode }),
    ...(readCapacity !== undefined && { readCapacity }),
    ...(writeCapacity !== undefined && { writeCapacity }),
    ...(index && { globalSecondaryIndexes: index }),
  };
  return { tableName: tableName ?? "", table: [tableName ?? "", definition] };
}

function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** Reads `id:S`. The name can contain a colon. */
export function readKey(text: string): KeyAttribute {
  const [, name = "", type = ""] = /^(.*):([^:]*)$/.exec(text) ?? [];
  if (name === "") throw new InvalidArgumentError("Write the name and the type of an attribute: id:S.");
  const upper = type.toUpperCase();
  if (type === "S" || type === "N" || type === "B") return [name, type];
  const meant = { STRING: "S", NUMBER: "N", BINARY: "B", S: "S", N: "N", B: "B" }[upper];
  throw new InvalidArgumentError(
    meant === undefined
      ? `The type of a key is S (string), N (number) or B (binary): ${name}:S.`
      : `Write ${name}:${meant}.`,
  );
}

/** Reads `by-email=email:S,at:N`: the index' name, its partition key and its sort key. */
export function readIndex(text: string, before: readonly IndexOption[] = []): readonly IndexOption[] {
  const place = text.indexOf("=");
  const keys = text.slice(place + 1).split(",");
  if (place < 1 || keys.length > 2)
    throw new InvalidArgumentError(
      "Write the index' name, its partition key and, if it has one, its sort key: by-email=email:S,at:N.",
    );
  const [partitionKey = readKey(""), sortKey] = keys.map(readKey);
  return [...before, { indexName: text.slice(0, place), partitionKey, ...(sortKey && { sortKey }) }];
}
