import { RECOVERY_LAG_SECONDS } from "../../dynamodb/limits.js";
import type { Recovery } from "./separate-settings.js";
import { type ControlPlane, secondsAt } from "./tables.js";

const DAY_SECONDS = 86_400;

/** The times that a table can be restored to, in seconds since 1970. */
export interface RestorableTimes {
  readonly earliest: number;
  readonly latest: number;
}

/** The times that a table with point-in-time recovery can be restored to now. */
export function restorableTimes(controlPlane: ControlPlane, tableName: string, recovery: Recovery): RestorableTimes {
  const now = secondsAt(controlPlane);
  const kept = controlPlane.events?.restorableSince(tableName) ?? 0;
  const earliest = Math.max(recovery.since, now - recovery.days * DAY_SECONDS, kept);
  return { earliest, latest: Math.max(earliest, now - RECOVERY_LAG_SECONDS) };
}
