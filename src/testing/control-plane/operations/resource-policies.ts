import { AwsError, invalid, stillInUse } from "../aws-error.js";
import { newPolicy } from "../policy.js";
import { readResourceArn } from "../resource-arn.js";
import { shortPolicy } from "../rules/policy.js";
import { checkShape, flag, struct, text } from "../rules/wire-checks.js";
import type { Policy } from "../separate-settings.js";
import type { Operation } from "../table-operation.js";
import { findTable, type Plane, type Table } from "../tables.js";
import { findKnownTable } from "../visible-tables.js";
import type { Json } from "../wire.js";

const arn = text({ min: 1, max: 1283 });
const revision = text({ min: 1, max: 255 });
const putShape = struct(
  { ResourceArn: arn, Policy: text(), ExpectedRevisionId: revision, ConfirmRemoveSelfResourceAccess: flag },
  ["ResourceArn", "Policy"],
);
const getShape = struct({ ResourceArn: arn }, ["ResourceArn"]);
const deleteShape = struct({ ResourceArn: arn, ExpectedRevisionId: revision }, ["ResourceArn"]);

/** PutResourcePolicy. The policy is kept, and nobody is held to it. */
export const putResourcePolicy: Operation = (plane, json) => {
  checkShape(json, putShape);
  const document = String(json["Policy"]);
  const broken = shortPolicy(document);
  if (broken) throw broken;
  const table = findWritable(plane, json);
  return {
    commit: () => {
      table.extras.policy = newPolicy(plane, document, table.extras.policy);
      return { RevisionId: idOf(table.extras.policy) };
    },
  };
};

/** GetResourcePolicy. */
export const getResourcePolicy: Operation = (plane, json) => {
  checkShape(json, getShape);
  const { policy } = find(plane, json).extras;
  if (!policy) throw policyNotFound(String(json["ResourceArn"]));
  return { commit: () => ({ Policy: policy.document, RevisionId: idOf(policy) }) };
};

/** DeleteResourcePolicy. That there is none is no error. */
export const deleteResourcePolicy: Operation = (plane, json) => {
  checkShape(json, deleteShape);
  const { extras } = findWritable(plane, json);
  const { policy } = extras;
  return {
    commit: () => {
      extras.policy = undefined;
      return policy ? { RevisionId: idOf(policy) } : {};
    },
  };
};

function idOf({ revision }: Policy): string {
  return String(revision);
}

function find(plane: Plane, { ResourceArn }: Json): Table {
  const { name, isStream } = readResourceArn(plane, String(ResourceArn));
  if (!isStream) return findKnownTable(plane, name);
  throw invalid("dynatwin's emulator does not play resource policies of streams.");
}

/** A table whose policy may be changed by a request that knows the present one. */
function findWritable(plane: Plane, json: Json): Table {
  const { name } = readResourceArn(plane, String(json["ResourceArn"]));
  if (findTable(plane, name).description.TableStatus === "DELETING")
    throw stillInUse(`Table is being deleted: ${name}`);
  const table = find(plane, json);
  const { ExpectedRevisionId: expected } = json;
  if (expected === undefined) return table;
  const { policy } = table.extras;
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
