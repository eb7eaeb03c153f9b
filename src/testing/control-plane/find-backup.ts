import { parseTableArn } from "../../dynamodb/arns.js";
import { accessDenied } from "./aws-error.js";
import { noSuchBackup } from "./backup-errors.js";
import type { Backup, ControlPlane } from "./tables.js";

/** Finds a backup of this account, in the region of the control plane. Throws if there is none. */
export function findBackup({ backups, accountId }: ControlPlane, arn: string): Backup {
  const accountOfArn = parseTableArn(arn)?.accountId;
  if (accountOfArn !== undefined && accountOfArn !== accountId) throw accessDenied("Access is denied");
  const backup = backups.get(arn);
  if (backup) return backup;
  throw noSuchBackup(arn);
}

/** Finds a backup of this account in any region. */
export function findBackupAnywhere(controlPlane: ControlPlane, arn: string): Backup {
  const region = parseTableArn(arn)?.region;
  return findBackup(region ? controlPlane.inRegion(region) : controlPlane, arn);
}
