import { throttled } from "../aws-error.js";
import { lock, lockedUntil } from "../locks.js";
import type { Planner } from "./change.js";

/** Deletion protection: changed at once, and locked during its cooldown. The present value is accepted, and locks it too. */
export const planDeletionProtection: Planner = ({ controlPlane, table, input }) => {
  const { DeletionProtectionEnabled: asked } = input;
  if (asked === undefined) return [];
  const { name, description } = table;
  const { deletionProtectionCooldownMs } = controlPlane.durations;
  const until = lockedUntil(controlPlane, table, "deletionProtection");
  if (until !== undefined && asked !== description.DeletionProtectionEnabled) {
    throw throttled(
      `Deletion protection setting for table ${name} modified within the previous ${deletionProtectionCooldownMs} milliseconds. ` +
        `Please try again after ${new Date(until).toISOString()}`,
    );
  }
  return [
    {
      ms: 0,
      start: () => {
        description.DeletionProtectionEnabled = asked;
        lock(controlPlane, table, "deletionProtection", deletionProtectionCooldownMs);
      },
    },
  ];
};
