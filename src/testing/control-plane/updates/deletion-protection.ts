import { throttled } from "../aws-error.js";
import type { Planner } from "./change.js";

/** The protection against deletion: there at once, and then not to be changed again for a while. */
export const planDeletionProtection: Planner = ({ plane, table, input }) => {
  const { DeletionProtectionEnabled: asked } = input;
  const { name, description } = table;
  if (asked === undefined || asked === description.DeletionProtectionEnabled) return [];
  const { protectionPause } = plane.durations;
  const { time } = plane.timeline;
  const { protectionPausedUntil = time } = table;
  if (protectionPausedUntil > time) {
    throw throttled(
      `Deletion protection setting for table ${name} modified within the previous ${protectionPause} milliseconds. ` +
        `Please try again after ${new Date(protectionPausedUntil).toISOString()}`,
    );
  }
  return [
    {
      ms: 0,
      holdsTable: false,
      start: () => {
        description.DeletionProtectionEnabled = asked;
        table.protectionPausedUntil = time + protectionPause;
      },
    },
  ];
};
