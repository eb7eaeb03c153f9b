import type { SecondsRange } from "../../dynamodb/durations.js";
import type { WaitProgress } from "../../index.js";
import { rangeText } from "../../table/update/step-text.js";
import { printableLine } from "./printable.js";
import { usualSecondsFor } from "./usual-time.js";

/**
 * What a line of progress says about a wait, and what changes all the time.
 *
 * @param usualSeconds - How long it usually takes, where that is known better than from the state of the table.
 */
export function waitLine(
  state: WaitProgress,
  usualSeconds: SecondsRange | undefined = usualSecondsFor(state),
): [text: string, detail: string] {
  const { tableStatus, pending, elapsedSeconds, error } = state;
  const elapsed = `${Math.floor(elapsedSeconds)} s`;
  if (error !== undefined) return [`no answer: ${printableLine(error.message)}`, elapsed];
  const status = tableStatus ?? "no answer";
  const waitsFor = pending.filter((part) => part !== `table ${status}`);
  const usually = usualSeconds === undefined || pending.length === 0 ? "" : `, usually ${rangeText(usualSeconds)}`;
  return [[status, ...waitsFor].join(", "), `${elapsed}${usually}`];
}
