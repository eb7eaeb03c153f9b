import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { isRetryable } from "../../dynamodb/error-predicates.js";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import { retry } from "../../procedure/retry.js";
import type { TableContext } from "../context.js";
import type { Removals } from "../definition/differences.js";
import type { ObservedTable } from "../definition/normalise-description.js";
import { replicasOf } from "../definition/normalise-replicas.js";
import type { NormalisedTable } from "../definition/normalised-table.js";
import { describeIfExists } from "../describe.js";
import { readHasItems, readReplicas } from "./read-replicas.js";
import { type ReadTable, readSettings, SEPARATE_SETTINGS, type SeparateSetting } from "./read-settings.js";

/** Describes a table that may not be there, past faults that pass by themselves. */
export function* describeForSure(
  context: TableContext,
  tableName: string,
  deadline: Deadline,
): Procedure<TableDescription | undefined> {
  return yield* retry(() => describeIfExists(context, tableName, deadline.readTimeoutMs), {
    mayRetry: isRetryable,
    deadline,
  });
}

/** The settings apart from the description that a definition mentions. */
function mentionedSettings(wanted: NormalisedTable, { prune = false }: Removals): SeparateSetting[] {
  return SEPARATE_SETTINGS.filter((setting) => wanted[setting] !== undefined || (setting === "tags" && prune));
}

/** Reads what a definition mentions of a table. Throws where it may not be read. */
export function* readMentioned(
  description: TableDescription,
  wanted: NormalisedTable,
  removals: Removals,
  deadline: Deadline,
): Procedure<ReadTable> {
  const settings = mentionedSettings(wanted, removals);
  const { observed } = yield* readSettings(description, { settings, notesUnread: false, deadline });
  return yield* withReplicas(observed, wanted, { notesUnread: false, deadline });
}

/** Adds what a definition mentions of replicas. */
export function* withReplicas(
  observed: ObservedTable,
  wanted: NormalisedTable,
  options: { readonly notesUnread: boolean; readonly deadline: Deadline },
): Procedure<ReadTable> {
  const { description } = observed;
  const { unread, ...read } = yield* readReplicas(description, { mentioned: wanted.replicas, ...options });
  return { observed: { ...observed, ...read }, unread };
}

/** Adds what decides on whether a table becomes a strongly consistent global table, where a definition asks for that. */
export function* withStrongNeeds(
  observed: ObservedTable,
  { consistency, replicas }: NormalisedTable,
  deadline: Deadline,
): Procedure<ObservedTable> {
  const { description } = observed;
  const begins = consistency === "STRONG" && replicas !== undefined && replicasOf(description).length === 0;
  if (!begins) return observed;
  const hasItems = yield* readHasItems(description, deadline);
  if (observed.timeToLive !== undefined) return { ...observed, hasItems };
  const settings = ["timeToLive"] as const;
  const { observed: read } = yield* readSettings(description, { settings, notesUnread: false, deadline });
  return { ...observed, timeToLive: read.timeToLive, hasItems };
}
