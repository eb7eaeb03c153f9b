import type { RestoreSummary } from "@aws-sdk/client-dynamodb";
import { parseTableArn } from "../../../dynamodb/arns.js";
import { MAX_RESTORES } from "../../../dynamodb/limits.js";
import { type AwsError, accessDenied, invalid, invalidValues } from "../aws-error.js";
import {
  backupInUse,
  invalidRestoreTime,
  noSuchTable,
  recoveryUnavailable,
  restoresExceed,
  tableExists,
  tableInUse,
} from "../backup-errors.js";
import { currentDescription } from "../current-description.js";
import { findBackupAnywhere } from "../find-backup.js";
import { newDescription } from "../new-description.js";
import { newSeparateSettings } from "../new-separate-settings.js";
import { addNewTable } from "../new-table.js";
import { tooManyRequests } from "../request-rate.js";
import { restorableTimes } from "../restorable-times.js";
import { restoredDefinition } from "../restored-definition.js";
import {
  type RestoreFromBackup,
  type RestoreToPointInTime,
  restoreFromBackupCheck,
  restoreToPointInTimeCheck,
} from "../rules/backups.js";
import { checkRequest } from "../rules/wire-checks.js";
import type { CheckedRequest, Operation } from "../table-operation.js";
import {
  type ControlPlane,
  type Description,
  type KeptItems,
  type Table,
  tablesExceed,
  tooManyChanges,
} from "../tables.js";
import type { Wire } from "../wire.js";

/** What a table is restored from. */
interface Source {
  readonly table: Description;
  readonly kept: KeptItems | undefined;
  readonly summary: Omit<Wire<RestoreSummary>, "RestoreInProgress">;
}

/** RestoreTableFromBackup. The backup can be of another region. */
export const restoreTableFromBackup: Operation = (controlPlane, json) => {
  checkRequest(json, restoreFromBackupCheck);
  const input = json as unknown as RestoreFromBackup; // as checked above
  const arn = String(input.BackupArn);
  const backup = findBackupAnywhere(controlPlane, arn);
  if (backup.details.BackupStatus === "CREATING") throw backupInUse(arn, "is being created");
  const { table, kept, details } = backup;
  const summary = {
    SourceBackupArn: arn,
    SourceTableArn: table.TableArn,
    RestoreDateTime: details.BackupCreationDateTime,
  };
  const { store, commit } = restore(controlPlane, input, { table, kept, summary }, () => {
    backup.restores -= 1;
  });
  return {
    ...(store && { store }),
    commit: () => {
      backup.restores += 1;
      return commit();
    },
  };
};

/** RestoreTableToPointInTime. The settings are those that the source has now. It can be of another region. */
export const restoreTableToPointInTime: Operation = (controlPlane, json) => {
  checkRequest(json, restoreToPointInTimeCheck);
  const input = json as unknown as RestoreToPointInTime; // as checked above
  const { region, table } = findSource(controlPlane, input);
  const { recovery } = table.separateSettings;
  if (!recovery) throw recoveryUnavailable(table.name);
  const { earliest, latest } = restorableTimes(region, table.name, recovery);
  const time = input.RestoreDateTime ?? latest;
  if (time < Math.floor(earliest) || time > latest) throw invalidRestoreTime();
  return restore(controlPlane, input, {
    table: table.description,
    kept: region.events?.keptAt(table.name, Math.floor(time)),
    summary: { SourceTableArn: table.description.TableArn, RestoreDateTime: time },
  });
};

/** The table to restore, and its region. The texts of these refusals, but the last, are not known. */
function findSource(
  controlPlane: ControlPlane,
  { SourceTableName, SourceTableArn, UseLatestRestorableTime = false, RestoreDateTime }: RestoreToPointInTime,
): { readonly region: ControlPlane; readonly table: Table } {
  if ((SourceTableName === undefined) === (SourceTableArn === undefined))
    throw invalid("Exactly one of SourceTableName and SourceTableArn must be specified");
  if (UseLatestRestorableTime === (RestoreDateTime !== undefined))
    throw invalid("Exactly one of RestoreDateTime and UseLatestRestorableTime must be specified");
  const arn = SourceTableArn === undefined ? undefined : parseTableArn(SourceTableArn);
  if (SourceTableArn !== undefined && arn?.subresource !== "")
    throw invalid(`Invalid SourceTableArn: ${SourceTableArn}`);
  if (arn && arn.accountId !== controlPlane.accountId) throw accessDenied("Access is denied");
  const region = arn ? controlPlane.inRegion(arn.region) : controlPlane;
  const name = arn?.tableName ?? String(SourceTableName);
  const table = region.tables.get(name);
  if (!table?.separateSettings.isVisible || table.description.TableStatus === "DELETING") throw noSuchTable(name);
  return { region, table };
}

function restore(
  controlPlane: ControlPlane,
  input: RestoreFromBackup | RestoreToPointInTime,
  { table: source, kept, summary }: Source,
  onEnd = () => {},
): CheckedRequest {
  const isOfOtherRegion = parseTableArn(String(source.TableArn))?.region !== controlPlane.region;
  if (isOfOtherRegion && input.SSESpecificationOverride === undefined) {
    // The text is not known.
    throw invalidValues("SSESpecificationOverride is required to restore a table to another region");
  }
  const definition = restoredDefinition(source, input);
  const refusal = refusalOf(controlPlane, String(input.TargetTableName));
  if (refusal) throw refusal;
  const description: Description = {
    ...newDescription(controlPlane, definition),
    RestoreSummary: { ...summary, RestoreInProgress: true },
  };
  return {
    store: { kind: "create", keys: description, kept },
    commit: () => {
      const { timeline, durations } = controlPlane;
      const separateSettings = newSeparateSettings(controlPlane, definition);
      const durationMs = durations.restoreTableMs;
      const table = addNewTable(controlPlane, { description, separateSettings, durationMs });
      const answer = currentDescription(controlPlane, table);
      timeline.after(durationMs, () => {
        description.RestoreSummary = { ...summary, RestoreInProgress: false };
        onEnd();
      });
      return { TableDescription: answer };
    },
  };
}

function refusalOf(controlPlane: ControlPlane, name: string): AwsError | undefined {
  const { tables, limits } = controlPlane;
  const existing = tables.get(name)?.description.TableStatus;
  if (existing === "CREATING") return tableInUse(name, "created");
  if (existing === "DELETING") return tableInUse(name, "deleted");
  if (existing !== undefined) return tableExists(name);
  if (tables.size >= limits.tables) return tablesExceed(limits.tables);
  const restored = [...tables.values()].filter(({ description }) => description.RestoreSummary?.RestoreInProgress);
  if (restored.length >= MAX_RESTORES) return restoresExceed();
  return tooManyChanges(controlPlane) ?? tooManyRequests(controlPlane);
}
