import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { answerOf, startEmulator } from "../child-processes.js";
import { quantile } from "../statistics.js";
import type { Order } from "./caller.js";
import { type Access, accesses, WAYS, type WayName } from "./shop.js";

/** Many short rounds, because the speed of a machine varies. */
export const ROUNDS = 100;
/** The calls of a round: enough for the coarse clock of CPU time. */
const CALLS = 20;
/** Enough calls for the optimizing compiler to finish. */
const WARM_UP_CALLS = 400;
/** Calls at the start of a round that are not counted, because the processor's caches have another library's data. */
const LEAD_IN_CALLS = 3;

/** An access with one library: its requests, and microseconds of CPU time per call, in every round. */
export interface Cost {
  readonly way: WayName;
  readonly access: Access;
  readonly requests: number;
  readonly rounds: number[];
}

interface Caller {
  readonly child: ChildProcess;
  readonly costs: Readonly<Record<Access, Cost>>;
}

/** The CPU time of a call in a round without much other load: the first quartile, because load makes rounds slower only. */
export function timeOf({ rounds }: Cost): number {
  return quantile(rounds, 0.25);
}

/** Measures all libraries alternately, so that other load affects all of them equally. */
export async function measureShops(rounds: number): Promise<Cost[]> {
  const { child: emulator, endpoint } = await startEmulator();
  const callers: Caller[] = [];
  try {
    for (const { name } of WAYS) callers.push(await startCaller(name, endpoint));
    for (let round = 0; round < rounds; round++) {
      for (const access of accesses) await measureRound(callers, access);
      if (process.stderr.isTTY) process.stderr.write(`\rround ${round + 1} of ${rounds}`);
    }
    return callers.flatMap(({ costs }) => Object.values(costs));
  } finally {
    for (const { child } of callers) child.disconnect();
    emulator.kill();
  }
}

async function startCaller(name: WayName, endpoint: string): Promise<Caller> {
  const child = fork(fileURLToPath(new URL("./caller.js", import.meta.url)), [name, endpoint]);
  const requests = (await answerOf(child)) as Readonly<Record<Access, number>>; // its first message
  const costs = accesses.map((access) => [access, { way: name, access, requests: requests[access], rounds: [] }]);
  for (const access of accesses) await costOf(child, { access, count: WARM_UP_CALLS });
  return { child, costs: Object.fromEntries(costs) as Caller["costs"] };
}

async function measureRound(callers: readonly Caller[], access: Access): Promise<void> {
  // In another order each time, so that no library always follows the same one.
  const turns = callers.map((caller) => ({ ...caller, order: Math.random() }));
  for (const { child, costs } of turns.toSorted((a, b) => a.order - b.order)) {
    await costOf(child, { access, count: LEAD_IN_CALLS });
    costs[access].rounds.push(await costOf(child, { access, count: CALLS }));
  }
}

async function costOf(child: ChildProcess, order: Order): Promise<number> {
  child.send(order);
  return (await answerOf(child)) as number; // the answer to an order
}
