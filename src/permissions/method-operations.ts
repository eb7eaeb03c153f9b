import type { OperationName } from "../dynamodb/operations.js";

/** An operation that a method may send. */
export interface SentOperation {
  readonly operation: OperationName;
  /**
   * Sent only by calls with one of these options: `"tags"`, or `"keepFinalBackup: false"` where only that value matters.
   * Absent if any call may send it.
   */
  readonly options?: readonly string[];
  /** Sent only by calls with this value of the option `ifDifferent`. */
  readonly ifDifferent?: "update" | "recreate";
  /** Further actions that AWS needs for it, in the regions of replicas. */
  readonly alsoActions?: readonly string[];
}

const DESCRIBE: SentOperation = { operation: "DescribeTable" };

/** Reads what a definition mentions and the table's description does not have. */
const READ_MENTIONED: readonly SentOperation[] = [
  { operation: "DescribeTimeToLive", options: ["timeToLive"] },
  { operation: "DescribeContinuousBackups", options: ["pointInTimeRecovery", "replicas"] },
  { operation: "DescribeContributorInsights", options: ["contributorInsights", "replicas"] },
  { operation: "ListTagsOfResource", options: ["tags", "prune", "replicas"] },
  { operation: "GetResourcePolicy", options: ["resourcePolicy", "replicas"] },
];

/** Reads all of a table. */
const READ_ALL: readonly SentOperation[] = [
  DESCRIBE,
  ...READ_MENTIONED.map(({ operation }) => ({ operation })),
  { operation: "DescribeKinesisStreamingDestination" },
];

/** The settings that DynamoDB accepts only once a table is ACTIVE. */
const ENABLE_AFTER_CREATION: readonly SentOperation[] = [
  { operation: "UpdateTimeToLive", options: ["timeToLive"] },
  { operation: "UpdateContinuousBackups", options: ["pointInTimeRecovery", "replicas"] },
  { operation: "UpdateContributorInsights", options: ["contributorInsights", "replicas"] },
];

const PUT_TAGS_AND_POLICY: readonly SentOperation[] = [
  { operation: "TagResource", options: ["tags", "replicas"] },
  { operation: "PutResourcePolicy", options: ["resourcePolicy", "replicas"] },
];

const REMOVE_TAGS_AND_POLICY: readonly SentOperation[] = [
  { operation: "UntagResource", options: ["tags", "prune", "replicas"] },
  { operation: "DeleteResourcePolicy", options: ["resourcePolicy: false", "replicas"] },
];

/** How DynamoDB fills a new replica or a restored table with items, in the name of the caller. */
export const COPY_ITEMS = [
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "UpdateItem",
] as const;

/** What DynamoDB does in the region of a new replica on behalf of the caller. */
const ADD_REPLICA: SentOperation = {
  operation: "UpdateTable",
  alsoActions: ["CreateTable", "CreateTableReplica", ...COPY_ITEMS],
};
/** The same in the region of a replica that is removed. */
const REMOVE_REPLICA: SentOperation = { operation: "UpdateTable", alsoActions: ["DeleteTable", "DeleteTableReplica"] };
/** A strongly consistent global table begins as an empty table without time to live. */
const BEGIN_STRONG: readonly SentOperation[] = [
  { operation: "Scan", options: ['consistency: "STRONG"'] },
  { operation: "DescribeTimeToLive", options: ['consistency: "STRONG"'] },
];
/** The settings of a replica that are read and changed in its region, with the options of createTable. */
const REGIONAL: readonly SentOperation[] = [
  { operation: "DescribeContinuousBackups", options: ["pointInTimeRecovery"] },
  { operation: "DescribeContributorInsights", options: ["contributorInsights"] },
  { operation: "ListTagsOfResource", options: ["tags"] },
  { operation: "GetResourcePolicy", options: ["resourcePolicy"] },
  { operation: "UpdateContinuousBackups", options: ["pointInTimeRecovery"] },
  { operation: "UpdateContributorInsights", options: ["contributorInsights"] },
  { operation: "TagResource", options: ["tags"] },
  { operation: "UntagResource", options: ["tags"] },
  { operation: "PutResourcePolicy", options: ["resourcePolicy"] },
  { operation: "DeleteResourcePolicy", options: ["resourcePolicy: false"] },
];

