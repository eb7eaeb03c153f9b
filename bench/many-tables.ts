// The time that calls on many tables take: `npm run bench:many-tables`, and with `-- --write` the tables in the README of
// bench/. It fails if a target is missed.
import { bestCreationMs, LIMITS, TABLES } from "./many-tables/limits.js";
import { type Creation, measureCreation, measureReads, type Reads, startServer } from "./many-tables/measure.js";
import { createWays, readWays } from "./many-tables/ways.js";
import { markdownTable, measuredHere, writeTable } from "./readme.js";
import { median } from "./statistics.js";

/** A plan of 200 unchanged tables, in times of the same reads through the SDK. */
const MAX_PLAN_RATIO = 1.3;
/** 200 tables until they are ACTIVE, in times of the best that the limits allow. */
const MAX_CREATION_RATIO = 1.2;
/** The share of the requests that are refused. */
const MAX_REFUSED = 0.05;

interface Results {
  readonly reads: readonly Reads[];
  readonly creations: readonly Creation[];
}

async function measure(): Promise<Results> {
  const server = await startServer();
  try {
    const reads = await measureReads(server, readWays);
    const creations: Creation[] = [];
    for (const way of createWays) creations.push(await measureCreation(server, way));
    return { reads, creations };
  } finally {
    server.stop();
  }
}

/** The SDK at its best concurrency. */
function bestReads([, ...others]: readonly Reads[]): Reads {
  const [best] = others.toSorted((a, b) => median(a.rounds) - median(b.rounds));
  if (best === undefined) throw new Error("Nothing was measured.");
  return best;
}

/** The ratio to other reads, as the median over the rounds: a slow round affects both. */
function ratioOf({ rounds }: Reads, base: Reads): number {
  return median(rounds.map((ms, round) => ms / (base.rounds[round] ?? Number.NaN)));
}

function creationRatio({ ms, tables }: Creation): number {
  return ms / bestCreationMs(tables);
}

function missedTargets({ reads, creations }: Results): string[] {
  const missed: string[] = [];
  const miss = (target: string, found: string) => missed.push(`MISSED: ${target}, and it is ${found}.`);
  const [ours, created] = [reads[0], creations[0]];
  if (ours === undefined || created === undefined) throw new Error("Nothing was measured.");
  const plan = ratioOf(ours, bestReads(reads));
  if (!(plan <= MAX_PLAN_RATIO)) miss(`a plan takes at most ${MAX_PLAN_RATIO} × the bare reads`, plan.toFixed(2));
  const creation = created.failure === undefined ? creationRatio(created) : Number.NaN;
  if (!(creation <= MAX_CREATION_RATIO))
    miss(`createTables takes at most ${MAX_CREATION_RATIO} × the best`, created.failure ?? creation.toFixed(2));
  const refused = created.refused / created.requests;
  if (!(refused <= MAX_REFUSED)) miss("at most 5 % of the requests are refused", `${(refused * 100).toFixed(1)} %`);
  return missed;
}

function report({ reads, creations }: Results): string {
  const best = bestReads(reads);
  const planRows = reads.map((each) => {
    const ratio = each === best ? "1 ×" : `${ratioOf(each, best).toFixed(2)} ×`;
    return [each.name, `${median(each.rounds).toFixed(0)} ms`, ratio];
  });
  const creationRows = creations.map((each) => {
    const { name, tables, ms, requests, refused, failure } = each;
    const time = `${(ms / 1000).toFixed(1)} s${tables < TABLES ? ` for ${tables} tables` : ""}`;
    const ratio = failure === undefined ? `${(ms / tables / (bestCreationMs(TABLES) / TABLES)).toFixed(2)} ×` : failure;
    return [name, time, ratio, String(requests), `${((refused / requests) * 100).toFixed(1)} %`];
  });
  return [
    "",
    markdownTable([[`${TABLES} unchanged tables`, "time", "of the best bare reads"], ...planRows]),
    "",
    markdownTable([
      [`${TABLES} new tables, until ACTIVE`, "time", "of the best", "requests", "refused"],
      ...creationRows,
    ]),
    "",
    `The limits: changes have a reserve of ${LIMITS.reserve}, and ${LIMITS.perSecond} more in a second; ${LIMITS.changingTables} tables change at the`,
    `same time. At best the tables are ACTIVE after ${(bestCreationMs(TABLES) / 1000).toFixed(1)} s.`,
    "",
    measuredHere(),
    "",
  ].join("\n");
}

const results = await measure();
const text = report(results);
console.log(text);
const missed = missedTargets(results);
console.log(missed.length > 0 ? missed.join("\n") : "All targets are met.");
if (process.argv.includes("--write")) writeTable("bench/README.md", "many-tables", text);
if (missed.length > 0) process.exitCode = 1;
