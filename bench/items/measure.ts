import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../statistics.js";
import { OPERATIONS, type Operation, WAYS, type WayName } from "./way.js";

/** Many short rounds: a machine is rarely as fast for a second as it was in the one before. */
const ROUNDS = 150;
const CALLS: Record<Operation, number> = { put: 30, get: 30, query: 15 };
/** Enough for the optimizing compiler to be done. */
const WARM_UP_CALLS = 500;
/** Calls that open a turn uncounted: they find the processor's caches full of another way's data. */
const LEAD_IN_CALLS = 5;

/** What an operation costs in one way: microseconds of CPU time per call, in every round. */
export interface Cost {
  readonly way: WayName;
  readonly operation: Operation;
  readonly rounds: readonly number[];
}

/** How many times as much as another cost, in the median of the rounds: what slows a round slows both. */
export function ratioTo(base: Cost, cost: Cost): number {
  return median(ratios(base, cost));
}

/** The same, round by round. */
export function ratios(base: Cost, cost: Cost): number[] {
  return cost.rounds.map((each, round) => each / (base.rounds[round] ?? Number.NaN));
}

/** Measures all ways in turn, round after round, so that a noisy minute falls on all of them. */
export async function measureItems(): Promise<Cost[]> {
  const server = fork(programFile("stub-server"));
  const [port] = (await once(server, "message")) as [number]; // the only message it sends
  const callers: ChildProcess[] = [];
  for (const { name } of WAYS) {
    const caller = fork(programFile("caller"), [name, String(port)]);
    callers.push(caller);
    await answerOf(caller);
    for (const operation of OPERATIONS) await costOf(caller, operation, WARM_UP_CALLS);
  }
  const costs = OPERATIONS.map((operation) =>
    WAYS.map(({ name }) => ({ way: name, operation, rounds: [] as number[] })),
  );
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of costs) await measureRound(callers, each);
    if (process.stderr.isTTY)
      process.stderr.write(`\rround ${round + 1} of ${ROUNDS}${round + 1 === ROUNDS ? "\n" : ""}`);
  }
  for (const child of [...callers, server]) child.disconnect();
  return costs.flat();
}

async function measureRound(
  callers: readonly ChildProcess[],
  costs: readonly (Cost & { readonly rounds: number[] })[],
): Promise<void> {
  // In another order each time, so that none always follows the one that leaves the most behind in the caches.
  const turns = callers.map((caller, place) => ({ caller, cost: costs[place], place: Math.random() }));
  for (const { caller, cost } of turns.toSorted((a, b) => a.place - b.place)) {
    if (cost === undefined) continue;
    await costOf(caller, cost.operation, LEAD_IN_CALLS);
    cost.rounds.push(await costOf(caller, cost.operation, CALLS[cost.operation]));
  }
}

async function costOf(caller: ChildProcess, operation: Operation, count: number): Promise<number> {
  caller.send({ operation, count });
  return (await answerOf(caller)) as number; // what the caller sends once it is ready
}

async function answerOf(caller: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const end = once(caller, "exit", ended).then(() => Promise.reject(new Error(`${caller.spawnargs.join(" ")} ended.`)));
  try {
    const [answer] = await Promise.race([once(caller, "message", ended), end]);
    return answer;
  } finally {
    ended.abort();
    end.catch(() => {});
  }
}

function programFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
