import { USUAL_SECONDS } from "../../../dynamodb/durations.js";
import type { OperationInput } from "../../../dynamodb/operations.js";
import { ownMember } from "../../../validation/own-member.js";
import type { PlanStep } from "../plan.js";
import { type Changes, updateStep } from "./changes.js";
import { type IndexKind, indexChangesOf } from "./index-changes.js";

type Change = Omit<OperationInput<"UpdateTable">, "TableName">;

/** How the deletion of indexes of one kind is described and requested. */
interface Deletion {
  /** What fails without an index. */
  readonly use: "queries" | "searches";
  /** Why an index is deleted and created again. */
  readonly rebuildReason: (name: string) => string;
  readonly change: (name: string) => Change;
}

/** Deletes indexes of one kind, one at a time: those that are not wanted, and those that differ in what cannot be changed. */
export function deletionSteps(changes: Changes, kind: IndexKind, { use, rebuildReason, change }: Deletion): PlanStep[] {
  const { removed, rebuilt } = indexChangesOf(changes, kind);
  const deletion = (name: string, reason: string, destroyed: string): PlanStep =>
    updateStep(changes, {
      action: "deleteIndex",
      target: `index ${name}`,
      before: ownMember<unknown>(changes.actual[kind], name),
      reason,
      destroys: [destroyed],
      waitsFor: `index ${name} gone`,
      usualSeconds: USUAL_SECONDS.deleteIndex,
      change: change(name),
    });
  return [
    ...removed.map((name) => deletion(name, "The index is to be removed.", `index ${name}: ${use} on it fail`)),
    ...rebuilt.map((name) =>
      deletion(name, rebuildReason(name), `index ${name}: ${use} on it fail until it is created again`),
    ),
  ];
}

/** How the creation of indexes of one kind is requested. */
interface Creation<T extends object> {
  readonly wanted: Readonly<Record<string, T>> | undefined;
  /** From the request until an index is ACTIVE. */
  readonly usualSeconds: NonNullable<PlanStep["usualSeconds"]>;
  readonly change: (name: string, index: T) => Change;
}

/** Adds indexes of one kind, one at a time. */
export function creationSteps<T extends object>(
  changes: Changes,
  kind: IndexKind,
  { wanted, usualSeconds, change }: Creation<T>,
): PlanStep[] {
  const { added, rebuilt } = indexChangesOf(changes, kind);
  return [...rebuilt, ...added].flatMap((name) => {
    const index = ownMember(wanted, name);
    if (index === undefined) return [];
    return updateStep(changes, {
      action: "addIndex",
      target: `index ${name}`,
      after: index,
      reason: rebuilt.includes(name) ? "It was deleted by an earlier step." : "The table has no such index.",
      waitsFor: `index ${name} ACTIVE`,
      usualSeconds,
      change: change(name, index),
    });
  });
}
