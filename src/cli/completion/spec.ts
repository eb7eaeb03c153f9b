import type { Argument, Command, Option } from "commander";

/** What a shell can complete where a value is expected. */
export type Values =
  | { readonly kind: "text" | "files" }
  | { readonly kind: "choices"; readonly choices: readonly string[] };

/** An option, as a shell completes it. */
export interface CompletedOption {
  /** With its hyphens: `--port`, `-p`. */
  readonly names: readonly string[];
  readonly description: string;
  /** Its value; `undefined` if it has none. */
  readonly values: Values | undefined;
}

/** A command, as a shell completes it. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
  /** The values of its arguments. */
  readonly values: Values;
}

/** What a shell completes. */
export interface CompletionSpec {
  readonly commands: readonly CompletedCommand[];
  /** The options before a command. */
  readonly options: readonly CompletedOption[];
}

const HELP: CompletedOption = { names: ["--help", "-h"], description: "print this help", values: undefined };

/** Reads what can be completed from a program whose commands have their options. */
export function specOf(program: Command): CompletionSpec {
  const names = program.commands.map((command) => command.name());
  const commands = program.commands.map((command): CompletedCommand => {
    const [argument] = command.registeredArguments;
    return {
      name: command.name(),
      summary: command.summary(),
      options: [...command.options.map(optionOf), HELP],
      values: argument === undefined ? { kind: "text" } : argumentValues(argument, names),
    };
  });
  const help: CompletedCommand = {
    name: "help",
    summary: "print the help of a command",
    options: [],
    values: { kind: "choices", choices: names },
  };
  return { commands: [...commands, help], options: [...program.options.map(optionOf), HELP] };
}

function optionOf({ long, short, description, flags, argChoices, required, optional }: Option): CompletedOption {
  const names = [long, short].filter((name) => typeof name === "string");
  const takesValue = required || optional;
  return { names, description, values: takesValue ? valuesOf(argChoices, /[<[]file[>\]]/.test(flags)) : undefined };
}

function argumentValues(argument: Argument, commandNames: readonly string[]): Values {
  if (argument.name() === "commands") return { kind: "choices", choices: commandNames };
  return valuesOf(argument.argChoices, argument.name() === "file");
}

function valuesOf(choices: readonly string[] | undefined, isFile: boolean): Values {
  if (choices !== undefined) return { kind: "choices", choices };
  return { kind: isFile ? "files" : "text" };
}
