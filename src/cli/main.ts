#!/usr/bin/env node
import { Command } from "commander";
import { isDynatwinError } from "../errors.js";
import { ownRequire } from "../transport/own-files.js";
import { emulatorCommand } from "./emulator.js";

// Our own manifest, resolved from this file's location in the package.
const { version } = ownRequire("dynatwin/package.json") as { readonly version: string };

const program = new Command("dynatwin")
  .description("DynamoDB tables and typed models, async and blocking.")
  .version(version)
  .addCommand(emulatorCommand());

try {
  await program.parseAsync();
} catch (error) {
  if (!isDynatwinError(error)) throw error;
  program.error(`error: ${error.message}`);
}
