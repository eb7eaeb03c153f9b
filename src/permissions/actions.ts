import type { OperationName } from "../dynamodb/operations.js";
import { COPY_ITEMS, type MethodName, operationsOf, type SentOperation } from "./method-operations.js";

/** An action that IAM has to allow, and the calls that need it. */
export interface NeededAction extends Omit<SentOperation, "operation" | "alsoActions"> {
  /** Without its prefix `dynamodb:`. */
  readonly action: string;
}

const ITEMS_OF_RESTORE: readonly NeededAction[] = COPY_ITEMS.map((action) => ({ action }));

/** The actions of operations that need others than the one of their name. */
const ACTIONS: { readonly [O in OperationName]?: readonly NeededAction[] } = {
  CreateTable: [
    { action: "CreateTable" },
    { action: "TagResource", options: ["tags"] },
    { action: "PutResourcePolicy", options: ["resourcePolicy"] },
  ],
  RestoreTableFromBackup: [{ action: "RestoreTableFromBackup", options: ["backup"] }, ...ITEMS_OF_RESTORE],
  RestoreTableToPointInTime: [{ action: "RestoreTableToPointInTime", options: ["from"] }, ...ITEMS_OF_RESTORE],
  TransactGetItems: [{ action: "GetItem" }],
  TransactWriteItems: [
    { action: "PutItem", options: ["transactPut"] },
    { action: "UpdateItem", options: ["transactUpdate"] },
    { action: "DeleteItem", options: ["transactDelete"] },
    { action: "ConditionCheckItem", options: ["transactCheck"] },
  ],
};

/**
 * The actions that a method needs, each once, with the first of the conditions under which the registry has it. The options of
 * a transaction are the makers of its parts.
 */
export function actionsOf(method: MethodName): NeededAction[] {
  const needed = operationsOf(method).flatMap(({ operation, alsoActions = [], ...when }): readonly NeededAction[] => {
    const own = ACTIONS[operation] ?? [{ action: operation, ...when }];
    return [...own, ...alsoActions.map((action) => ({ action, ...when }))];
  });
  return needed.filter(({ action }, place) => needed.findIndex((other) => other.action === action) === place);
}
