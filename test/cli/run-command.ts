import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { type ProgramEnd, runProgram } from "../support/run-program.js";
import { MAIN } from "./command.js";

/** A run of the command without AWS configuration, but for the endpoint. */
function environmentOf(endpoint: string | undefined): Record<string, string> {
  return {
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    ...(endpoint !== undefined && { AWS_ENDPOINT_URL_DYNAMODB: endpoint }),
  };
}

/** The command in a separate process, with requests to one endpoint. */
export class CommandRunner {
  readonly #endpoint: string | undefined;

  /** @param endpoint - Where requests are sent; without it there is no AWS configuration at all. */
  constructor(endpoint?: string) {
    this.#endpoint = endpoint;
  }

  /** Runs it until it ends. */
  run(
    args: readonly string[],
    { env = {}, cwd }: { env?: Record<string, string>; cwd?: string } = {},
  ): Promise<ProgramEnd> {
    return runProgram([MAIN, ...args], { ...environmentOf(this.#endpoint), ...env }, cwd);
  }

  /** Runs it with `--json`, expects an exit code, and returns the document. */
  async json<T>(args: readonly string[], code = 0): Promise<T> {
    const end = await this.run([...args, "--json"]);
    expect(end.code, `${end.stdout}${end.stderr}`).to.equal(code);
    return JSON.parse(end.stdout) as T;
  }

  /** Runs it on a pseudo-terminal, with what a person types. Returns everything that the terminal shows. */
  async onTerminal(args: readonly string[], typed: string): Promise<{ code: number | null; shown: string }> {
    const words = [process.execPath, ...process.execArgv, MAIN, ...args].map(
      (word) => `'${word.replaceAll("'", "'\\''")}'`,
    );
    const child = spawn("script", ["-qec", words.join(" "), "/dev/null"], {
      env: { ...process.env, ...environmentOf(this.#endpoint), TERM: "xterm", CI: "" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    child.stdin.end(typed);
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [shown, code] = await Promise.all([text(child.stdout), ended]);
    return { code, shown };
  }
}
