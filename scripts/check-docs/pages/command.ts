import type { Argument, Command, Option } from "commander";
import { examplesOf, SHARED_GROUPS } from "../../../src/cli/options.js";
import { createProgram } from "../../../src/cli/program.js";
import { tableOf } from "../generated.js";

const program = await createProgram(() => true);
const SHARED: readonly (string | undefined)[] = Object.values(SHARED_GROUPS);

/** The reference of all commands: what `--help` says about each, without the options that most of them have. */
export function commandReference(): string {
  const groups = [...new Set(program.commands.map((command) => command.helpGroup()))];
  const sections = groups.map((group) => {
    const commands = program.commands.filter((command) => command.helpGroup() === group);
    return [`### ${withoutColon(group)}`, ...commands.map(sectionOf)].join("\n\n");
  });
  return sections.join("\n\n");
}

/** The options that most commands have. */
export function sharedOptions(): string {
  const options = program.commands.flatMap(({ options: own }) => own.filter(isShared));
  const different = new Map(options.map((option) => [`${option.flags} ${option.description}`, option]));
  return optionTable([...different.values()]);
}

function sectionOf(command: Command): string {
  const { registeredArguments, options } = command;
  const own = options.filter((option) => !isShared(option) && !option.hidden);
  const words = registeredArguments.map((argument) => {
    const text = `${argument.name()}${argument.variadic ? "..." : ""}`;
    return argument.required ? `<${text}>` : `[${text}]`;
  });
  return [
    `#### ${["dynatwin", command.name()].join(" ")}`,
    ["```text", ["dynatwin", command.name(), ...words, "[options]"].join(" "), "```"].join("\n"),
    command.description(),
    ...(registeredArguments.length > 0
      ? [tableOf([["argument", "meaning"], ...registeredArguments.map(argumentRow)])]
      : []),
    ...(own.length > 0 ? [optionTable(own)] : []),
    ["```sh", ...examplesOf(command).map((line) => `npx dynatwin ${line}`), "```"].join("\n"),
  ].join("\n\n");
}

function argumentRow(argument: Argument): string[] {
  return [`\`${argument.name()}\``, cell(argument.description)];
}

function optionTable(options: readonly Option[]): string {
  return tableOf([
    ["option", "meaning"],
    ...options.map((option) => [`\`${cell(option.flags)}\``, cell(meaningOf(option))]),
  ]);
}

function meaningOf({ description, argChoices, defaultValue }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.map((choice) => `\`${choice}\``).join(", ")}`;
  const isShown = defaultValue !== undefined && defaultValue !== false;
  return `${description}${choices}${isShown ? ` (default: \`${String(defaultValue)}\`)` : ""}`;
}

function isShared(option: Option): boolean {
  return SHARED.includes(option.helpGroupHeading);
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}

function withoutColon(heading: string): string {
  return heading.replace(/:$/, "");
}
