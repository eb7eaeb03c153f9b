import type {
  AddReplicaOptions,
  CreateTableOptions,
  DynamoClient,
  EnsureTableOptions,
  GlobalTableOptions,
  ReplicaOptions,
  TablePlan,
} from "../../src/index.js";
import type { MethodName } from "../../src/permissions/method-operations.js";
import type { Scenario } from "../support/scripted-dynamodb.js";
import type { MethodCall } from "./method-call.js";

const partitionKey = ["pk", "S"] as const;
const there: Scenario = { tables: { users: {} } };
const vectorIndexes = [{ indexName: "by-meaning", vector: "embedding", dimensions: 2, distance: "COSINE" }] as const;
const settled = { until: "settled" } as const;
const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: "*" }],
};

type Options = Omit<CreateTableOptions, "partitionKey" | "encryption" | "kmsKeyId"> &
  Pick<EnsureTableOptions, "ifDifferent" | "prune" | "allowDestroy">;
/** What a call starts from. */
type Start = Omit<MethodCall, "method" | "call">;

const create = (options: Options, start: Start = {}): MethodCall => ({
  ...{ method: "createTable", options, ...start },
  call: (client) => client.createTable("users", { partitionKey, ...options }),
});
const ensure = (options: Options, start: Start = {}): MethodCall => ({
  ...{ method: "ensureTable", options, ...start },
  call: (client) => client.ensureTable("users", { partitionKey, ...options }),
});
const update = (options: Options, start: Start = { scenario: there }): MethodCall => ({
  ...{ method: "updateTable", options, ...start },
  call: (client) => client.updateTable("users", { partitionKey, ...options }),
});
const verify = (options: Options, start: Start = { scenario: there }): MethodCall => ({
  ...{ method: "verifyTable", options, ...start },
  call: (client) => client.verifyTable("users", { partitionKey, ...options }),
});
const remove = (
  options: NonNullable<Parameters<DynamoClient["deleteTable"]>[1]> = {},
  start: Start = { scenario: there },
): MethodCall => ({
  ...{ method: "deleteTable", options: { ...options }, ...start },
  call: (client) => client.deleteTable("users", options),
});

/** Applies a plan that was made before. */
function apply(options: Options, start: Start = { scenario: there }): MethodCall {
  let plan: TablePlan | undefined;
  return {
    ...{ method: "applyPlan", ...start },
    before: async (client) => {
      await start.before?.(client);
      plan = await client.planTable("users", { partitionKey, ...options });
    },
    call: async (client) => await client.applyPlan(plan as TablePlan, { ...start.options, allowDestroy: ["policy"] }), // by `before`
  };
}

/** A table that is there with these settings. */
const on = (options: Options): Start => ({
  before: (client) => client.createTable("users", { partitionKey, ...options, wait: true }),
});
const tagged = on({ tags: { team: "a" } });
const withPolicy = on({ resourcePolicy: policy });
/** The answer to a request is lost. */
const lost = (operation: string, tables: Scenario["tables"] = {}): Start => ({
  scenario: { tables, faults: [{ kind: "dropped", operation, times: 1, commit: true }] },
});

/** Settings that are changed by requests of their own, each alone. */
const AFTER_CREATION: readonly Options[] = [
  { timeToLive: "expires" },
  { pointInTimeRecovery: true },
  { contributorInsights: true },
];
const SETTINGS: readonly Options[] = [...AFTER_CREATION, { tags: { team: "a" } }, { resourcePolicy: policy }];
const CHANGES: readonly Options[] = [...SETTINGS, { billingMode: "PROVISIONED" }];

/** A replica with all settings that have requests of their own, and the same without them. */
const replica: ReplicaOptions = {
  region: "eu-west-1",
  tags: { team: "a" },
  resourcePolicy: policy,
  pointInTimeRecovery: true,
  contributorInsights: true,
};
const plain: ReplicaOptions = {
  region: "eu-west-1",
  tags: { team: false },
  resourcePolicy: false,
  pointInTimeRecovery: false,
  contributorInsights: false,
};
const allowDestroy = ["replica eu-west-1"] as const;
const replicated = on({ replicas: [replica] });
const regions = ["us-east-1", "eu-west-1"];
/** Three regions with strong consistency. */
const strong = { consistency: "STRONG", replicas: [{ region: "us-east-2" }], witness: "us-west-2" } as const;
/** A call that is made for what it reads first: it may be refused for what it has read. */
const beginning = (call: MethodCall): MethodCall => ({ ...call, mayFail: true });

const globalTable = (options: Omit<GlobalTableOptions, "regions">, start: Start): MethodCall => ({
  ...{ method: "createGlobalTable", options, ...start },
  call: (client) => client.createGlobalTable("users", { regions, ...options }),
});
const addReplica = (options: AddReplicaOptions, start: Start = { scenario: there }): MethodCall => ({
  ...{ method: "addReplica", options, ...start },
  call: (client) => client.addReplica("users", "eu-west-1", options),
});
const REPLICA_SETTINGS: readonly AddReplicaOptions[] = [
  { tags: { team: "a" } },
  { resourcePolicy: policy },
  { pointInTimeRecovery: true },
  { contributorInsights: true },
];

