import { throttled } from "../aws-error.js";
import type { Planner } from "./change.js";

/** Deletion protection: changed at once, and locked during its cooldown. */
export const planDeletionProtection: Planner = ({ controlPlane, table, input }) => {
  const { DeletionProtectionEnabled: asked } = input;
  const { name, description } = table;
  if (asked === undefined || asked === description.DeletionProtectionEnabled) return [];
  const { deletionProtectionCooldownMs } = controlPlane.durations;
  const { time } = controlPlane.timeline;
  const { deletionProtectionLockedUntil = time } = table;
  if (deletionProtectionLockedUntil > time) {
    throw throttled(
      `Deletion protection setting for table ${name} modified within the previous ${deletionProtectionCooldownMs} milliseconds. ` +
        `Please try again after ${new Date(deletionProtectionLockedUntil).toISOString()}`,
    );
  }
  return [
    {
      ms: 0,
      setsTableUpdating: false,
      start: () => {
        description.DeletionProtectionEnabled = asked;
        table.deletionProtectionLockedUntil = time + deletionProtectionCooldownMs;
      },
    },
  ];
};
