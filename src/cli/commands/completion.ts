import type { Command } from "commander";
import { withExamples } from "../options.js";

const SHELLS = ["bash", "zsh", "fish"] as const;
type Shell = (typeof SHELLS)[number];

const INSTRUCTIONS = `
Where the script is loaded from:
  bash  in ~/.bashrc:                  source <(dynatwin completion bash)
  zsh   in ~/.zshrc, after compinit:   source <(dynatwin completion zsh)
  fish  once:                          dynatwin completion fish > ~/.config/fish/completions/dynatwin.fish`;

/** `dynatwin completion`. */
export function completion(command: Command): void {
  command
    .description(
      "Print a script with which a shell completes commands, options, their values and names of files. It completes the " +
        "command dynatwin, not npx dynatwin: install dynatwin globally, or add node_modules/.bin to PATH.",
    )
    .addArgument(command.createArgument("<shell>", "the shell").choices(SHELLS))
    .addHelpText("after", INSTRUCTIONS);
  withExamples(command, "completion bash", "completion fish > ~/.config/fish/completions/dynatwin.fish");
  command.action(async (shell: Shell) => {
    const [{ specOf }, { bashScript }, { zshScript }, { fishScript }] = await Promise.all([
      import("../completion/spec.js"),
      import("../completion/bash.js"),
      import("../completion/zsh.js"),
      import("../completion/fish.js"),
    ]);
    const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript };
    // The program was made with the options of all commands for this one.
    process.stdout.write(scripts[shell](specOf(command.parent ?? command)));
  });
}
