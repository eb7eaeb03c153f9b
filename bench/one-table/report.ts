import { markdownTable, measuredHere } from "../readme.js";
import { median, quantile } from "../statistics.js";
import { type Cost, ratioTo } from "./measure.js";
import { ACCESSES, type Access, accesses, WAYS, type WayName } from "./shop.js";

/** All measurements. */
export interface Results {
  readonly costs: readonly Cost[];
  /** Seconds of CPU time, by library. */
  readonly typeChecks: ReadonlyMap<string, number>;
}

/** The models of the projects that are type-checked. */
export const MODELS = 50;

/** The table with the ratios to our CPU time. */
export function report({ costs, typeChecks }: Results): string {
  const rows = accesses.map((access) => {
    const ours = costIn(costs, "dynatwin", access);
    const ratios = WAYS.slice(1).map(({ name }) => `${ratioTo(ours, costIn(costs, name, access)).toFixed(2)} ×`);
    return [ACCESSES[access], `${median(ours.rounds).toFixed(0)} µs`, ...ratios];
  });
  const checks = [...typeChecks].map(([name, seconds]) => `${seconds.toFixed(2)} s with ${name}`);
  return [
    "",
    markdownTable([["CPU time of a shop's accesses", ...WAYS.map(({ title }) => title)], ...rows]),
    "",
    "Ratios to dynatwin, with the time of the SDK included. Each access is one request with each library.",
    `The type check of ${MODELS} models takes ${checks.join(", ")}.`,
    "",
    measuredHere(),
    "",
  ].join("\n");
}

/** How the ratios vary between rounds. */
export function spread({ costs }: Results): string {
  const lines = costs.map(({ way, access, rounds }) => {
    const ours = costIn(costs, "dynatwin", access);
    const ratios = rounds.map((each, round) => each / (ours.rounds[round] ?? Number.NaN));
    const quartiles = [0.25, 0.5, 0.75].map((share) => quantile(ratios, share).toFixed(3));
    return `${access.padEnd(20)} ${way.padEnd(18)} ${quartiles.join(" ")}`;
  });
  return ["The quartiles of the ratios:", ...lines].join("\n");
}

/** What is not as it should be: an access or a type check that costs more than with another library. */
export function missedTargets({ costs, typeChecks }: Results): string[] {
  const missed: string[] = [];
  for (const { way, access, requests, ...cost } of costs) {
    const ours = costIn(costs, "dynatwin", access);
    const ratio = ratioTo(ours, { way, access, requests, ...cost });
    if (!(ratio >= 1))
      missed.push(`MISSED: a ${ACCESSES[access]} costs no more than with ${way}, but theirs is ${ratio.toFixed(3)} ×.`);
    if (!(ours.requests <= requests))
      missed.push(`MISSED: a ${ACCESSES[access]} sends ${ours.requests} requests, and ${way} ${requests}.`);
  }
  const ours = typeChecks.get("dynatwin") ?? Number.NaN;
  for (const [name, seconds] of typeChecks)
    if (!(ours <= seconds))
      missed.push(`MISSED: the type check takes ${ours.toFixed(2)} s, and with ${name} ${seconds.toFixed(2)} s.`);
  return missed;
}

function costIn(costs: readonly Cost[], way: WayName, access: Access): Cost {
  const cost = costs.find((each) => each.way === way && each.access === access);
  if (cost === undefined) throw new Error(`${access} with ${way} was not measured.`);
  return cost;
}
