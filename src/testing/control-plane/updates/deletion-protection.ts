import { throttled } from "../aws-error.js";
import type { Planner } from "./change.js";

/** The protection against deletion: there at once, and then not to be changed again for a while. */
export const planDeletionProtection: Planner = ({ plane, table, input }) => {
  const { DeletionProtectionEnabled: asked } = input;
  const { name, description } = table;
  if (asked === undefined || asked === description.DeletionProtectionEnabled) return [];
  const { deletionProtectionCooldownMs } = plane.durations;
  const { time } = plane.timeline;
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
      holdsTable: false,
      start: () => {
        description.DeletionProtectionEnabled = asked;
        table.deletionProtectionLockedUntil = time + deletionProtectionCooldownMs;
      },
    },
  ];
};
