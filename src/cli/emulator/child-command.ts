import { type ChildProcess, spawn } from "node:child_process";
import { now, setTimeout } from "../../transport/clock.js";
import { codeOfSignal } from "../session/interruption.js";

/** How long processes may go on after a signal when their command has ended. */
const MAX_END_MS = 2_000;
const CHECK_MS = 25;
/** A person who repeats Ctrl-C wants the end. */
const MAX_SIGNALS = 2;

/**
 * A command in a shell, with the input and the output of this process. It has a process group of its own, so that a signal
 * reaches all of its processes, and each once.
 */
export class ChildCommand {
  #child: ChildProcess | undefined;
  #signals = 0;
  readonly #maxEndMs: number;

  /** @param maxEndMs - How long its processes may go on when it has ended. */
  constructor(maxEndMs = MAX_END_MS) {
    this.#maxEndMs = maxEndMs;
  }

  /** Whether it was started and has not ended. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /** Runs it to its end, and that of all of its processes. Returns its exit code: 128 and the number of the signal that ended it. */
  async run(command: string, env: NodeJS.ProcessEnv): Promise<number> {
    const child = spawn(command, { shell: true, stdio: "inherit", env, detached: HAS_GROUPS });
    this.#child = child;
    const kill = () => this.#send("SIGKILL");
    process.on("exit", kill);
    const code = await new Promise<number>((resolve) => {
      child.on("error", ({ code, message }: NodeJS.ErrnoException) => {
        process.stderr.write(`error: The command cannot be started: ${message}\n`);
        resolve(code === "ENOENT" ? 127 : 126);
      });
      child.on("exit", (code, signal) => resolve(signal === null ? (code ?? 1) : codeOfSignal(signal)));
    });
    await this.#endOthers();
    process.off("exit", kill);
    this.#child = undefined;
    return code;
  }

  /** Sends a signal to all of its processes. Those that ignore two of them are killed by the third. */
  signal(signal: NodeJS.Signals): void {
    this.#signals += 1;
    this.#send(this.#signals > MAX_SIGNALS ? "SIGKILL" : signal);
  }

  /** Ends the processes that the command has left behind. */
  async #endOthers(): Promise<void> {
    const deadline = now() + this.#maxEndMs;
    if (this.#signals === 0) this.#send("SIGTERM");
    while (this.#send(0)) {
      // Processes that have ended stay in the group until their parent has read their exit codes.
      if (now() > deadline) return void this.#send("SIGKILL");
      await new Promise((resolve) => setTimeout(() => resolve(undefined), CHECK_MS));
    }
  }

  /** Sends a signal to the group. Returns whether it has processes. */
  #send(signal: NodeJS.Signals | 0): boolean {
    const pid = this.#child?.pid;
    if (pid === undefined) return false;
    try {
      return process.kill(HAS_GROUPS ? -pid : pid, signal);
    } catch {
      return false;
    }
  }
}

/** Windows has no process groups. */
const HAS_GROUPS = process.platform !== "win32";
