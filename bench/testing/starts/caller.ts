// Measures one way in a separate process, and sends the results.
import { performance } from "node:perf_hooks";
import { NAMES, type Times, type Way } from "./way.js";

const STARTS = 5;
const RESETS = 15;

// Loaded before the measurement, like a test file's imports.
const isOurs = process.argv[2] === NAMES[0];
const { way }: { way: Way } = isOurs ? await import("./dynatwin.js") : await import("./dynalite.js");

async function time(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return performance.now() - startedAt;
}

async function start(): Promise<number> {
  const startedAt = performance.now();
  const started = await way.start();
  const ms = performance.now() - startedAt;
  await started.close();
  return ms;
}

const firstStart = await start();
const starts: number[] = [];
for (let count = 0; count < STARTS; count++) starts.push(await start());

const started = await way.start();
const resets: number[] = [];
for (let count = 0; count < RESETS; count++) {
  await started.fill();
  resets.push(await time(() => started.reset()));
}
await started.close();
process.send?.({ firstStart, starts, resets } satisfies Times);
process.disconnect?.();
