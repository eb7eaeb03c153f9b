import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./caller.js";
import { TABLES } from "./limits.js";
import type { Counts, StubMessage } from "./stub-server.js";
import type { Way } from "./ways.js";

/** Many rounds, because the speed of a machine varies. */
const ROUNDS = 15;
/** Enough for the optimizing compiler to finish. */
const WARM_UP_ROUNDS = 3;

/** What one way of reading takes, in milliseconds of each round. */
export interface Reads {
  readonly name: string;
  readonly rounds: readonly number[];
}

/** What one way of creating tables takes. */
export interface Creation extends Counts, Outcome {
  readonly name: string;
  readonly tables: number;
}

/** The server of all ways. */
export interface Server {
  readonly port: number;
  ask(message: StubMessage): Promise<Counts>;
  stop(): void;
}

/** Starts the stub. */
export async function startServer(): Promise<Server> {
  const child = fork(programFile("stub-server"));
  const port = (await answerOf(child)) as number; // its first message
  return {
    port,
    stop: () => child.disconnect(),
    async ask(message) {
      child.send(message);
      return (await answerOf(child)) as Counts;
    },
  };
}

/** Measures all ways alternately in many rounds, so that other load affects all of them equally. */
export async function measureReads(server: Server, ways: readonly Way[]): Promise<Reads[]> {
  await server.ask("read");
  const reads = ways.map(({ name }) => ({ name, rounds: [] as number[] }));
  const callers: ChildProcess[] = [];
  for (const way of ways) callers.push(await startCaller(way, server));
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    for (const [index, caller] of callers.entries()) {
      const outcome = await perform(caller);
      if (outcome.failure !== undefined) throw new Error(`${ways[index]?.name}: ${outcome.failure}`);
      if (round >= 0) reads[index]?.rounds.push(outcome.ms);
    }
  }
  for (const caller of callers) caller.disconnect();
  return reads;
}

/** Creates tables in one way. */
export async function measureCreation(server: Server, way: Way): Promise<Creation> {
  const { name, tables = TABLES } = way;
  const caller = await startCaller(way, server);
  await server.ask("create");
  const outcome = await perform(caller, tables);
  const counts = await server.ask("count");
  caller.disconnect();
  return { name, tables, ...outcome, ...counts };
}

async function startCaller({ name }: Way, { port }: Server): Promise<ChildProcess> {
  const caller = fork(programFile("caller"), [name, String(port)]);
  await answerOf(caller);
  return caller;
}

async function perform(caller: ChildProcess, tables = TABLES): Promise<Outcome> {
  caller.send(tables);
  return (await answerOf(caller)) as Outcome;
}

async function answerOf(child: ChildProcess): Promise<unknown> {
  const answered = new AbortController();
  const ended = once(child, "exit", answered).then(() =>
    Promise.reject(new Error(`${child.spawnargs.join(" ")} ended.`)),
  );
  try {
    const [answer] = (await Promise.race([once(child, "message", answered), ended])) as unknown[];
    return answer;
  } finally {
    answered.abort();
    ended.catch(() => {});
  }
}

function programFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
