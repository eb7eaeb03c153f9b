import type { Command } from "commander";
import type { ChangeTarget } from "../../errors.js";
import { collect } from "../options.js";

/** The options of commands that change tables to their definitions. */
export interface ChangeOptions {
  readonly prune?: true;
  readonly dropIndex?: readonly string[];
}

/** The option that permits what destroys something. */
export interface DestroyFlags {
  readonly allowDestroy?: readonly ChangeTarget[];
}

/** Adds `--prune`. */
export function withPrune(command: Command): Command {
  return command.option("--prune", "remove indexes, tags and replicas that the definition does not mention");
}

/** Adds `--drop-index`. */
export function withDropIndex(command: Command): Command {
  return command.option("--drop-index <name>", "remove an index; can be repeated", collect);
}

/** Adds `--allow-destroy`. */
export function withAllowDestroy(command: Command): Command {
  return command.option(
    "--allow-destroy <target>",
    'permit a step that destroys something: "index by-old"; can be repeated',
    collect,
  );
}
