import { DestructiveChangeError } from "../../errors.js";
import type { PlanStep } from "./plan.js";

/**
 * Throws for steps that destroy something whose target is not named.
 *
 * @param stepsTaken - How many steps the call has made before; `undefined` if it has sent nothing.
 */
export function refuseDestruction(
  tableName: string,
  steps: readonly PlanStep[],
  allowed: readonly string[],
  stepsTaken?: number,
): void {
  const refused = steps.filter(({ target, destroys }) => destroys.length > 0 && !allowed.includes(target));
  if (refused.length > 0) throw new DestructiveChangeError(tableName, refused, { stepsTaken });
}

/** The targets that a call allows to be destroyed: those it names, and the indexes that it removes by name. */
export function allowedTargets({
  allowDestroy = [],
  dropIndexes = [],
}: {
  readonly allowDestroy?: readonly string[] | undefined;
  readonly dropIndexes?: readonly string[] | undefined;
}): string[] {
  return [...allowDestroy, ...dropIndexes.map((name) => `index ${name}`)];
}
