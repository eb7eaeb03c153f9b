import type { UpdateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { inOtherRegion } from "../../../dynamodb/arns.js";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { OperationInput, OperationName } from "../../../dynamodb/operations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { NormalisedReplica } from "../../definition/normalised-table.js";
import type { PlanStep } from "../plan.js";
import { type Changes, step } from "./changes.js";
import { differencesIn, optionOf } from "./replica-changes.js";

/** A request to the replica's region. */
interface RegionalChange<O extends OperationName> {
  readonly member: keyof NormalisedReplica;
  readonly before: unknown;
  readonly after: unknown;
  readonly destroys?: readonly string[] | undefined;
  readonly waitsFor?: string | undefined;
  readonly usualSeconds: PlanStep["usualSeconds"];
  readonly operation: O;
  readonly input: OperationInput<O>;
}

/** Brings the settings in line that are changed in the replica's region. A new replica has none of them. */
export function regionalSteps(changes: Changes, region: string, isNew: boolean): PlanStep[] {
  const wanted = ownMember(changes.wanted.replicas, region) ?? {};
  const actual = isNew ? NEW_REPLICA : (ownMember(changes.actual.replicas, region) ?? {});
  const differing = new Set(differencesIn(changes, region).map(({ replicaMember }) => replicaMember));
  const differs = (member: keyof NormalisedReplica) => (isNew ? isAsked(wanted[member]) : differing.has(member));
  const { description, tableName } = changes;
  // A table that is not there has no ARN yet: the name stands for it.
  const ResourceArn = inOtherRegion(description.TableArn ?? tableName, region);
  const table = { TableName: inOtherRegion(tableName, region) };
  const make = <O extends OperationName>({ member, ...change }: RegionalChange<O>): PlanStep[] =>
    differs(member) ? [regionalStep(region, { member, ...change })] : [];
  const update = (input: Omit<UpdateTableCommandInput, "TableName">) => ({ ...table, ...input });
  return [
    ...(isNew
      ? []
      : make({
          member: "kmsKeyId",
          before: actual.kmsKeyId,
          after: wanted.kmsKeyId,
          waitsFor: "table settled",
          usualSeconds: USUAL_SECONDS.encryption,
          operation: "UpdateTable",
          input: update({ SSESpecification: { Enabled: true, SSEType: "KMS", KMSMasterKeyId: wanted.kmsKeyId } }),
        })),
    ...make({
      member: "deletionProtection",
      before: actual.deletionProtection,
      after: wanted.deletionProtection,
      waitsFor: "table ACTIVE",
      usualSeconds: USUAL_SECONDS.deletionProtection,
      operation: "UpdateTable",
      input: update({ DeletionProtectionEnabled: wanted.deletionProtection }),
    }),
    ...tagSteps(region, ResourceArn, wanted.tags, actual.tags),
    ...policySteps(region, ResourceArn, differs("resourcePolicy") ? wanted.resourcePolicy : undefined, actual),
    ...make({
      member: "pointInTimeRecovery",
      before: actual.pointInTimeRecovery,
      after: wanted.pointInTimeRecovery,
      destroys: lostBackups(wanted, actual),
      usualSeconds: isNew ? USUAL_SECONDS.backupsAfterCreation : USUAL_SECONDS.backups,
      operation: "UpdateContinuousBackups",
      input: { ...table, PointInTimeRecoverySpecification: recoverySpecification(wanted) },
    }),
    ...make({
      member: "contributorInsights",
      before: actual.contributorInsights,
      after: wanted.contributorInsights,
      usualSeconds: USUAL_SECONDS.insights,
      operation: "UpdateContributorInsights",
      input: { ...table, ContributorInsightsAction: wanted.contributorInsights ? "ENABLE" : "DISABLE" },
    }),
  ];
}

/** What a replica has that was added without settings. */
const NEW_REPLICA: NormalisedReplica = { tags: {} };

/** Whether a new replica does not have a setting by itself. */
function isAsked(value: unknown): boolean {
  return value !== undefined && value !== false;
}

function regionalStep<O extends OperationName>(region: string, change: RegionalChange<O>): PlanStep {
  const { member, before, after, destroys, waitsFor, usualSeconds, operation, input } = change;
  return step({
    action: "updateReplica",
    target: `replica ${region}`,
    before: before === false || before === undefined ? undefined : { [optionOf(member)]: before },
    after: after === undefined ? undefined : { [optionOf(member)]: after },
    reason: `The replica in ${region} does not have ${optionOf(member)} as defined.`,
    ...(destroys && { destroys }),
    ...(waitsFor !== undefined && { waitsFor }),
    usualSeconds,
    operation,
    input,
    region,
  });
}

function recoverySpecification({ pointInTimeRecovery: backups }: NormalisedReplica) {
  const days = backups ? backups.recoveryPeriodInDays : undefined;
  const isOn = backups !== false;
  return { PointInTimeRecoveryEnabled: isOn, ...(days !== undefined && { RecoveryPeriodInDays: days }) };
}

function lostBackups({ pointInTimeRecovery: wanted }: NormalisedReplica, actual: NormalisedReplica): string[] {
  const present = actual.pointInTimeRecovery;
  if (!present) return [];
  if (!wanted) return ["the continuous backups of the replica: no restore to a time before this"];
  const days = wanted.recoveryPeriodInDays ?? Number.POSITIVE_INFINITY;
  return days < (present.recoveryPeriodInDays ?? 0)
    ? [`continuous backups of the replica that are older than ${days} days`]
    : [];
}

function tagSteps(
  region: string,
  ResourceArn: string,
  wanted: NormalisedReplica["tags"] = {},
  there: NormalisedReplica["tags"] = {},
): PlanStep[] {
  const entries = Object.entries(wanted);
  const set = entries.filter(([key, value]) => value !== false && ownMember(there, key) !== value);
  const removed = entries.filter(([key, value]) => value === false && ownMember(there, key) !== undefined);
  const common = { member: "tags", waitsFor: "tags visible", usualSeconds: USUAL_SECONDS.tags } as const;
  return [
    ...(set.length === 0
      ? []
      : [
          regionalStep(region, {
            ...common,
            before: undefined,
            after: Object.fromEntries(set),
            operation: "TagResource",
            input: { ResourceArn, Tags: set.map(([Key, value]) => ({ Key, Value: String(value) })) },
          }),
        ]),
    ...(removed.length === 0
      ? []
      : [
          regionalStep(region, {
            ...common,
            before: Object.fromEntries(removed.map(([key]) => [key, ownMember(there, key)])),
            after: undefined,
            operation: "UntagResource",
            input: { ResourceArn, TagKeys: removed.map(([key]) => key) },
          }),
        ]),
  ];
}

/** @param policy - The wanted policy; `undefined` where it is as it is to be. */
function policySteps(region: string, ResourceArn: string, policy: unknown, actual: NormalisedReplica): PlanStep[] {
  if (policy === undefined) return [];
  const common = { member: "resourcePolicy", waitsFor: "policy visible", usualSeconds: USUAL_SECONDS.policy } as const;
  const before = actual.resourcePolicy;
  if (policy === false)
    return [
      regionalStep(region, {
        ...common,
        before,
        after: undefined,
        destroys: ["the resource policy of the replica and the access that it grants"],
        operation: "DeleteResourcePolicy",
        input: { ResourceArn },
      }),
    ];
  const Policy = typeof policy === "string" ? policy : JSON.stringify(policy);
  return [
    regionalStep(region, {
      ...common,
      before,
      after: policy,
      operation: "PutResourcePolicy",
      input: { ResourceArn, Policy },
    }),
  ];
}
