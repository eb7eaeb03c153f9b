import type {
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
  const period = typeof pointInTimeRecovery === "object" && {
    RecoveryPeriodInDays: pointInTimeRecovery.recoveryPeriodInDays,
  };
  return {
    timeToLive: timeToLive
      ? { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: timeToLive } }
      : undefined,
    pointInTimeRecovery: pointInTimeRecovery
      ? { TableName, PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, ...period } }
      : undefined,
    contributorInsights: contributorInsights ? { TableName, ContributorInsightsAction: "ENABLE" } : undefined,
  };
}
