import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median, quantile } from "../statistics.js";
import type { Way } from "./ways.js";

const ROUNDS = 100;
/** Enough calls for the optimizing compiler to finish, on the calling thread and in every worker. */
const WARM_UP_CALLS = 1500;
/** Calls at the start of a round that are not counted, because the processor's caches have another way's data. */
const LEAD_IN_CALLS = 5;
const PAIRS = 40;
/** A call that works is answered within a fraction of a second, even if a process starts for it. */
const HANG_MS = 10_000;

/** The cost of a way, in milliseconds. */
export interface Cost {
  readonly way: Way;
  readonly median: number;
  readonly p95: number;
  /** The median of every round. */
  readonly rounds: readonly number[];
  readonly calls: number;
}

/** The difference in cost between two ways, as the median over the rounds: a slow round affects both. */
export function extra(cost: Cost, baseline: Cost): number {
  return median(cost.rounds.map((each, round) => each - (baseline.rounds[round] ?? Number.NaN)));
}

/** Starts the stub, and returns its port. */
export async function startServer(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const child = fork(programFile("stub-server"));
  const [port] = (await once(child, "message")) as [number]; // the only message it sends
  return { port, stop: () => child.disconnect() };
}

/** Measures all ways alternately in many rounds, so that other load affects all of them equally. */
export async function measureCalls(ways: readonly Way[], port: number): Promise<Cost[]> {
  const callers: ChildProcess[] = [];
  for (const { name, callsPerRound } of ways) {
    const caller = fork(programFile("caller"), [name, String(port)]);
    await answerOf(caller);
    await times(caller, callsPerRound === 1 ? 1 : WARM_UP_CALLS);
    callers.push(caller);
  }
  const rounds: number[][][] = ways.map(() => []);
  for (let round = 0; round < ROUNDS; round++) {
    // In another order each time, because a process can still be collecting garbage when the next one starts.
    for (const index of shuffled(ways.length)) {
      const [way, caller] = [ways[index] as Way, callers[index] as ChildProcess]; // both have one entry per way
      if (way.callsPerRound > 1) await times(caller, LEAD_IN_CALLS);
      rounds[index]?.push(await times(caller, way.callsPerRound));
    }
    showProgress("rounds", round + 1, ROUNDS);
  }
  for (const caller of callers) caller.disconnect();
  return ways.map((way, index) => costOf(way, rounds[index] ?? []));
}

function times(caller: ChildProcess, count: number): Promise<number[]> {
  caller.send(count);
  return answerOf(caller);
}

async function answerOf(caller: ChildProcess): Promise<number[]> {
  const given = new AbortController();
  const ended = once(caller, "exit", given).then(() =>
    Promise.reject(new Error(`${caller.spawnargs.join(" ")} ended.`)),
  );
  ended.catch(() => {});
  const [answer] = (await Promise.race([once(caller, "message", given), ended])) as [number[]]; // what a caller sends
  given.abort();
  return answer;
}

function shuffled(length: number): number[] {
  return Array.from({ length }, (_, index) => ({ index, order: Math.random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ index }) => index);
}

function costOf(way: Way, rounds: readonly number[][]): Cost {
  const all = rounds.flat();
  return { way, median: median(all), p95: quantile(all, 0.95), rounds: rounds.map(median), calls: all.length };
}

/** Makes a call in one way after an await, in a process that can be killed. */
export async function tryAfterAwait(way: Way, port: number): Promise<string> {
  const { stdout, wasKilled } = await run("after-await", [way.name, String(port)]);
  if (wasKilled) return "hangs";
  return stdout.trim() === "works" ? "works" : "throws";
}

/** The age of a process, in milliseconds, when its first call is answered; one entry per process and API. */
export interface FirstCalls {
  readonly async: readonly number[];
  readonly blocking: readonly number[];
}

/** Starts a process for every first call, a blocking and an async one in pairs. */
export async function measureFirstCalls(port: number): Promise<FirstCalls> {
  const times = { async: [] as number[], blocking: [] as number[] };
  for (let pair = -1; pair < PAIRS; pair++) {
    // The first pair fills the file cache; then each API is first in every other pair.
    const apis = pair % 2 === 0 ? (["async", "blocking"] as const) : (["blocking", "async"] as const);
    for (const api of apis) {
      const { stdout } = await run("first-call", [api, String(port)]);
      if (pair >= 0) times[api].push(Number.parseFloat(stdout));
    }
    showProgress("pairs of processes", pair + 1, PAIRS);
  }
  return times;
}

function showProgress(what: string, done: number, all: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${all} ${what}${done === all ? "\n" : ""}`);
}

function run(program: string, values: readonly string[]): Promise<{ stdout: string; wasKilled: boolean }> {
  const limits = { timeout: HANG_MS, killSignal: "SIGKILL" } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, [programFile(program), ...values], limits, (error, stdout) => {
      resolve({ stdout, wasKilled: error?.killed === true });
    });
  });
}

function programFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
