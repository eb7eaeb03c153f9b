import { type Command, InvalidArgumentError, Option } from "commander";
import type { BulkReadOptions, BulkWriteOptions } from "../../index.js";

const SPEED = "Speed:";
const MAX_SEGMENTS = 1000;

/** Adds the options of commands that read all items of a table. */
export function withBulkReads(command: Command): Command {
  return command
    .addOption(
      new Option("--segments <number>", "the segments of the parallel scan, 1 to 1000 (default: 8)")
        .argParser((text) => readWhole(text, MAX_SEGMENTS))
        .helpGroup(SPEED),
    )
    .addOption(
      new Option("--max-read-units-per-second <units>", "the read capacity units to consume in a second, on average")
        .argParser(readUnits)
        .helpGroup(SPEED),
    );
}

/** Adds the options of commands that write many items. */
export function withBulkWrites(command: Command): Command {
  return command
    .addOption(
      new Option("--concurrency <batches>", "the most batches that are written at the same time (default: 16)")
        .argParser((text) => readWhole(text))
        .helpGroup(SPEED),
    )
    .addOption(
      new Option("--max-write-units-per-second <units>", "the write capacity units to consume in a second, on average")
        .argParser(readUnits)
        .helpGroup(SPEED),
    );
}

/** The options of the library among those of a command. */
export function speedOf(options: BulkReadOptions & BulkWriteOptions): BulkReadOptions & BulkWriteOptions {
  const { segments, maxReadUnitsPerSecond, concurrency, maxWriteUnitsPerSecond } = options;
  const given = { segments, maxReadUnitsPerSecond, concurrency, maxWriteUnitsPerSecond };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

function readWhole(text: string, max = Number.MAX_SAFE_INTEGER): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= max) return number;
  throw new InvalidArgumentError(
    max === Number.MAX_SAFE_INTEGER ? "It is a whole number above 0." : `It is a whole number from 1 to ${max}.`,
  );
}

function readUnits(text: string): number {
  const units = Number(text);
  if (text.trim() !== "" && units > 0 && Number.isFinite(units)) return units;
  throw new InvalidArgumentError("It is a number of capacity units above 0.");
}
