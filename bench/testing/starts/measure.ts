import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { median } from "../../statistics.js";
import { NAMES, type Name, type Times } from "./way.js";

export const PROCESSES = 9;
export const MEASURED = ["firstStart", "starts", "resets"] as const;
export type Measured = (typeof MEASURED)[number];

/** The medians of each way, in milliseconds: ours first. */
export async function measureStarts(): Promise<Record<Measured, number>[]> {
  const all = new Map<Name, Times[]>(NAMES.map((name) => [name, []]));
  for (const name of NAMES) await measure(name); // so that the files are in the system's cache
  // Alternately, so that other load affects both equally.
  for (let round = 0; round < PROCESSES; round++) for (const name of NAMES) all.get(name)?.push(await measure(name));
  return [...all.values()].map((times) => ({
    firstStart: medianOf(times, "firstStart"),
    starts: medianOf(times, "starts"),
    resets: medianOf(times, "resets"),
  }));
}

async function measure(name: Name): Promise<Times> {
  const child = fork(fileURLToPath(new URL("./caller.js", import.meta.url)), [name]);
  const [times] = (await once(child, "message")) as [Times]; // the only message it sends
  return times;
}

function medianOf(times: readonly Times[], kind: Measured): number {
  return median(times.flatMap((each) => each[kind]));
}
