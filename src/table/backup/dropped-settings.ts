import { canonicalPolicy } from "../definition/canonical-policy.js";
import { normaliseObserved, type ObservedTable } from "../definition/normalise-description.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import type { SeparateSetting } from "../update/read-settings.js";

/** The settings that a restore drops and that a description does not have. */
export const DROPPED_SEPARATE_SETTINGS: readonly SeparateSetting[] = [
  "timeToLive",
  "pointInTimeRecovery",
  "contributorInsights",
  "tags",
  "resourcePolicy",
];

/**
 * The settings of a source that a restore drops, as the restored table should have them.
 *
 * @param targetArn - The ARN of the restored table, which its policy names instead of the source.
 */
export function droppedSettings(source: ObservedTable, targetArn: string): NormalisedTable {
  const {
    stream,
    timeToLive,
    pointInTimeRecovery,
    contributorInsights,
    tags,
    deletionProtection,
    tableClass,
    resourcePolicy: _,
  } = normaliseObserved(source);
  // DynamoDB's own tags cannot be written.
  const ownTags = Object.entries(tags ?? {}).filter(([key]) => !key.startsWith("aws:"));
  return {
    stream,
    timeToLive,
    pointInTimeRecovery,
    contributorInsights,
    tags: Object.fromEntries(ownTags),
    deletionProtection,
    tableClass,
    ...(source.resourcePolicy && {
      resourcePolicy: canonicalPolicy(renamed(source.resourcePolicy, source.description.TableArn, targetArn)),
    }),
  };
}

/** A policy for another table: DynamoDB accepts only one that names its own table. */
function renamed(policy: string, sourceArn = "", targetArn: string): string {
  // An ARN ends with the text, or with the name of an index.
  return policy.replaceAll(`${sourceArn}"`, `${targetArn}"`).replaceAll(`${sourceArn}/`, `${targetArn}/`);
}
