import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/** The next message of a child process. Fails if the process ends before. */
export async function answerOf(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = once(child, "exit", ended).then(() => Promise.reject(new Error(`${child.spawnargs.join(" ")} ended.`)));
  try {
    const [answer] = await Promise.race([once(child, "message", ended), end]);
    return answer;
  } finally {
    ended.abort();
    end.catch(() => {});
  }
}

/** Starts the command's emulator in a process of its own. */
export async function startEmulator(): Promise<{ readonly child: ChildProcess; readonly endpoint: string }> {
  const child = spawn(process.execPath, ["dist/cli.js", "emulator", "--port", "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [endpoint] = /http:\/\/[\d.]+:\d+/.exec(line) ?? [];
    if (endpoint === undefined) continue;
    child.stdout.resume();
    return { child, endpoint };
  }
  throw new Error("The emulator has not started.");
}