const CHANGE_SETTINGS = [...ENABLE_AFTER_CREATION, ...PUT_TAGS_AND_POLICY, ...REMOVE_TAGS_AND_POLICY];

/** A wait until a vector index is settled searches it. Without this permission, it does not. */
const SETTLE_VECTORS: SentOperation = { operation: "SearchVectors", options: ["vectorIndexes"] };

const CREATE: readonly SentOperation[] = [
  { operation: "CreateTable" },
  DESCRIBE,
  SETTLE_VECTORS,
  ...ENABLE_AFTER_CREATION,
  { operation: "UpdateTable", options: ["replicas"] },
  { operation: "TagResource", options: ["replicas"] },
  { operation: "ListTagsOfResource", options: ["replicas"] },
  { operation: "PutResourcePolicy", options: ["replicas"] },
  { operation: "GetResourcePolicy", options: ["replicas"] },
  ...BEGIN_STRONG,
];

/** Creates a table like one that exists. */
const CREATE_LIKE: readonly SentOperation[] = [{ operation: "CreateTable" } as const, ...ENABLE_AFTER_CREATION].map(
  ({ operation }) => ({ operation }),
);

const ENSURE: readonly SentOperation[] = [
  DESCRIBE,
  { operation: "CreateTable" },
  SETTLE_VECTORS,
  ...READ_MENTIONED,
  ...ENABLE_AFTER_CREATION,
  ...PUT_TAGS_AND_POLICY,
  ...[{ operation: "UpdateTable" } as const, ...REMOVE_TAGS_AND_POLICY].map(
    (sent): SentOperation => ({ ...sent, ifDifferent: "update" }),
  ),
  // A replica that is missing is completed, as are the settings after creation.
  { operation: "UpdateTable", options: ["replicas"] },
  { operation: "DeleteTable", ifDifferent: "recreate" },
  ...BEGIN_STRONG,
];

const VERIFY: readonly SentOperation[] = [DESCRIBE, SETTLE_VECTORS, ...READ_MENTIONED];

const DELETE: readonly SentOperation[] = [
  { operation: "DeleteTable" },
  DESCRIBE,
  { operation: "UpdateTable", options: ["disableProtection"] },
  { operation: "UpdateContinuousBackups", options: ["keepFinalBackup: false"] },
];

/** Without settings it reads those of the source, and applies what a restore drops. */
const RESTORE: readonly SentOperation[] = [
  ...READ_ALL.filter(({ operation }) => operation !== "DescribeKinesisStreamingDestination"),
  { operation: "DescribeBackup", options: ["backup"] },
  { operation: "RestoreTableFromBackup", options: ["backup"] },
  { operation: "RestoreTableToPointInTime", options: ["from"] },
  { operation: "UpdateTable" },
  { operation: "SearchVectors", options: ["wait"] },
  ...[...ENABLE_AFTER_CREATION, ...PUT_TAGS_AND_POLICY].map(({ operation }) => ({ operation })),
];

/**
 * The operations that each method may send, of the client, of models, items and indexes, which share names where they send
 * the same. A blocking twin sends what its method sends.
 */
