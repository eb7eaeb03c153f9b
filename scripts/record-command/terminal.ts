import { spawn } from "node:child_process";
import { Screen } from "./screen.js";

/** What a terminal showed at a time. */
export interface Frame {
  /** Seconds from the start of the command. */
  readonly seconds: number;
  readonly text: string;
}

/** What a person types when the terminal shows a text. */
export interface Answer {
  readonly when: string;
  readonly type: string;
}

/** A program that writes nothing for so long has drawn its lines. */
const DRAWN_AFTER_MS = 40;

/** Runs a command line on a pseudo-terminal, and returns what it showed each time that this changed. */
export async function recordTerminal(
  commandLine: string,
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>>; readonly answer?: Answer },
): Promise<readonly Frame[]> {
  const { cwd, env, answer } = options;
  const child = spawn("script", ["-qec", `stty cols 120 rows 40; ${commandLine}`, "/dev/null"], {
    cwd,
    env: { ...process.env, CI: "", TERM: "xterm", ...env },
    stdio: ["pipe", "pipe", "inherit"],
  });
  const start = performance.now();
  const screen = new Screen();
  const frames: Frame[] = [];
  let isAnswered = false;
  const look = () => {
    if (screen.text !== frames.at(-1)?.text)
      frames.push({ seconds: (performance.now() - start) / 1_000, text: screen.text });
  };
  let pause: NodeJS.Timeout | undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    screen.write(text);
    clearTimeout(pause);
    pause = setTimeout(look, DRAWN_AFTER_MS);
    if (answer === undefined || isAnswered || !screen.text.includes(answer.when)) return;
    isAnswered = true;
    child.stdin.write(`${answer.type}\n`);
  });
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  clearTimeout(pause);
  look();
  if (code !== 0 && code !== 3) throw new Error(`${commandLine} ended with ${code}:\n${screen.text}`);
  return frames;
}
