import type { CompletedCommand, CompletedOption, CompletionSpec, Values } from "./spec.js";

/** The script for bash. It does not need the package bash-completion, and runs in bash 3.2, which macOS has. */
export function bashScript({ commands, options }: CompletionSpec): string {
  const first = [...commands.map(({ name }) => name), ...namesOf(options)];
  return `# Completion of dynatwin for bash: source <(dynatwin completion bash)
_dynatwin_words() {
  COMPREPLY=($(compgen -W "$1" -- "$current"))
}

_dynatwin_files() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen -f -- "$current"))
}

_dynatwin() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" i
  COMPREPLY=()
  # --option=value is three words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" && $COMP_CWORD -gt 1 ]]; then
    previous="\${COMP_WORDS[COMP_CWORD-2]}"
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} != -* ]]; then
      command="\${COMP_WORDS[i]}"
      break
    fi
  done
  case "$command" in
    "")
      _dynatwin_words "${first.join(" ")}"
      ;;
${commands.map(caseOf).join("")}  esac
}

complete -F _dynatwin dynatwin
`;
}

/** The words after a command. */
function caseOf({ name, options, values }: CompletedCommand): string {
  const withValues = options.filter((option) => option.values !== undefined);
  const cases = withValues.map(
    (option) => `          ${option.names.join(" | ")}) ${completing(option.values)}return ;;\n`,
  );
  const previous = cases.length === 0 ? "" : `        case "$previous" in\n${cases.join("")}        esac\n`;
  return `    ${name})
      if [[ $current == -* ]]; then
        _dynatwin_words "${namesOf(options).join(" ")}"
      else
${previous}        ${completing(values) || ":"}
      fi
      ;;
`;
}

function completing(values: Values | undefined): string {
  if (values?.kind === "choices") return `_dynatwin_words "${values.choices.join(" ")}"; `;
  return values?.kind === "files" ? "_dynatwin_files; " : "";
}

function namesOf(options: readonly CompletedOption[]): readonly string[] {
  return options.flatMap(({ names }) => names);
}
