import { nearest } from "../nearest.js";

/** What to write instead of an attribute's name that nobody knows. */
export function suggest(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near ? `did you mean ${near}?` : `the attributes are ${known.join(", ")}.`;
}
