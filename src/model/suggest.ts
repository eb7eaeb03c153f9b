import { nearest } from "../validation/nearest.js";

/** What to write instead of a name that nobody knows: the nearest of the known ones, or all of them. */
export function suggest(name: string, known: readonly string[], what = "attributes"): string {
  const near = nearest(name, known);
  return near ? `did you mean ${near}?` : `the ${what} are ${known.join(", ")}.`;
}
