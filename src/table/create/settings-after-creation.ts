import type {
  PointInTimeRecoverySpecification,
  UpdateContinuousBackupsCommandInput,
  UpdateContributorInsightsCommandInput,
  UpdateTimeToLiveCommandInput,
} from "@aws-sdk/client-dynamodb";
import type { CreateTableOptions } from "../definition/options.js";

/** The requests for the settings that DynamoDB accepts only once a table is ACTIVE. */
export interface SettingsAfterCreation {
  readonly timeToLive: UpdateTimeToLiveCommandInput | undefined;
  readonly pointInTimeRecovery: UpdateContinuousBackupsCommandInput | undefined;
  readonly contributorInsights: UpdateContributorInsightsCommandInput | undefined;
}

/** The requests that the options need, or `undefined` if they need none. */
export function settingsAfterCreation(
  TableName: string,
  options: CreateTableOptions,
): SettingsAfterCreation | undefined {
  const { timeToLive, pointInTimeRecovery, contributorInsights } = options;
  if (!timeToLive && !pointInTimeRecovery && !contributorInsights) return undefined;
  const PointInTimeRecoverySpecification = recoverySpecification(pointInTimeRecovery);
  return {
    timeToLive: timeToLive
      ? { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive } }
      : undefined,
    pointInTimeRecovery: PointInTimeRecoverySpecification && { TableName, PointInTimeRecoverySpecification },
    contributorInsights: contributorInsights ? { TableName, ContributorInsightsAction: "ENABLE" } : undefined,
  };
}

/** The specification of continuous backups that are enabled. */
export function recoverySpecification(
  backups: CreateTableOptions["pointInTimeRecovery"],
): PointInTimeRecoverySpecification | undefined {
  if (!backups) return undefined;
  const period = typeof backups === "object" && { RecoveryPeriodInDays: backups.recoveryPeriodInDays };
  return { PointInTimeRecoveryEnabled: true, ...period };
}
