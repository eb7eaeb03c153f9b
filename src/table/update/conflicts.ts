import { MAX_GLOBAL_SECONDARY_INDEXES, MAX_TAGS } from "../../dynamodb/limits.js";
import { soFar } from "../../errors/so-far.js";
import { Issues, type Report } from "../../validation/issues.js";
import { ownMember } from "../../validation/own-member.js";
import { tableSubject } from "../check-call.js";
import { checkIndexNames, checkKeyTypes, checkProjections, indexesAfter } from "./index-conflicts.js";
import { checkReplicas } from "./replica-conflicts.js";
import { type Changes, of } from "./steps/changes.js";
import { finalMode, indexChangesOf } from "./steps/index-changes.js";
import { tagCounts } from "./steps/tag-steps.js";
import {
  checkVectorAttributes,
  checkVectorBilling,
  checkVectorDimensions,
  checkVectorIndexCount,
} from "./vector-index-conflicts.js";

/**
 * Throws for what the definition and the table each allow, and not both together: DynamoDB would refuse it half-way.
 *
 * @param stepsTaken - How many steps the call has made before; `undefined` if it has sent nothing.
 * @throws {@link TableDefinitionError} with everything that does not go together.
 */
export function refuseConflicts(changes: Changes, stepsTaken: number | undefined): void {
  const issues = new Issues();
  for (const check of CHECKS) check(changes, issues.report);
  issues.throwIfAny(tableSubject(changes.tableName), soFar(stepsTaken));
}

type Check = (changes: Changes, report: Report) => void;

/** Throughput of the other billing mode. */
const checkThroughput: Check = (changes, report) => {
  const { wanted, actual, differences } = changes;
  const isProvisioned = finalMode(changes) === "PROVISIONED";
  const member = isProvisioned ? "onDemandThroughput" : "capacity";
  const message = isProvisioned
    ? "bounds on-demand requests, and the table is PROVISIONED."
    : "gives capacity units, and the table is PAY_PER_REQUEST.";
  const fix = `set billingMode to "${isProvisioned ? "PAY_PER_REQUEST" : "PROVISIONED"}", or leave it out.`;
  const isAboutMember = (difference: (typeof differences)[number]) => (difference.member ?? difference.part) === member;
  for (const { path } of differences.filter(isAboutMember)) report(path, message, fix);
  for (const [name, index] of Object.entries(wanted.globalSecondaryIndexes ?? {}))
    if (ownMember(actual.globalSecondaryIndexes, name) === undefined && isGiven(index[member]))
      report(indexPath(name), message, fix);
};

/** Whether units are given, or bounds other than none. */
function isGiven(units: object | undefined): boolean {
  return Object.values(units ?? {}).some((unit) => typeof unit === "number");
}

/** What parts of the table that no definition describes do not allow. */
const checkOtherParts: Check = (changes, report) => {
  const { Replicas = [] } = changes.description;
  const [stream] = of(changes, "stream");
  if (stream && stream.actual !== false && Replicas.length > 0)
    report("stream", "the replicas of the table need its stream as it is.", "leave it out.");
};

const checkIndexCount: Check = (changes, report) => {
  const { wanted, actual } = changes;
  const { kept, rebuilt, added } = indexChangesOf(changes);
  const count = kept.length + rebuilt.length + added.length;
  const countOf = (indexes: object | undefined) => Object.keys(indexes ?? {}).length;
  // A table that has more, or a definition that may have more, is one of an account with a higher quota.
  const isQuotaHigher = [wanted, actual].some(
    ({ globalSecondaryIndexes }) => countOf(globalSecondaryIndexes) > MAX_GLOBAL_SECONDARY_INDEXES,
  );
  if (count <= MAX_GLOBAL_SECONDARY_INDEXES || added.length === 0 || isQuotaHigher) return;
  report(
    "globalSecondaryIndexes",
    `the table would have ${count} global secondary indexes.`,
    `remove some: at most ${MAX_GLOBAL_SECONDARY_INDEXES} are possible.`,
  );
};

/** What the indexes of the table after the changes do not allow together. */
const checkIndexes: Check = (changes, report) => {
  const all = indexesAfter(changes);
  checkIndexNames(all, report);
  checkKeyTypes(all, changes, report);
  checkProjections(all, report);
  checkVectorBilling(all, changes, report);
  checkVectorIndexCount(all, changes, report);
  checkVectorDimensions(all, report);
  checkVectorAttributes(all, changes, report);
};

const checkTagCount: Check = (changes, report) => {
  const { final: count } = tagCounts(changes);
  if (count <= MAX_TAGS || of(changes, "tags").length === 0) return;
  report("tags", `the table would have ${count} tags.`, `remove some with false: at most ${MAX_TAGS} are possible.`);
};

const CHECKS: readonly Check[] = [
  checkThroughput,
  checkOtherParts,
  checkIndexCount,
  checkIndexes,
  checkTagCount,
  checkReplicas,
];

function indexPath(name: string): string {
  return `globalSecondaryIndexes.${name}`;
}