export const METHOD_OPERATIONS = {
  createTable: CREATE,
  createTables: CREATE,
  tableExists: [DESCRIBE],
  describeTable: [DESCRIBE],
  waitForTableActive: [DESCRIBE, { operation: "SearchVectors", options: ['until: "settled"'] }],
  waitForTableDeleted: [DESCRIBE],
  listTables: [{ operation: "ListTables" }],
  createBackup: [{ operation: "CreateBackup" }, { operation: "DescribeBackup", options: ["wait"] }],
  listBackups: [{ operation: "ListBackups" }],
  deleteBackup: [{ operation: "DeleteBackup" }],
  restoreTable: RESTORE,
  ensureTable: ENSURE,
  ensureTables: ENSURE,
  updateTable: [
    DESCRIBE,
    { operation: "UpdateTable" },
    SETTLE_VECTORS,
    ...READ_MENTIONED,
    ...CHANGE_SETTINGS,
    ...BEGIN_STRONG,
  ],
  planTable: READ_ALL,
  planTables: READ_ALL,
  // Which of them is for the plan to say.
  applyPlan: [
    ...READ_ALL,
    { operation: "SearchVectors" },
    { operation: "UpdateTable" },
    ...CHANGE_SETTINGS.map(({ operation }) => ({ operation })),
    { operation: "CreateTable" },
  ],
  createGlobalTable: [
    DESCRIBE,
    ADD_REPLICA,
    ...REGIONAL.map(({ operation }): SentOperation => ({ operation, options: ["replicas"] })),
    ...BEGIN_STRONG,
    { operation: "UpdateTable", options: ["witness"], alsoActions: ["CreateGlobalTableWitness"] },
  ],
  addReplica: [DESCRIBE, ADD_REPLICA, ...REGIONAL],
  removeReplica: [DESCRIBE, REMOVE_REPLICA],
  verifyTable: VERIFY,
  verifyTables: VERIFY,
  deleteTable: DELETE,
  deleteTables: DELETE,
  migrateItems: [{ operation: "Scan" }, { operation: "UpdateItem" }, { operation: "GetItem" }],
  truncateTable: [
    DESCRIBE,
    { operation: "Scan" },
    { operation: "BatchWriteItem" },
    ...[...READ_ALL.slice(1), { operation: "DeleteTable" } as const, ...CREATE_LIKE].map(
      ({ operation }): SentOperation => ({ operation, options: ['how: "recreate"'] }),
    ),
  ],
  // Which settings the clone gets is for the table to say.
  cloneTable: [...READ_ALL, ...CREATE_LIKE, { operation: "Scan" }, { operation: "BatchWriteItem" }],
  exportItems: [DESCRIBE, { operation: "Scan" }],
  importItems: [DESCRIBE, { operation: "BatchWriteItem" }],
  get: [{ operation: "GetItem" }],
  query: [{ operation: "Query" }],
  scan: [{ operation: "Scan" }],
  count: [{ operation: "Query" }, { operation: "Scan" }],
  search: [{ operation: "SearchVectors" }],
  searchVectors: [{ operation: "SearchVectors" }],
  put: [{ operation: "PutItem" }],
  save: [{ operation: "PutItem" }],
  update: [{ operation: "UpdateItem" }],
  delete: [{ operation: "DeleteItem" }],
  batchGet: [{ operation: "BatchGetItem" }],
  batchWrite: [{ operation: "BatchWriteItem" }],
  transactGet: [{ operation: "TransactGetItems" }],
  transactWrite: [{ operation: "TransactWriteItems" }],
  /** What the command is. */
  send: [],
} as const satisfies Readonly<Record<string, readonly SentOperation[]>>;

/** A method that sends requests. */
export type MethodName = keyof typeof METHOD_OPERATIONS;

/** The operations that a method may send, with these options or with any. */
export function operationsOf(
  method: MethodName,
  options?: Readonly<Record<string, unknown>>,
): readonly SentOperation[] {
  const all: readonly SentOperation[] = METHOD_OPERATIONS[method];
  if (options === undefined) return all;
  const given = new Set(
    Object.entries(options).flatMap(([name, value]) => [name, `${name}: ${JSON.stringify(value)}`]),
  );
  return all.filter(
    ({ options: needed, ifDifferent }) =>
      (needed === undefined || needed.some((option) => given.has(option))) &&
      (ifDifferent === undefined || ifDifferent === options["ifDifferent"]),
  );
}
