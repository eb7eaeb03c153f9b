import type { CompletedCommand, CompletedOption, CompletionSpec, Values } from "./spec.js";

/** The script for zsh: to be sourced after compinit, or a file _dynatwin in a folder of fpath. */
export function zshScript({ commands, options }: CompletionSpec): string {
  const described = commands.map(({ name, summary }) => `    ${quoted(`${name}:${summary}`)}\n`);
  return `#compdef dynatwin
# Completion of dynatwin for zsh: source <(dynatwin completion zsh), after compinit
_dynatwin() {
  local -a commands
  commands=(
${described.join("")}  )
  if (( CURRENT == 2 )); then
    if [[ $words[CURRENT] == -* ]]; then
      _arguments ${options.map(optionSpec).join(" ")}
    else
      _describe command commands
    fi
    return
  fi
  # _arguments expects the command as the first word.
  shift words
  (( CURRENT-- ))
  case "$words[1]" in
${commands.map(caseOf).join("")}  esac
}

if [[ "$funcstack[1]" == _dynatwin ]]; then
  _dynatwin "$@"
else
  compdef _dynatwin dynatwin
fi
`;
}

function caseOf({ name, options, values }: CompletedCommand): string {
  const specs = [...options.map(optionSpec), quoted(`*:argument:${actionOf(values)}`)];
  return `    ${name})\n      _arguments ${specs.join(" \\\n        ")}\n      ;;\n`;
}

/** An option can be completed again: some can be repeated. */
function optionSpec({ names, description, values }: CompletedOption): string {
  const text = `[${description.replace(/[[\]\\]/g, "\\$&")}]${values === undefined ? "" : `:value:${actionOf(values)}`}`;
  return names.map((name) => quoted(`*${name}${text}`)).join(" ");
}

function actionOf(values: Values): string {
  if (values.kind === "choices") return `(${values.choices.join(" ")})`;
  return values.kind === "files" ? "_files" : "";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
