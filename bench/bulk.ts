// Items in bulk: `npm run bench:bulk`, with `-- --items 20000` fewer than a million, and with `-- --write` the table in the
// README of bench/. It fails if a target is missed.
import { parseArgs } from "node:util";
import type { BulkTimes } from "./bulk/caller.js";
import { measureBulk, type Results } from "./bulk/measure.js";
import { markdownTable, measuredHere, writeTable } from "./readme.js";

/** The most memory that the process of the caller may have. */
const MAX_RSS_MB = 256;

const { values } = parseArgs({ options: { items: { type: "string" }, write: { type: "boolean" } } });
const count = Number(values.items ?? 1_000_000);

const STEPS = ["export", "truncate", "import"] as const;

function report(results: Results): string {
  const [base] = results.values();
  const cell = ({ ms }: BulkTimes, step: (typeof STEPS)[number]) => {
    const ratio = base === undefined ? 1 : base.ms[step] / ms[step];
    return `${Math.round((count / ms[step]) * 1000).toLocaleString("en")} items/s, ${ratio.toFixed(2)} ×`;
  };
  const rows = [...results].map(([name, times]) => [
    name,
    ...STEPS.map((step) => cell(times, step)),
    `${Math.round(times.rssMb)} MB`,
  ]);
  const head = [`${count.toLocaleString("en")} items of 200 bytes`, ...STEPS, "memory"];
  return ["", markdownTable([head, ...rows]), "", measuredHere(), ""].join("\n");
}

function missedTargets(results: Results): string[] {
  return [...results].flatMap(([name, { items, rssMb }]) => {
    const isComplete = Object.values(items).every((each) => each === count);
    const isOurs = name.startsWith("dynatwin");
    return [
      ...(isComplete ? [] : [`MISSED: ${name} has every item once: ${JSON.stringify(items)}`]),
      ...(isOurs && rssMb > MAX_RSS_MB ? [`MISSED: ${name} needs at most ${MAX_RSS_MB} MB: ${Math.round(rssMb)}`] : []),
    ];
  });
}

const results = await measureBulk(count);
const text = report(results);
console.log(text);
const missed = missedTargets(results);
console.log(missed.length > 0 ? missed.join("\n") : "All targets are met.");
if (values.write) writeTable("bench/README.md", "bulk", text);
if (missed.length > 0) process.exitCode = 1;
