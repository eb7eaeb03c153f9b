import type { TypeCheck } from "../items/type-check.js";
import { markdownTable, measuredHere } from "../readme.js";
import { quantile } from "../statistics.js";
import { type Cost, timeOf } from "./measure.js";
import { ACCESSES, type Access, accesses, WAYS, type WayName } from "./shop.js";

/** All measurements. */
export interface Results {
  readonly costs: readonly Cost[];
  readonly typeChecks: ReadonlyMap<string, TypeCheck>;
}

/** The models of the projects that are type-checked. */
export const MODELS = 50;

/** The table with the ratios to our CPU time. */
export function report({ costs, typeChecks }: Results): string {
  const rows = accesses.map((access) => {
    const ours = costIn(costs, "dynatwin", access);
    const ratios = WAYS.slice(1).map(({ name }) => `${ratioTo(ours, costIn(costs, name, access)).toFixed(2)} ×`);
    return [ACCESSES[access], `${timeOf(ours).toFixed(0)} µs`, ...ratios];
  });
  const checks = [...typeChecks].map(
    ([name, { seconds, checkSeconds, instantiations }]) =>
      `${name}: ${seconds.toFixed(2)} s, of which ${checkSeconds.toFixed(2)} s are not for reading the files, and ` +
      `${instantiations.toLocaleString("en")} instantiations of types.`,
  );
  return [
    "",
    markdownTable([["CPU time of a shop's accesses", ...WAYS.map(({ title }) => title)], ...rows]),
    "",
    "Ratios to dynatwin, with the time of the SDK included. Each access is one request with each library.",
    "",
    `CPU time of the type check of ${MODELS} models:`,
    "",
    ...checks.map((check) => `- ${check}`),
    "",
    measuredHere(),
    "",
  ].join("\n");
}

/** How the times vary between rounds. */
export function spread({ costs }: Results): string {
  const lines = costs.map(({ way, access, rounds }) => {
    const quartiles = [0.25, 0.5, 0.75].map((share) => quantile(rounds, share).toFixed(0).padStart(6));
    return `${access.padEnd(20)} ${way.padEnd(18)}${quartiles.join("")}`;
  });
  return ["The quartiles of the CPU times in microseconds:", ...lines].join("\n");
}

/** What is not as it should be: an access or a type check that costs more than with another library. */
export function missedTargets({ costs, typeChecks }: Results): string[] {
  const missed: string[] = [];
  for (const cost of costs) {
    const { way, access, requests } = cost;
    const ours = costIn(costs, "dynatwin", access);
    const ratio = ratioTo(ours, cost);
    if (!(ratio >= 1))
      missed.push(`MISSED: a ${ACCESSES[access]} costs no more than with ${way}, but theirs is ${ratio.toFixed(3)} ×.`);
    if (!(ours.requests <= requests))
      missed.push(`MISSED: a ${ACCESSES[access]} sends ${ours.requests} requests, and ${way} ${requests}.`);
  }
  const ours = typeChecks.get("dynatwin")?.seconds ?? Number.NaN;
  for (const [name, { seconds }] of typeChecks)
    if (!(ours <= seconds))
      missed.push(`MISSED: the type check takes ${ours.toFixed(2)} s, and with ${name} ${seconds.toFixed(2)} s.`);
  return missed;
}

function ratioTo(base: Cost, cost: Cost): number {
  return timeOf(cost) / timeOf(base);
}

function costIn(costs: readonly Cost[], way: WayName, access: Access): Cost {
  const cost = costs.find((each) => each.way === way && each.access === access);
  if (cost === undefined) throw new Error(`${access} with ${way} was not measured.`);
  return cost;
}
