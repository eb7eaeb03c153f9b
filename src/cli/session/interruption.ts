import { constants } from "node:os";

/** The exit code of a program that a signal ends. */
export function codeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** The reason of a signal's abort: the person, or the program that started the command, ended it. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  /** The exit code of programs that this signal ends. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(`Interrupted by ${signal}.`);
    this.exitCode = codeOfSignal(signal);
  }
}

/** Aborts a signal at Ctrl-C or at the end that another program asks for. A second one ends the process. */
export function abortAtSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.on(name, () => {
      const interruption = new Interruption(name);
      if (controller.signal.aborted) process.exit(interruption.exitCode);
      controller.abort(interruption);
    });
  }
  return controller.signal;
}
