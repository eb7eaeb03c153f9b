import { actionsOf } from "./actions.js";
import type { MethodName } from "./method-operations.js";

/** A policy of IAM. */
export interface Policy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly PolicyStatement[];
}

interface PolicyStatement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
}

/**
 * What an action is allowed on: a table, a table with its indexes or its backups, nothing smaller than the account, or
 * indexes alone.
 */
type ResourceKind = "table" | "indexes" | "backups" | "all" | "searched";

/** The policy that allows methods, with all of their options, on tables. */
export function policyFor(methods: readonly MethodName[], ...tableArns: readonly string[]): Policy {
  return policyOf(
    methods.flatMap(actionsOf).map(({ action }) => action),
    tableArns,
  );
}

/** The policy that allows actions, given without their prefix `dynamodb:`, on tables. */
export function policyOf(allowed: readonly string[], tableArns: readonly string[]): Policy {
  const actions = [...new Set(allowed)].toSorted();
  const resources: Readonly<Record<ResourceKind, readonly string[]>> = {
    table: tableArns,
    indexes: tableArns.flatMap((arn) => [arn, `${arn}/index/*`]),
    backups: tableArns.flatMap((arn) => [arn, `${arn}/backup/*`]),
    all: ["*"],
    searched: tableArns.map((arn) => `${arn}/index/*`),
  };
  const kinds = Object.keys(resources) as ResourceKind[]; // its own keys
  const Statement = kinds.flatMap((kind): PolicyStatement[] => {
    const Action = actions.filter((action) => kindOf(action) === kind).map((action) => `dynamodb:${action}`);
    return Action.length === 0 ? [] : [{ Effect: "Allow", Action, Resource: resources[kind] }];
  });
  return { Version: "2012-10-17", Statement };
}

function kindOf(action: string): ResourceKind {
  if (action === "ListTables" || action === "ListBackups") return "all";
  if (["DeleteBackup", "DescribeBackup", "RestoreTableFromBackup"].includes(action)) return "backups";
  if (action === "SearchVectors") return "searched";
  return action === "Query" || action === "Scan" ? "indexes" : "table";
}
