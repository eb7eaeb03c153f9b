import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { CreateTableCall } from "../../create/create-table-call.js";
import { differencesOf } from "../../definition/differences.js";
import type { NormalisedTable } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, step } from "./changes.js";
import { replicaSteps } from "./replica-steps.js";

/** The steps that create a table: the request itself, and the settings that DynamoDB accepts only once the table is ACTIVE. */
export function creationSteps(call: CreateTableCall): PlanStep[] {
  const { input, settingsAfterCreation: settings } = call;
  const hasIndexes = [...(input.GlobalSecondaryIndexes ?? []), ...(input.VectorIndexes ?? [])].length > 0;
  const { timeToLive, pointInTimeRecovery, contributorInsights } = settings ?? {};
  const reason = "DynamoDB accepts it only once the table is ACTIVE.";
  const create = step({
    action: "createTable",
    target: "table",
    after: input,
    reason: "The table is not there.",
    waitsFor: "table ACTIVE",
    usualSeconds: hasIndexes ? USUAL_SECONDS.createTableWithIndexes : USUAL_SECONDS.createTable,
    operation: "CreateTable",
    input,
  });
  return [
    create,
    ...(timeToLive
      ? [
          step({
            action: "enableTimeToLive",
            target: "time to live",
            after: timeToLive.TimeToLiveSpecification?.AttributeName,
            reason,
            usualSeconds: USUAL_SECONDS.timeToLive,
            operation: "UpdateTimeToLive",
            input: timeToLive,
          }),
        ]
      : []),
    ...(pointInTimeRecovery
      ? [
          step({
            action: "enableBackups",
            target: "backups",
            after: pointInTimeRecovery.PointInTimeRecoverySpecification,
            reason,
            usualSeconds: USUAL_SECONDS.backupsAfterCreation,
            operation: "UpdateContinuousBackups",
            input: pointInTimeRecovery,
          }),
        ]
      : []),
    ...(contributorInsights
      ? [
          step({
            action: "enableInsights",
            target: "insights",
            after: true,
            reason,
            usualSeconds: USUAL_SECONDS.insights,
            operation: "UpdateContributorInsights",
            input: contributorInsights,
          }),
        ]
      : []),
    ...(call.replicas ? replicaSteps(changesOf(call, call.replicas)) : []),
  ];
}

/** The changes of a table that does not exist yet: all replicas are added. */
function changesOf({ tableName, input }: CreateTableCall, wanted: NormalisedTable): Changes {
  const actual: NormalisedTable = { billingMode: input.BillingMode };
  const differences = differencesOf(wanted, actual);
  return { tableName, description: {}, wanted, actual, differences, removals: {}, timeOfDay: 0 };
}
