import { type ChildProcess, execFile, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median, quantile } from "../statistics.js";
import type { Way } from "./ways.js";

const ROUNDS = 100;
/** Enough for the optimizing compiler to be done, on the calling thread and in every worker. */
const WARM_UP_CALLS = 1500;
/** Calls that open a turn uncounted: they find the processor's caches full of another way's data. */
const LEAD_IN_CALLS = 5;
const PAIRS = 40;
/** What works answers within a fraction of a second, even in a process that starts for it. */
const HANG_MS = 10_000;

/** What a way costs, in milliseconds. */
export interface Cost {
  readonly way: Way;
  readonly median: number;
  readonly p95: number;
  /** The median of every round. */
  readonly rounds: readonly number[];
  readonly calls: number;
}

/** How much more one way costs than another, in the median of the rounds: what slows a round slows both. */
export function extra(cost: Cost, baseline: Cost): number {
  return median(cost.rounds.map((each, round) => each - (baseline.rounds[round] ?? Number.NaN)));
}

/** Starts the stub, and says on which port it listens. */
export async function startServer(): Promise<{ readonly port: number; readonly stop: () => void }> {
  const child = fork(programFile("stub-server"));
  const [port] = (await once(child, "message")) as [number]; // the only message it sends
  return { port, stop: () => child.disconnect() };
}

/** Times all ways in turn, round after round, so that a noisy minute falls on all of them. */
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
    // In another order each time: a process may still be tidying up when the next one has its turn.
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
  return Array.from({ length }, (_, index) => ({ index, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ index }) => index);
}

function costOf(way: Way, rounds: readonly number[][]): Cost {
  const all = rounds.flat();
  return { way, median: median(all), p95: quantile(all, 0.95), rounds: rounds.map(median), calls: all.length };
}

/** Tries a way after an await, in a process that can be killed. */
export async function tryAfterAwait(way: Way, port: number): Promise<string> {
  const { stdout, wasKilled } = await run("after-await", [way.name, String(port)]);
  if (wasKilled) return "hangs";
  return stdout.trim() === "works" ? "works" : "throws";
}

/** How old a process is, in milliseconds, when its first call is answered; one entry per process and face. */
export interface FirstCalls {
  readonly async: readonly number[];
  readonly blocking: readonly number[];
}

/** Starts a process for every first call, a blocking and an async one in pairs. */
export async function measureFirstCalls(port: number): Promise<FirstCalls> {
  const times = { async: [] as number[], blocking: [] as number[] };
  for (let pair = -1; pair < PAIRS; pair++) {
    // The first pair warms the file cache; then each face goes first in every other pair.
    const faces = pair % 2 === 0 ? (["async", "blocking"] as const) : (["blocking", "async"] as const);
    for (const face of faces) {
      const { stdout } = await run("first-call", [face, String(port)]);
      if (pair >= 0) times[face].push(Number.parseFloat(stdout));
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
