// Measures the cost of a blocking call, made in different ways: `npm run bench:blocking`, and with `-- --write` the
// README's table. It fails if a target is missed.
import { type Cost, extra, measureCalls, measureFirstCalls, startServer, tryAfterAwait } from "./blocking/measure.js";
import { firstCallDifferences, type Results, textReport, writeReadme } from "./blocking/report.js";
import { ASYNC, WORKER, ways } from "./blocking/ways.js";
import { median } from "./statistics.js";

/** In milliseconds: the maximum cost of a round trip to another thread, and of starting that thread. */
const EXTRA_PER_CALL = 0.15;
const EXTRA_OF_FIRST_CALL = 60;

async function measure(): Promise<Results> {
  const server = await startServer();
  try {
    const afterAwait = new Map<string, string>();
    for (const way of ways) afterAwait.set(way.name, await tryAfterAwait(way, server.port));
    const firstCalls = await measureFirstCalls(server.port);
    return { costs: await measureCalls(ways, server.port), afterAwait, firstCalls };
  } finally {
    server.stop();
  }
}

function missedTargets({ costs, afterAwait, firstCalls }: Results): string[] {
  const [async, twin] = [costOf(costs, ASYNC), costOf(costs, WORKER)];
  const missed: string[] = [];
  const miss = (target: string, found: string) => missed.push(`MISSED: ${target}, but it is ${found}.`);

  const more = extra(twin, async);
  if (!(more <= EXTRA_PER_CALL)) miss("the worker twin costs at most 150 µs more than the async call", micros(more));
  if (afterAwait.get(WORKER) !== "works") miss("the worker twin works after an await", `${afterAwait.get(WORKER)}`);
  for (const other of costs) {
    if (other === async || other === twin || afterAwait.get(other.way.name) !== "works") continue;
    const gain = extra(other, twin);
    if (!(gain > 0)) miss(`the worker twin is faster than ${other.way.name}`, `${micros(-gain)} slower`);
  }
  const later = median(firstCallDifferences(firstCalls));
  if (!(later <= EXTRA_OF_FIRST_CALL)) {
    miss("the first blocking call is at most 60 ms later than the first async one", `${later.toFixed(1)} ms`);
  }
  return missed;
}

function costOf(costs: readonly Cost[], name: string): Cost {
  const cost = costs.find(({ way }) => way.name === name);
  if (cost === undefined) throw new Error(`${name} was not measured.`);
  return cost;
}

function micros(milliseconds: number): string {
  return `${(milliseconds * 1000).toFixed(0)} µs`;
}

const results = await measure();
console.log(textReport(results));
const missed = missedTargets(results);
console.log(["", ...(missed.length > 0 ? missed : ["All targets were reached."])].join("\n"));
if (process.argv.includes("--write")) writeReadme(results);
if (missed.length > 0) process.exitCode = 1;
