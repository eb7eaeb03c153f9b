import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import type { Readable } from "node:stream";
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

async function endOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<ProgramEnd> {
  const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

/** Resolves once a stream has had a text. */
function shows(stream: Readable, wanted: RegExp): Promise<void> {
  let had = "";
  return new Promise((resolve) => {
    stream.on("data", (chunk: Buffer) => {
      had += chunk.toString();
      if (wanted.test(had)) resolve();
    });
  });
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

  /**
   * Runs it, and ends it by a signal, as Ctrl-C does.
   *
   * @param when - What is waited for, or what stderr has by then; by default the first output.
   */
  interrupted(
    args: readonly string[],
    when?: Promise<void> | RegExp,
    signal: "SIGINT" | "SIGTERM" = "SIGINT",
  ): Promise<ProgramEnd> {
    const child = this.#spawn(process.execPath, [MAIN, ...args]);
    const moment = when instanceof RegExp ? shows(child.stderr, when) : (when ?? once(child.stdout, "data"));
    void moment.then(() => child.kill(signal));
    return endOf(child);
  }

  /** Runs a script of the shell, in which `dynatwin` is the command. */
  shell(script: string): Promise<ProgramEnd> {
    const words = [process.execPath, ...process.execArgv, MAIN].map((word) => `'${word}'`).join(" ");
    return endOf(this.#spawn("sh", ["-c", `dynatwin() { ${words} "$@"; }\n${script}`]));
  }

  #spawn(program: string, args: readonly string[]): ChildProcessByStdio<null, Readable, Readable> {
    const env = { ...process.env, ...environmentOf(this.#endpoint) };
    return spawn(program, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  }

  /**
   * Runs it on a pseudo-terminal, with what a person types. Returns everything that the terminal shows.
   *
   * @param after - What the terminal shows before the person types; by default that is not waited for.
   */
  async onTerminal(
    args: readonly string[],
    typed: string,
    after?: RegExp,
  ): Promise<{ code: number | null; shown: string }> {
    const words = [process.execPath, ...process.execArgv, MAIN, ...args].map(
      (word) => `'${word.replaceAll("'", "'\\''")}'`,
    );
    const child = spawn("script", ["-qec", words.join(" "), "/dev/null"], {
      env: { ...process.env, ...environmentOf(this.#endpoint), TERM: "xterm", CI: "" },
      stdio: ["pipe", "pipe", "inherit"],
    });
    if (after === undefined) child.stdin.end(typed);
    // The end of the input would be a key, too.
    else void shows(child.stdout, after).then(() => child.stdin.write(typed));
    const ended = new Promise<number | null>((resolve) => child.on("close", resolve));
    const [shown, code] = await Promise.all([text(child.stdout), ended]);
    return { code, shown };
  }
}
