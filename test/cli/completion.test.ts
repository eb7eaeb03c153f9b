import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect } from "chai";
import { bashScript } from "../../src/cli/completion/bash.js";
import { fishScript } from "../../src/cli/completion/fish.js";
import { type CompletionSpec, specOf } from "../../src/cli/completion/spec.js";
import { zshScript } from "../../src/cli/completion/zsh.js";
import { createProgram } from "../../src/cli/program.js";
import { CommandRunner } from "./run-command.js";

const run = promisify(execFile);

describe("dynatwin completion", () => {
  let spec: CompletionSpec;

  before(async () => {
    spec = specOf(await createProgram(() => true));
  });

  it("prints a script, made of the definitions of all commands", async () => {
    const command = new CommandRunner();
    const [bash, none] = await Promise.all([command.run(["completion", "bash"]), command.run(["completion", "tcsh"])]);
    expect(bash).to.deep.equal({ code: 0, stdout: bashScript(spec), stderr: "" });
    expect(none.code).to.equal(2);
    expect(none.stderr).to.include("bash, zsh, fish");
  });

  it("completes commands, options, their values, and names of files in bash", async () => {
    const lines = [
      ["ver", "ens"],
      ["ensure", "--if-different", ""],
      ["ensure", "--if-different", "=", "u"],
      ["ensure", "--if-different", "="],
      ["ensure", "--allow"],
      ["iac", "--models", "test/cli/fixtures/mod"],
      ["iac", "--region", "eu"],
      ["permissions", "plan", "permi"],
      ["emulator", "--models", "--ex"],
      ["completion", "z"],
      ["ens"],
      ["--ver"],
    ];
    const calls = lines.map(
      (words) =>
        `COMP_WORDS=(dynatwin ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; _dynatwin; echo "\${COMPREPLY[@]}"`,
    );
    const { stdout } = await run("bash", ["--norc", "-c", `${bashScript(spec)}\n${calls.join("\n")}`]);
    expect(stdout.split("\n")).to.deep.equal([
      "",
      "error update recreate",
      "update",
      "error update recreate",
      "--allow-destroy",
      "test/cli/fixtures/models.ts",
      "",
      "permissions",
      "--exec",
      "zsh",
      "ensure",
      "--version",
      "",
    ]);
  });

  it("names every command and option in zsh and fish, with quotes that are closed", () => {
    const [zsh, fish] = [zshScript(spec), fishScript(spec)];
    for (const { name, options } of spec.commands) {
      expect(zsh).to.match(new RegExp(`^    ${name}\\)\\n      _arguments `, "m"));
      expect(fish).to.include(`complete -c dynatwin -n __fish_use_subcommand -a ${name} -d '`);
      const ofCommand = fish.split("\n").filter((line) => line.includes(`from ${name}'`));
      for (const option of options.flatMap(({ names }) => names)) {
        expect(zsh).to.include(`'*${option}[`);
        expect(ofCommand.join("\n")).to.include(
          option.startsWith("--") ? `-l ${option.slice(2)} ` : `-s ${option.slice(1)} `,
        );
      }
    }
    expect(withoutQuoted(zsh, /'[^']*'/g)).to.not.include("'");
    expect(withoutQuoted(fish, /'(?:\\.|[^'\\])*'/g)).to.not.include("'");
  });

  it("has values and files where options have them", () => {
    const own: CompletionSpec = {
      options: [],
      commands: [
        {
          name: "a",
          summary: "it's a",
          values: { kind: "files" },
          options: [
            { names: ["--how", "-h"], description: "how [x]", values: { kind: "choices", choices: ["b", "c"] } },
            { names: ["--text"], description: "it's text", values: { kind: "text" } },
          ],
        },
      ],
    };
    expect(zshScript(own))
      .to.include("'a:it'\\''s a'")
      .and.include("'*--how[how \\[x\\]]:value:(b c)' '*-h[how \\[x\\]]:value:(b c)'")
      .and.include("'*--text[it'\\''s text]:value:'")
      .and.include("'*:argument:_files'");
    expect(fishScript(own))
      .to.include("-a a -d 'it\\'s a'")
      .and.include("-l how -s h -d 'how [x]' -x -a 'b c'")
      .and.include("-l text -d 'it\\'s text' -x\n")
      .and.include("from a' -F\n");
  });
});

function withoutQuoted(script: string, quoted: RegExp): string {
  const code = script.split("\n").filter((line) => !line.startsWith("#"));
  return code.join("\n").replace(/'\\''/g, "").replace(quoted, "");
}
