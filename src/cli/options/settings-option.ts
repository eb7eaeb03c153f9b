import { type Command, InvalidArgumentError } from "commander";

/** Settings of a table in JSON. The library checks its members. */
export interface SettingsOptions {
  readonly settings?: object;
}

/** Adds `--settings`. */
export function withSettings(command: Command, meaning: string): Command {
  return command.option(
    "--settings <json>",
    `${meaning}: '{"deletionProtection":true,"tags":{"team":"a"}}'`,
    readSettings,
  );
}

/** Reads `--settings`. */
function readSettings(text: string): object {
  let settings: unknown;
  try {
    settings = JSON.parse(text);
  } catch (error) {
    throw new InvalidArgumentError(`It is not JSON: ${(error as Error).message}.`);
  }
  if (typeof settings === "object" && settings !== null && !Array.isArray(settings)) return settings;
  throw new InvalidArgumentError("It is an object with settings of createTable, in JSON.");
}
