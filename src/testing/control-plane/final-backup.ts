import { FINAL_BACKUP_DAYS } from "../../dynamodb/limits.js";
import { addBackup, type BackedUpTable } from "./backups.js";
import type { ControlPlane } from "./tables.js";

const DAY_MS = 86_400_000;

/** Adds the backup that a deleted table with point-in-time recovery leaves for 35 days, whatever the latency. */
export function addFinalBackup(controlPlane: ControlPlane, of: BackedUpTable): void {
  addBackup(controlPlane, of, {
    name: `${of.table.TableName}$DeletedTableBackup`,
    type: "SYSTEM",
    status: "AVAILABLE",
    expiresAfterMs: FINAL_BACKUP_DAYS * DAY_MS,
  });
}
