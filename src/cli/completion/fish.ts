import type { CompletedCommand, CompletedOption, CompletionSpec, Values } from "./spec.js";

/** The script for fish. */
export function fishScript({ commands, options }: CompletionSpec): string {
  const start = "complete -c dynatwin";
  const first = `${start} -n __fish_use_subcommand`;
  const lines = [
    "# Completion of dynatwin for fish: dynatwin completion fish > ~/.config/fish/completions/dynatwin.fish",
    `${start} -f`,
    ...commands.map(({ name, summary }) => `${first} -a ${name} -d ${quoted(summary)}`),
    ...options.map((option) => `${first} ${optionArguments(option)}`),
    ...commands.flatMap((command) =>
      linesOf(command, `${start} -n ${quoted(`__fish_seen_subcommand_from ${command.name}`)}`),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

function linesOf({ options, values }: CompletedCommand, start: string): readonly string[] {
  const own = options.map((option) => `${start} ${optionArguments(option)}`);
  return values.kind === "text" ? own : [...own, `${start} ${valueArguments(values)}`];
}

function optionArguments({ names, description, values }: CompletedOption): string {
  const flags = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = values === undefined ? "" : ` ${values.kind === "files" ? "-r -F" : `-x ${valueArguments(values)}`}`;
  return `${flags.join(" ")} -d ${quoted(description)}${value.trimEnd()}`;
}

function valueArguments(values: Values): string {
  if (values.kind === "choices") return `-a ${quoted(values.choices.join(" "))}`;
  return values.kind === "files" ? "-F" : "";
}

function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}
