import { CHANGE_LIMITS } from "../../../dynamodb/change-limits.js";
import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import { MAX_TAGS } from "../../../dynamodb/limits.js";
import { ownMember } from "../../../validation/own-member.js";
import type { PlanStep } from "../plan.js";
import { type Changes, of, type StepMaker, step } from "./changes.js";

/** The keys of the tags that change. */
interface TagChanges {
  /** Of new tags, and of those that get another value. */
  readonly set: readonly string[];
  readonly removed: readonly string[];
}

function tagChangesOf(changes: Changes): TagChanges {
  const keys = (isSet: boolean) =>
    of(changes, "tags")
      .filter(({ expected }) => (expected !== undefined) === isSet)
      .map(({ path }) => path.slice("tags.".length));
  return { set: keys(true), removed: keys(false) };
}

/** The number of tags after the changes, also where those that are to be removed are still there. DynamoDB's own do not count. */
export function tagCounts(changes: Changes): { readonly final: number; readonly before: number } {
  const { set, removed } = tagChangesOf(changes);
  const there = Object.keys(changes.actual.tags ?? {}).filter((key) => !key.startsWith("aws:"));
  const before = new Set([...there, ...set]).size;
  return { final: before - removed.length, before };
}

/** Adds, changes and removes tags, by one request for each: DynamoDB locks the tags for a moment after it. */
export const tagSteps: StepMaker = (changes) => {
  const { set, removed } = tagChangesOf(changes);
  const steps = [
    ...(set.length > 0 ? [addStep(changes, set)] : []),
    ...(removed.length > 0 ? [removeStep(changes, removed)] : []),
  ];
  // Values first, unless there is no room for them.
  const inOrder = tagCounts(changes).before > MAX_TAGS ? steps.reverse() : steps;
  return inOrder.map((each, place) =>
    place === 0 ? each : { ...each, secondsAfterPrevious: CHANGE_LIMITS.tags.cooldownSeconds[1] },
  );
};

function addStep(changes: Changes, keys: readonly string[]): PlanStep {
  const values = keys.map((key) => [key, String(ownMember(changes.wanted.tags, key))] as const);
  return step({
    action: "addTags",
    target: "tags",
    before: valuesBefore(changes, keys),
    after: Object.fromEntries(values),
    reason: `The table does not have ${named(keys)} as defined.`,
    waitsFor: "tags visible",
    usualSeconds: USUAL_SECONDS.tags,
    operation: "TagResource",
    input: { ResourceArn: changes.description.TableArn, Tags: values.map(([Key, Value]) => ({ Key, Value })) },
  });
}

function removeStep(changes: Changes, keys: readonly string[]): PlanStep {
  return step({
    action: "removeTags",
    target: "tags",
    before: valuesBefore(changes, keys),
    reason: `The table has ${named(keys)}, which the definition removes.`,
    waitsFor: "tags visible",
    usualSeconds: USUAL_SECONDS.tags,
    operation: "UntagResource",
    input: { ResourceArn: changes.description.TableArn, TagKeys: [...keys] },
  });
}

function valuesBefore({ actual }: Changes, keys: readonly string[]): object | undefined {
  const there = Object.entries(actual.tags ?? {}).filter(([key]) => keys.includes(key));
  return there.length === 0 ? undefined : Object.fromEntries(there);
}

function named(keys: readonly string[]): string {
  return `${keys.length === 1 ? "tag" : "tags"} ${keys.join(", ")}`;
}
