import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { answerOf } from "../child-processes.js";
import { median } from "../statistics.js";
import { OPERATIONS, type Operation, WAYS, type WayName } from "./way.js";

/** Many short rounds, because the speed of a machine varies. */
const ROUNDS = 150;
const CALLS: Record<Operation, number> = { put: 30, get: 30, query: 15 };
/** Enough calls for the optimizing compiler to finish. */
const WARM_UP_CALLS = 500;
/** Calls at the start of a round that are not counted, because the processor's caches have another way's data. */
const LEAD_IN_CALLS = 5;

/** The cost of an operation in one way: microseconds of CPU time per call, in every round. */
export interface Cost {
  readonly way: WayName;
  readonly operation: Operation;
  readonly rounds: readonly number[];
}

/** The ratio to another cost, as the median over the rounds: a slow round affects both. */
export function ratioTo(base: Cost, cost: Cost): number {
  return median(ratios(base, cost));
}

/** The same, for each round. */
export function ratios(base: Cost, cost: Cost): number[] {
  return cost.rounds.map((each, round) => each / (base.rounds[round] ?? Number.NaN));
}

/** Measures all ways alternately in many rounds, so that other load affects all of them equally. */
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
  // In another order each time, so that no way always follows the same one.
  const turns = callers.map((caller, index) => ({ caller, cost: costs[index], order: Math.random() }));
  for (const { caller, cost } of turns.toSorted((a, b) => a.order - b.order)) {
    if (cost === undefined) continue;
    await costOf(caller, cost.operation, LEAD_IN_CALLS);
    cost.rounds.push(await costOf(caller, cost.operation, CALLS[cost.operation]));
  }
}

async function costOf(caller: ChildProcess, operation: Operation, count: number): Promise<number> {
  caller.send({ operation, count });
  return (await answerOf(caller)) as number; // sent by the caller when it is ready
}

function programFile(name: string): string {
  return fileURLToPath(new URL(`./${name}.js`, import.meta.url));
}
