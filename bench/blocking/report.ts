import { columnWidths, markdownTable, measuredHere, writeReadmeTable } from "../readme.js";
import { median, quantile } from "../statistics.js";
import { type Cost, extra, type FirstCalls } from "./measure.js";

/** All measurements. */
export interface Results {
  /** The async call first. */
  readonly costs: readonly Cost[];
  /** The outcome of each way after an await, by name. */
  readonly afterAwait: ReadonlyMap<string, string>;
  readonly firstCalls: FirstCalls;
}

/** The report on stdout: times, spread, and all ways compared with each other. */
export function textReport({ costs, afterAwait, firstCalls }: Results): string {
  const [baseline] = costs;
  if (baseline === undefined) return "";
  const head = ["µs per call", "calls", "median", "p95", "rounds' quartiles", "more than async", "after an await"];
  const rows = costs.map((cost) => [
    cost.way.name,
    String(cost.calls),
    micros(cost.median),
    micros(cost.p95),
    `${micros(quantile(cost.rounds, 0.25))}–${micros(quantile(cost.rounds, 0.75))}`,
    micros(extra(cost, baseline)),
    afterAwait.get(cost.way.name) ?? "",
  ]);
  const numbers = costs.map((_, index) => `/ ${index + 1}`);
  const ratios = costs.map((cost, index) => [
    `${index + 1} ${cost.way.name}`,
    ...costs.map((other) => ratio(cost.median, other.median)),
  ]);
  const differences = firstCallDifferences(firstCalls);
  const first =
    `The first call of a process is answered after ${median(firstCalls.async).toFixed(0)} ms (async) and ` +
    `${median(firstCalls.blocking).toFixed(0)} ms (blocking); the difference in the median of ${differences.length} ` +
    `pairs is ${median(differences).toFixed(1)} ms (quartiles ${quantile(differences, 0.25).toFixed(1)} to ` +
    `${quantile(differences, 0.75).toFixed(1)}).`;
  return [alignedTable([head, ...rows]), alignedTable([["medians' ratios", ...numbers], ...ratios]), first].join(
    "\n\n",
  );
}

/** How much later the first blocking call is answered, for each pair. */
export function firstCallDifferences({ async, blocking }: FirstCalls): number[] {
  return blocking.map((each, pair) => each - (async[pair] ?? Number.NaN));
}

/** Rewrites the table in the README. */
export function writeReadme(results: Results): void {
  writeReadmeTable("blocking", readmeTable(results));
}

function readmeTable({ costs, afterAwait, firstCalls }: Results): string {
  const [baseline] = costs;
  if (baseline === undefined) return "";
  const head = ["describing a table", "median", "p95", "after an `await`"];
  const rows = costs.map(({ way, median: middle, p95 }) => [
    way.name.replace(/(await )?client\.\w+\(\)/, "`$&`"),
    `${ratio(middle, baseline.median)} ×`,
    `${ratio(p95, baseline.median)} ×`,
    afterAwait.get(way.name) ?? "",
  ]);
  const first = ratio(median(firstCalls.blocking), median(firstCalls.async));
  return [
    "",
    markdownTable([head, ...rows]),
    "",
    "All against the median of the async call. The first blocking call of a process is answered when the process is " +
      `${first} times`,
    "as old as one whose first call is async.",
    "",
    measuredHere(),
    "",
  ].join("\n");
}

function alignedTable(rows: readonly (readonly string[])[]): string {
  const widths = columnWidths(rows);
  return rows
    .map((cells) =>
      cells
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join("  "),
    )
    .join("\n");
}

function micros(milliseconds: number): string {
  return (milliseconds * 1000).toFixed(0);
}

function ratio(value: number, base: number): string {
  const quotient = value / base;
  return quotient.toFixed(quotient < 10 ? 2 : 0);
}
