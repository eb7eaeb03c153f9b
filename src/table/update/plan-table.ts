import type { TableDescription } from "@aws-sdk/client-dynamodb";
import type { Deadline } from "../../procedure/deadline.js";
import type { Procedure } from "../../procedure/procedure.js";
import type { TableContext } from "../context.js";
import { createTableCall, refuseUnscaled } from "../create/create-table-call.js";
import type { NotCompared } from "../definition/differences.js";
import { replicasOf } from "../definition/normalise-replicas.js";
import { createTableOptions } from "../definition/option-readers.js";
import type { CreateTableOptions } from "../definition/options.js";
import { readDefinition } from "../definition/read-definition.js";
import { makePlan } from "./make-plan.js";
import type { PlanTableOptions } from "./options.js";
import type { TablePlan } from "./plan.js";
import { onlyAtCreation, type ReadChanges } from "./read-changes.js";
import { type ReadTable, readSettings, SEPARATE_SETTINGS } from "./read-settings.js";
import { describeForSure, withReplicas } from "./read-table.js";
import { creationSteps } from "./steps/creation-steps.js";

/** Makes the plan that turns a table into what a definition says. Sends requests that only read. */
export function* planTable(
  context: TableContext,
  tableName: string,
  { wanted, removals, options }: ReadChanges<PlanTableOptions>,
  deadline: Deadline,
): Procedure<TablePlan> {
  const description = yield* describeForSure(context, tableName, deadline);
  if (description === undefined || description.TableStatus === "DELETING") return planCreation(tableName, options);
  const { observed: own, unread: missing } = yield* readAll(description, deadline);
  const { observed, unread: ofReplicas } = yield* withReplicas(own, wanted, { notesUnread: true, deadline });
  const reason = "It is sent only when the table is created.";
  const unread = [
    ...missing,
    ...ofReplicas,
    ...onlyAtCreation(options).map((target) => ({ target, reason })),
    ...(wanted.consistency === "STRONG" && replicasOf(description).length === 0 ? [ITEMS] : []),
  ];
  return makePlan({ tableName, wanted, removals, observed, unread, timeOfDay: context.timeOfDay() });
}

const ITEMS: NotCompared = {
  target: "items",
  reason: "A strongly consistent global table begins empty, and a plan reads no items.",
};

/** Reads everything of a table. What cannot be read is noted. */
function* readAll(description: TableDescription, deadline: Deadline): Procedure<ReadTable> {
  if (description.TableStatus !== "CREATING")
    return yield* readSettings(description, { settings: SEPARATE_SETTINGS, notesUnread: true, deadline });
  const reason = "DynamoDB shows it only once the table is ACTIVE, and the table is being created.";
  return { observed: { description }, unread: [{ target: "settings after creation, tags and policy", reason }] };
}

/** The plan for a table that is not there. */
function planCreation(tableName: string, options: PlanTableOptions): TablePlan {
  const { prune: _, dropIndexes: __, ...given } = options;
  const definition = given as CreateTableOptions; // the reader says what is missing
  const { request } = readDefinition(tableName, definition, createTableOptions, (read) => read);
  const call = createTableCall(tableName, request);
  refuseUnscaled(call);
  return {
    formatVersion: 1,
    tableName,
    exists: false,
    steps: creationSteps(call),
    unmanaged: [],
    notCompared: [],
    basedOn: {},
  };
}