/** Calls of the methods on replicas, and of other methods with replicas. */
const REPLICA_CALLS: readonly MethodCall[] = [
  create({ replicas: [replica] }),
  ensure({ replicas: [replica] }, { scenario: there }),
  ensure({ replicas: [replica] }, replicated),
  ensure({ replicas: [plain], ifDifferent: "update", allowDestroy }, replicated),
  update({ replicas: [replica] }, on({ replicas: [{ region: "eu-west-1" }] })),
  update({ replicas: [plain], allowDestroy }, replicated),
  verify({ replicas: [replica] }, replicated),
  globalTable({ replicas: [replica] }, { scenario: there }),
  globalTable({ replicas: [plain], allowDestroy }, replicated),
  ...REPLICA_SETTINGS.flatMap((setting) => [addReplica(setting), addReplica(setting, replicated)]),
  addReplica({ tags: { team: false } }, replicated),
  addReplica({ resourcePolicy: false, allowDestroy }, replicated),
  { method: "removeReplica", ...replicated, call: (client) => client.removeReplica("users", "eu-west-1") },
  ...[create(strong, {}), ...[ensure, update].map((call) => call(strong, { scenario: there }))].map(beginning),
  beginning({
    ...{ method: "createGlobalTable", options: { consistency: "STRONG", witness: "us-west-2" }, scenario: there },
    call: (client) => {
      const options = { regions: ["us-east-1", "us-east-2"], witness: "us-west-2", consistency: "STRONG" } as const;
      return client.createGlobalTable("users", options);
    },
  }),
];

/** Calls of the methods on a table, with each option that causes requests. */
const ONE_TABLE_CALLS: readonly MethodCall[] = [
  ...REPLICA_CALLS,
  create({}),
  create({ wait: true }),
  create({ vectorIndexes, wait: settled }),
  ensure({ vectorIndexes, wait: settled }),
  update({ vectorIndexes, wait: settled }),
  {
    ...{ method: "waitForTableActive", options: { until: "settled" } },
    before: (client) => client.createTable("users", { partitionKey, vectorIndexes }),
    call: (client) => client.waitForTableActive("users", settled),
  },
  create({}, lost("CreateTable")),
  ...SETTINGS.map((setting) => create(setting)),
  { method: "tableExists", call: (client) => client.tableExists("users") },
  { method: "describeTable", scenario: there, call: (client) => client.describeTable("users") },
  { method: "waitForTableActive", scenario: there, call: (client) => client.waitForTableActive("users") },
  { method: "waitForTableDeleted", call: (client) => client.waitForTableDeleted("users") },
  { method: "listTables", scenario: there, call: (client) => client.listTables().next() },
  ensure({}),
  ensure({}, { scenario: there }),
  ...SETTINGS.map((setting) => ensure(setting)),
  ...AFTER_CREATION.map((setting) => ensure(setting, { scenario: there })),
  ...SETTINGS.map((setting) => ensure(setting, on(setting))),
  ensure({ prune: true }, { scenario: there }),
  ...CHANGES.map((change) => ensure({ ...change, ifDifferent: "update" }, { scenario: there })),
  ensure({ tags: { team: false }, ifDifferent: "update" }, tagged),
  ensure({ prune: true, ifDifferent: "update" }, tagged),
  ensure({ resourcePolicy: false, ifDifferent: "update", allowDestroy: ["policy"] }, withPolicy),
  ensure({ billingMode: "PROVISIONED", ifDifferent: "recreate" }, { scenario: there }),
  update({}),
  ...CHANGES.map((change) => update(change)),
  update({ tags: { team: false } }, tagged),
  update({ prune: true }, tagged),
  update({ resourcePolicy: false, allowDestroy: ["policy"] }, withPolicy),
  { method: "planTable", call: (client) => client.planTable("users", { partitionKey }) },
  { method: "planTable", scenario: there, call: (client) => client.planTable("users", { partitionKey }) },
  apply({}, {}),
  apply({ vectorIndexes }, { options: { wait: settled }, scenario: there }),
  ...CHANGES.map((change) => apply(change)),
  apply({ prune: true }, tagged),
  apply({ resourcePolicy: false }, withPolicy),
  verify({}),
  verify({ vectorIndexes, wait: settled }, on({ vectorIndexes })),
  ...SETTINGS.map((setting) => verify(setting, on(setting))),
  verify({ prune: true }),
  remove(),
  remove({ wait: true }),
  remove({ ifExists: true }, {}),
  remove({}, lost("DeleteTable", there.tables)),
  remove({ disableProtection: true }, { scenario: { tables: { users: { DeletionProtectionEnabled: true } } } }),
  remove({ keepFinalBackup: false }, on({ pointInTimeRecovery: true })),
];

/** The same call on a list with the table, of a method that has such a form. */
function inList({ method, options = {}, ...start }: MethodCall): MethodCall[] {
  const table = ["users", { partitionKey, ...options }] as [string, CreateTableOptions]; // as in the calls above
  const calls: { readonly [M in MethodName]?: readonly [MethodName, MethodCall["call"]] } = {
    createTable: ["createTables", (client) => client.createTables([table])],
    ensureTable: ["ensureTables", (client) => client.ensureTables([table])],
    planTable: ["planTables", (client) => client.planTables([table])],
    verifyTable: ["verifyTables", (client) => client.verifyTables([table])],
    deleteTable: ["deleteTables", (client) => client.deleteTables(["users"], options)],
  };
  const [many, call] = calls[method] ?? [];
  return many === undefined || call === undefined ? [] : [{ ...start, method: many, options, call }];
}

/** Calls of the methods on tables, with each option that causes requests. */
export const TABLE_CALLS: readonly MethodCall[] = [...ONE_TABLE_CALLS, ...ONE_TABLE_CALLS.flatMap(inList)];
