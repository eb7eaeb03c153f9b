/** The reason of a signal's abort: the person, or the program that started the command, ended it. */
export class Interruption extends Error {
  override readonly name = "Interruption";
  /** The exit code of programs that this signal ends. */
  readonly exitCode: number;

  constructor(signal: "SIGINT" | "SIGTERM") {
    super(`Interrupted by ${signal}.`);
    this.exitCode = signal === "SIGINT" ? 130 : 143;
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
