import { MAX_RESOURCE_ARN_LENGTH } from "../../../dynamodb/limits.js";
import { AwsError, invalid, stillInUse, throttled } from "../aws-error.js";
import { lock, lockedUntil } from "../locks.js";
import { newPolicy } from "../policy.js";
import { readResourceArn } from "../resource-arn.js";
import { checkPolicySize } from "../rules/policy.js";
import { checkRequest, flag, struct, text } from "../rules/wire-checks.js";
import type { PendingPolicy, Policy } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { type ControlPlane, findTable, type Table } from "../tables.js";
import { findVisibleTable } from "../visible-tables.js";
import type { Json } from "../wire.js";

const arn = text({ min: 1, max: MAX_RESOURCE_ARN_LENGTH });
const revision = text({ min: 1, max: 255 });
const putCheck = struct(
  { ResourceArn: arn, Policy: text(), ExpectedRevisionId: revision, ConfirmRemoveSelfResourceAccess: flag },
  ["ResourceArn", "Policy"],
);
const getCheck = struct({ ResourceArn: arn }, ["ResourceArn"]);
const deleteCheck = struct({ ResourceArn: arn, ExpectedRevisionId: revision }, ["ResourceArn"]);

/** PutResourcePolicy. The policy is stored, and not enforced. */
export const putResourcePolicy: Operation = (controlPlane, json) => {
  checkRequest(json, putCheck);
  const document = String(json["Policy"]);
  const broken = checkPolicySize(document);
  if (broken) throw broken;
  const table = findWritable(controlPlane, json);
  const { policy } = table.separateSettings;
  const next = newPolicy(controlPlane, document, policy);
  if (next !== policy) checkUnlocked(controlPlane, table);
  return {
    commit: () => {
      if (next !== policy) change(controlPlane, table, next);
      return { RevisionId: idOf(next) };
    },
  };
};

/** GetResourcePolicy: the previous policy, until a change is applied. */
export const getResourcePolicy: Operation = (controlPlane, json) => {
  checkRequest(json, getCheck);
  const { pendingPolicy, policy: current } = find(controlPlane, json).separateSettings;
  const policy = pendingPolicy ? pendingPolicy.before : current;
  if (!policy) throw policyNotFound(String(json["ResourceArn"]));
  return { commit: () => ({ Policy: policy.document, RevisionId: idOf(policy) }) };
};

/** DeleteResourcePolicy. A table without a policy is no error. */
export const deleteResourcePolicy: Operation = (controlPlane, json) => {
  checkRequest(json, deleteCheck);
  const table = findWritable(controlPlane, json);
  const { policy } = table.separateSettings;
  if (policy) checkUnlocked(controlPlane, table);
  return {
    commit: () => {
      if (policy) change(controlPlane, table, undefined);
      return policy ? { RevisionId: idOf(policy) } : {};
    },
  };
};

/** Throws while the previous change is being applied, and during the cooldown after it. */
function checkUnlocked(controlPlane: ControlPlane, table: Table): void {
  const { name, separateSettings } = table;
  if (separateSettings.pendingPolicy)
    throw stillInUse(`Table is pending previous resource-based policy update: ${name}`);
  const until = lockedUntil(controlPlane, table, "resourcePolicy");
  if (until === undefined) return;
  throw throttled(
    `Resource-based policy for table ${name} modified within the previous ` +
      `${controlPlane.durations.resourcePolicyCooldownMs} milliseconds. Please try again after ${new Date(until).toISOString()}.`,
  );
}

function change(controlPlane: ControlPlane, table: Table, policy: Policy | undefined): void {
  const { separateSettings } = table;
  const { updateResourcePolicyMs, resourcePolicyCooldownMs } = controlPlane.durations;
  const pending: PendingPolicy = { before: separateSettings.policy };
  separateSettings.policy = policy;
  separateSettings.pendingPolicy = pending;
  lock(controlPlane, table, "resourcePolicy", resourcePolicyCooldownMs);
  controlPlane.timeline.after(updateResourcePolicyMs, () => {
    if (separateSettings.pendingPolicy === pending) separateSettings.pendingPolicy = undefined;
  });
}

function idOf({ revision }: Policy): string {
  return String(revision);
}

function find(controlPlane: ControlPlane, { ResourceArn }: Json): Table {
  const { name, isStream } = readResourceArn(controlPlane, String(ResourceArn));
  if (!isStream) return findVisibleTable(controlPlane, name);
  throw invalid("dynatwin's emulator does not support resource policies of streams.");
}

/** The table of a request that changes a policy. Throws if its ExpectedRevisionId is not the present one. */
function findWritable(controlPlane: ControlPlane, json: Json): Table {
  const { name } = readResourceArn(controlPlane, String(json["ResourceArn"]));
  if (findTable(controlPlane, name).description.TableStatus === "DELETING")
    throw stillInUse(`Table is being deleted: ${name}`);
  const table = find(controlPlane, json);
  const { ExpectedRevisionId: expected } = json;
  if (expected === undefined) return table;
  const { policy } = table.separateSettings;
  if (expected === (policy ? idOf(policy) : "NO_POLICY")) return table;
  const problem = policy
    ? `the policy associated to target table ${name} has revision id ${idOf(policy)}, so they did not match`
    : `table ${name} has no associated policy`;
  throw policyNotFound(`Requested update for policy with revision id ${expected}, but ${problem}`);
}

function policyNotFound(message: string): AwsError {
  return new AwsError(
    "PolicyNotFoundException",
    `Resource-based policy not found for the provided ResourceArn: ${message}`,
  );
}
