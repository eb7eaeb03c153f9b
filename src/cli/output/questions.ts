import { createInterface } from "node:readline/promises";
import type { Session } from "../session/session.js";
import { UsageError } from "../usage-error.js";

/** What is destroyed, and which option permits it without a question. */
export interface Destruction {
  /** The name that the person types. */
  readonly tableName: string;
  /** What is destroyed, as the end of a sentence: `the table and all of its items`. */
  readonly what: string;
  /** The option that answers the question: `--yes`. */
  readonly flag: string;
}

/** Whether a person can be asked. */
export function canAsk({ output }: Session): boolean {
  return process.stdin.isTTY && process.stderr.isTTY && !output.isJson;
}

/**
 * Asks a person to type the table's name before something is destroyed. Returns whether it was typed.
 *
 * @throws {@link UsageError} without a terminal, which names the option that answers the question.
 */
async function confirmDestruction(session: Session, { tableName, what, flag }: Destruction): Promise<boolean> {
  const { output, signal, target } = session;
  const { stdin, stderr } = process;
  const place = target.endpoint ?? target.region;
  if (!canAsk(session)) {
    throw new UsageError(
      `This destroys ${what} in ${place}, and there is no terminal to ask. Nothing was sent. Permit it with: ${flag}`,
    );
  }
  output.note(`This destroys ${what} in ${place}.`);
  const terminal = createInterface({ input: stdin, output: stderr });
  // While it reads a line, Ctrl-C is a key of the terminal and no signal.
  terminal.once("SIGINT", () => process.kill(process.pid, "SIGINT"));
  try {
    // A closed input answers nothing: Ctrl-D.
    const closed = new Promise<string>((resolve) => terminal.once("close", () => resolve("")));
    const answer = await Promise.race([terminal.question(`Type ${tableName} to go on: `, { signal }), closed]);
    return answer.trim() === tableName;
  } finally {
    terminal.close();
  }
}

/** Asks about each of several destructions until one is refused. Returns whether none was. */
export async function confirmAll(session: Session, destructions: readonly Destruction[]): Promise<boolean> {
  for (const destruction of destructions) if (!(await confirmDestruction(session, destruction))) return false;
  return true;
}
