import { STRONG_REGION_SETS, STRONG_REGIONS } from "../../dynamodb/regions.js";

/** What is wrong, and what to do about it. */
export interface Problem {
  readonly message: string;
  readonly fix: string;
}

/** Why regions cannot be those of a strongly consistent global table; `undefined` if they can. */
export function strongRegionsProblem(regions: readonly string[], witness: string | undefined): Problem | undefined {
  const all = witness === undefined ? regions : [...regions, witness];
  const set = STRONG_REGION_SETS.find((each) => all.some((region) => each.includes(region)));
  const outside = all.filter((region) => !set?.includes(region));
  if (outside.length === 0) return undefined;
  const sets = STRONG_REGION_SETS.map((each) => each.join(", ")).join("; ");
  return {
    message: `${outside.join(", ")} cannot be in a strongly consistent global table${set ? ` with ${all.filter((region) => set.includes(region)).join(", ")}` : ""}.`,
    fix: `choose all regions from one of the sets: ${sets}.`,
  };
}

/**
 * Why there are too few or too many regions for a strongly consistent global table; `undefined` if there are not.
 *
 * @param regions - The regions of all replicas, that of the table included.
 */
export function strongCountProblem(regions: readonly string[], witness: string | undefined): Problem | undefined {
  const replicas = witness === undefined ? STRONG_REGIONS : STRONG_REGIONS - 1;
  if (new Set(regions).size === replicas) return undefined;
  const there = new Set(regions).size;
  return {
    message: `a strongly consistent global table has replicas in ${STRONG_REGIONS} regions, or in two with a witness in a third, and ${there === 1 ? "1 region is" : `${there} regions are`} given${witness === undefined ? "" : " with a witness"}.`,
    fix: `give ${replicas} regions, the table's own included${witness === undefined ? ", or two and a witness" : ""}.`,
  };
}
