import { actionsOf, type NeededAction } from "../../../src/permissions/actions.js";
import { METHOD_OPERATIONS, type MethodName } from "../../../src/permissions/method-operations.js";
import { policyFor } from "../../../src/permissions/policy.js";
import { tableOf } from "../generated.js";

const METHODS = Object.keys(METHOD_OPERATIONS) as MethodName[]; // its own keys

/** The actions of every method; methods with the same actions share their rows. */
export function permissionsTable(): string {
  const methods = new Map<string, MethodName[]>();
  for (const method of METHODS) {
    const actions = JSON.stringify(actionsOf(method));
    methods.set(actions, [...(methods.get(actions) ?? []), method]);
  }
  const rows = [...methods.values()].flatMap((group) => rowsOf(group));
  return tableOf([["method", "actions `dynamodb:…`", "needed by"], ...rows]);
}

function rowsOf(methods: readonly MethodName[]): string[][] {
  const [first = "send"] = methods;
  const byCondition = new Map<string, string[]>();
  for (const needed of actionsOf(first)) {
    const condition = conditionOf(needed);
    byCondition.set(condition, [...(byCondition.get(condition) ?? []), code(needed.action)]);
  }
  const name = methods.map(code).join(", ");
  if (byCondition.size === 0) return [[name, "those of the command", "any call"]];
  return Array.from(byCondition, ([condition, actions], place) => [
    place === 0 ? name : "",
    actions.join(", "),
    condition,
  ]);
}

function conditionOf({ options = [], ifDifferent }: NeededAction): string {
  const anyOption = options.length > 1 ? `one of ${options.map(code).join(", ")}` : options.map(code).join("");
  const mode = ifDifferent === undefined ? "" : code(`ifDifferent: "${ifDifferent}"`);
  const conditions = [mode, anyOption].filter((condition) => condition !== "");
  return conditions.length === 0 ? "any call" : `calls with ${conditions.join(" and ")}`;
}

function code(text: string): string {
  return `\`${text}\``;
}

const ITEMS: readonly MethodName[] = [
  "get",
  "query",
  "scan",
  "put",
  "update",
  "delete",
  "batchGet",
  "batchWrite",
  "transactGet",
  "transactWrite",
];

/** Tables in one region, and in all of them. */
const ONE_REGION = "arn:aws:dynamodb:eu-west-1:123456789012:table/app-*";
const ALL_REGIONS = "arn:aws:dynamodb:*:123456789012:table/app-*";

/** The jobs that need a policy, the methods that do them, and the tables. */
const JOBS: readonly (readonly [job: string, methods: readonly MethodName[], tableArn?: string])[] = [
  ["An application that reads and writes items", ITEMS],
  ["A review that changes nothing: `planTable`, `verifyTable`, the waits", ["planTable", "verifyTable"]],
  ["A deployment that creates and changes tables, and deletes none", ["createTable", "updateTable", "applyPlan"]],
  [
    "The replicas of global tables, besides a deployment's",
    ["createGlobalTable", "addReplica", "removeReplica"],
    ALL_REGIONS,
  ],
  [
    "Tests and scripts that also delete tables: all methods on tables, and on items",
    ["listTables", "applyPlan", "ensureTable", "deleteTable", ...ITEMS],
  ],
];

/** A policy for each of the usual jobs. */
export function policies(): string {
  return JOBS.map(([job, methods, tableArn = ONE_REGION]) => {
    return `${job}:\n\n\`\`\`json\n${JSON.stringify(policyFor(methods, tableArn), null, 2)}\n\`\`\``;
  }).join("\n\n");
}
