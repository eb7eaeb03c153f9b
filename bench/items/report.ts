import { markdownTable, measuredHere, writeReadmeTable } from "../readme.js";
import { median, quantile } from "../statistics.js";
import { type Cost, ratios, ratioTo } from "./measure.js";
import { OPERATIONS, type Operation, WAYS, type WayName } from "./way.js";

/** All measurements. */
export interface Results {
  readonly costs: readonly Cost[];
  /** How many times faster than the SDK's functions, for each round. */
  readonly marshalling: readonly number[];
  /** Milliseconds for a hundred models. */
  readonly definitions: number;
  /** Seconds for a hundred models, by library. */
  readonly typeChecks: ReadonlyMap<string, number>;
}

/** How many times as much as the raw SDK. */
export function ratioOf({ costs }: Results, way: WayName, operation: Operation): number {
  return ratioTo(costIn(costs, "raw-sdk", operation), costIn(costs, way, operation));
}

/** The report on stdout: times, spread, ratios. */
export function textReport(results: Results): string {
  const { costs, marshalling, definitions, typeChecks } = results;
  const lines = costs.map((cost) => {
    const base = costIn(costs, "raw-sdk", cost.operation);
    const [median50, ...quartiles] = [0.5, 0.25, 0.75].map((share) => quantile(ratios(base, cost), share).toFixed(3));
    const time = `${median(cost.rounds).toFixed(0)} µs`;
    return (
      `${cost.operation.padEnd(6)} ${cost.way.padEnd(17)} ${time.padStart(9)}  ${median50} × (quartiles ` +
      `${quartiles.join("–")})`
    );
  });
  const spread = [0.25, 0.75].map((share) => quantile(marshalling, share).toFixed(1)).join("–");
  return [
    "CPU time per operation, and as a ratio to the raw SDK:",
    ...lines,
    `Encoding and decoding: ${median(marshalling).toFixed(1)} × as fast as @aws-sdk/util-dynamodb (quartiles ${spread}).`,
    `Defining 100 models: ${definitions.toFixed(1)} ms.`,
    ...[...typeChecks].map(([name, seconds]) => `Type check of 100 models, ${name}: ${seconds.toFixed(2)} s.`),
  ].join("\n");
}

/** Rewrites the table in the README. */
export function writeReadme(results: Results): void {
  writeReadmeTable("items", readmeTable(results));
}

function readmeTable(results: Results): string {
  const { marshalling, definitions, typeChecks } = results;
  const rows = WAYS.map(({ name, title }) => {
    const cells = OPERATIONS.map((operation) => `${ratioOf(results, name, operation).toFixed(2)} ×`);
    return [title, ...cells];
  });
  const ours = typeChecks.get("dynatwin") ?? Number.NaN;
  const checks = [...typeChecks]
    .slice(1)
    .map(([name, seconds]) => `${(seconds / ours).toFixed(2)} times as long with ${name}`);
  const puts = (definitions * 1000) / median(costIn(results.costs, "raw-sdk", "put").rounds);
  return [
    "",
    markdownTable([["CPU time", "put", "get", "query of 25"], ...rows]),
    "",
    `Encoding and decoding alone is ${median(marshalling).toFixed(1)} times as fast as \`@aws-sdk/util-dynamodb\`. ` +
      "Defining 100 models costs",
    `as much as ${puts.toFixed(0)} puts through the SDK. Type-checking a project of 100 models takes`,
    `${checks.join(" and ")}.`,
    "",
    measuredHere(),
    "",
  ].join("\n");
}

function costIn(costs: readonly Cost[], way: WayName, operation: Operation): Cost {
  const cost = costs.find((each) => each.way === way && each.operation === operation);
  if (cost === undefined) throw new Error(`${operation} through ${way} was not measured.`);
  return cost;
}
