import { MAX_RECOVERY_DAYS } from "../../dynamodb/limits.js";
import { objectOf } from "../../validation/object-readers.js";
import { booleanOr, wholeNumber } from "../../validation/readers.js";
import type { PointInTimeRecoveryOptions } from "./backup-options.js";

/** Continuous backups of a table, or of a replica. */
export const pointInTimeRecovery = booleanOr(
  objectOf<PointInTimeRecoveryOptions>(
    { recoveryPeriodInDays: wholeNumber },
    {
      recoveryPeriodInDays: {
        fix: `write 1 to ${MAX_RECOVERY_DAYS}, or true for ${MAX_RECOVERY_DAYS} days.`,
        instead: () => MAX_RECOVERY_DAYS,
      },
    },
  ),
);
