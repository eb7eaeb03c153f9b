import { type ChildProcess, spawn } from "node:child_process";
import { type EventEmitter, once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { text } from "node:stream/consumers";
import type { ProgramEnd } from "../support/run-program.js";

/** The command as it is published: it starts faster than the compiled files of `src`. */
export const MAIN = resolve("dist/cli.js");

/** `dynatwin emulator` in a separate process, ready for requests. */
export class EmulatorProcess {
  /** The endpoint that it printed. */
  readonly endpoint: string;
  /** The lines printed so far. */
  readonly lines: readonly string[];
  readonly #child: ChildProcess;
  readonly #end: Promise<ProgramEnd>;
  readonly #output: EventEmitter;

  private constructor(
    [child, output]: readonly [ChildProcess, EventEmitter],
    end: Promise<ProgramEnd>,
    lines: readonly string[],
    endpoint: string,
  ) {
    this.#child = child;
    this.#output = output;
    this.#end = end;
    this.lines = lines;
    this.endpoint = endpoint;
  }

  /** Starts a program with arguments, and waits until it prints that it is ready. */
  static async start(program: string, ...args: readonly string[]): Promise<EmulatorProcess> {
    const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"] });
    // Its output after stopReading is not read.
    const stderr = text(child.stderr).catch(() => "");
    const lines: string[] = [];
    const ended = new Promise<ProgramEnd>((resolve, reject) => {
      child.on("error", reject);
      child.on("close", (code) => {
        void stderr.then((text) => resolve({ code, stdout: lines.join("\n"), stderr: text }));
      });
    });
    const output = createInterface(child.stdout);
    const endpoint = new Promise<string>((resolve) => {
      output.on("line", (line) => {
        lines.push(line);
        const found = /AWS_ENDPOINT_URL_DYNAMODB=(\S+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
    });
    const first = await Promise.race([endpoint, ended]);
    if (typeof first !== "string") throw new Error(`The emulator ended with ${first.code}: ${first.stderr}`);
    return new EmulatorProcess([child, output], ended, lines, first);
  }

  /** Resolves once it has printed so many lines that match. */
  async printed(pattern: RegExp, count = 1): Promise<void> {
    while (this.lines.filter((line) => pattern.test(line)).length < count) await once(this.#output, "line");
  }

  /** Closes its output pipes, like `| head`. */
  stopReading(): void {
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
  }

  /** Ends it without a chance to do anything more. */
  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Sends a signal. */
  signal(signal: "SIGINT" | "SIGTERM"): void {
    this.#child.kill(signal);
  }

  /** Ends it by a signal, and returns how it ended. */
  stop(signal: "SIGINT" | "SIGTERM" = "SIGTERM"): Promise<ProgramEnd> {
    this.#child.kill(signal);
    return this.#end;
  }
}
