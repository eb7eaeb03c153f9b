import type { WaitProgress } from "../index.js";

/** What a line of progress says about a wait, and what changes all the time. */
export function waitLine({
  tableStatus,
  pending,
  elapsedSeconds,
  error,
}: WaitProgress): [text: string, detail: string] {
  const elapsed = `${Math.floor(elapsedSeconds)} s`;
  if (error !== undefined) return [`no answer: ${error.message}`, elapsed];
  const status = tableStatus ?? "no answer";
  const waitsFor = pending.filter((part) => part !== `table ${status}`);
  return [[status, ...waitsFor].join(", "), elapsed];
}
