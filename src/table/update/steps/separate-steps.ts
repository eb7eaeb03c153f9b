import { CHANGE_LIMITS } from "../../../dynamodb/change-limits.js";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { PlanStep } from "../plan.js";
import { type Changes, of, type StepMaker, step } from "./changes.js";
import { LIMIT_TEXTS } from "./limit-texts.js";

/** Puts, replaces or deletes the policy. */
export const policySteps: StepMaker = (changes) =>
  of(changes, "resourcePolicy").map(({ expected, actual }) => {
    const ResourceArn = changes.description.TableArn;
    const shared = {
      target: "policy" as const,
      before: actual || undefined,
      waitsFor: "policy visible",
      usualSeconds: USUAL_SECONDS.policy,
    };
    if (expected === false) {
      return step({
        ...shared,
        action: "deletePolicy",
        reason: "The table has a resource policy, and none is defined.",
        destroys: ["the resource policy and the access that it grants"],
        limit: LIMIT_TEXTS.resourcePolicy,
        operation: "DeleteResourcePolicy",
        input: { ResourceArn },
      });
    }
    return step({
      ...shared,
      action: "putPolicy",
      after: expected,
      reason: actual ? "The resource policy differs from the defined one." : "The table has no resource policy.",
      limit: LIMIT_TEXTS.resourcePolicy,
      operation: "PutResourcePolicy",
      input: { ResourceArn, Policy: typeof expected === "string" ? expected : JSON.stringify(expected) },
    });
  });

/** Enables time to live where it is off, and disables it where it is not wanted or another attribute is to take over. */
export const timeToLiveSteps: StepMaker = (changes) =>
  of(changes, "timeToLive").map(({ expected, actual }) => {
    if (typeof actual !== "string")
      return enableTimeToLive(changes, {
        reason: `Time to live is off, and ${expected} is defined.`,
        usualSeconds: USUAL_SECONDS.timeToLive,
      });
    return step({
      action: "disableTimeToLive",
      target: "time to live",
      before: actual,
      reason: expected
        ? `Items expire by ${actual}, and ${expected} is defined: DynamoDB disables one before it enables the other.`
        : "Time to live is on, and off is defined.",
      usualSeconds: USUAL_SECONDS.timeToLive,
      limit: LIMIT_TEXTS.timeToLive,
      operation: "UpdateTimeToLive",
      input: {
        TableName: changes.tableName,
        TimeToLiveSpecification: { Enabled: false, AttributeName: actual },
      },
    });
  });

/** Enables time to live for another attribute, half an hour after it was disabled for the one before. */
export const timeToLiveAgainSteps: StepMaker = (changes) =>
  of(changes, "timeToLive").flatMap(({ expected, actual }) => {
    if (typeof actual !== "string" || expected === false) return [];
    const [, cooldown] = CHANGE_LIMITS.timeToLive.cooldownSeconds;
    return enableTimeToLive(changes, {
      reason: "It was disabled by an earlier step.",
      usualSeconds: [cooldown, cooldown],
      secondsAfterPrevious: cooldown,
    });
  });

function enableTimeToLive(
  { tableName, wanted }: Changes,
  body: Pick<PlanStep, "reason" | "usualSeconds" | "secondsAfterPrevious">,
): PlanStep {
  const attribute = wanted.timeToLive || "";
  return step({
    action: "enableTimeToLive",
    target: "time to live",
    after: attribute,
    ...body,
    limit: LIMIT_TEXTS.timeToLive,
    operation: "UpdateTimeToLive",
    input: { TableName: tableName, TimeToLiveSpecification: { Enabled: true, AttributeName: attribute } },
  });
}

/** Enables or disables continuous backups, or changes for how long they go back. */
export const backupSteps: StepMaker = (changes) =>
  of(changes, "pointInTimeRecovery").map(({ expected, actual }) => {
    const { pointInTimeRecovery: wanted } = changes.wanted;
    const days = wanted ? wanted.recoveryPeriodInDays : undefined;
    const specification = {
      PointInTimeRecoveryEnabled: expected !== false,
      ...(days !== undefined && { RecoveryPeriodInDays: days }),
    };
    return step({
      action: expected === false ? "disableBackups" : actual === false ? "enableBackups" : "updateBackups",
      target: "backups",
      before: actual || undefined,
      after: expected || undefined,
      reason: backupReason(expected, actual),
      destroys: lostBackups(changes),
      usualSeconds: USUAL_SECONDS.backups,
      operation: "UpdateContinuousBackups",
      input: { TableName: changes.tableName, PointInTimeRecoverySpecification: specification },
    });
  });

function backupReason(expected: unknown, actual: unknown): string {
  if (expected === false) return "Continuous backups are on, and off is defined.";
  if (actual === false) return "Continuous backups are off, and on is defined.";
  return "Continuous backups go back for another time than is defined.";
}

function lostBackups({ wanted, actual }: Changes): string[] {
  const { pointInTimeRecovery: present } = actual;
  if (!present) return [];
  if (!wanted.pointInTimeRecovery) return ["the continuous backups: no restore to a time before this"];
  const [days = 0, presentDays = 0] = [wanted.pointInTimeRecovery.recoveryPeriodInDays, present.recoveryPeriodInDays];
  return days < presentDays ? [`continuous backups that are older than ${days} days`] : [];
}

/** Enables or disables contributor insights of the table. */
export const insightsSteps: StepMaker = (changes) =>
  of(changes, "contributorInsights").map(({ expected, actual }) =>
    step({
      action: expected ? "enableInsights" : "disableInsights",
      target: "insights",
      before: actual,
      after: expected,
      reason: `Contributor insights are ${actual ? "on" : "off"}, and ${expected ? "on" : "off"} is defined.`,
      usualSeconds: USUAL_SECONDS.insights,
      operation: "UpdateContributorInsights",
      input: { TableName: changes.tableName, ContributorInsightsAction: expected ? "ENABLE" : "DISABLE" },
    }),
  );
