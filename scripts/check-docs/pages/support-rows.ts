/** A kind of operations, and what DynamoDB Local does by the documentation of AWS. */
export interface OperationGroup {
  readonly kind: string;
  readonly operations: string;
  /** Added to the column of the emulator, which is that of its registry. */
  readonly note?: string;
  readonly local: string;
  /** Whether the short table of the README has it. */
  readonly isShort?: true;
}

const NOT_STATED = "not stated";

/** All operations of DynamoDB and of DynamoDB Streams. */
export const GROUPS: readonly OperationGroup[] = [
  {
    kind: "items, queries, batches",
    operations: "GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem",
    local: "yes; segments of a scan are ignored",
    isShort: true,
  },
  {
    kind: "transactions",
    operations: "TransactGetItems TransactWriteItems",
    local: "yes, without conflicts",
    isShort: true,
  },
  {
    kind: "PartiQL",
    operations: "ExecuteStatement BatchExecuteStatement ExecuteTransaction",
    local: "yes",
    isShort: true,
  },
  {
    kind: "streams",
    operations: "ListStreams DescribeStream GetShardIterator GetRecords",
    local: "yes",
    isShort: true,
  },
  {
    kind: "tables",
    operations: "CreateTable UpdateTable DeleteTable DescribeTable ListTables",
    local: "yes; provisioned throughput is ignored",
  },
  {
    kind: "limits and endpoints of the account",
    operations: "DescribeLimits DescribeEndpoints",
    local: NOT_STATED,
  },
  {
    kind: "time to live",
    operations: "UpdateTimeToLive DescribeTimeToLive",
    note: "expired items are deleted",
    local: NOT_STATED,
    isShort: true,
  },
  { kind: "tags", operations: "TagResource UntagResource ListTagsOfResource", local: NOT_STATED },
  {
    kind: "point-in-time recovery",
    operations: "UpdateContinuousBackups DescribeContinuousBackups RestoreTableToPointInTime",
    local: "no",
  },
  {
    kind: "backups",
    operations: "CreateBackup DeleteBackup DescribeBackup ListBackups RestoreTableFromBackup",
    local: NOT_STATED,
  },
  {
    kind: "resource policies",
    operations: "PutResourcePolicy GetResourcePolicy DeleteResourcePolicy",
    note: "not enforced",
    local: NOT_STATED,
  },
  {
    kind: "contributor insights",
    operations: "UpdateContributorInsights DescribeContributorInsights ListContributorInsights",
    note: "no requests are counted",
    local: NOT_STATED,
  },
  {
    kind: "Kinesis streaming destinations",
    operations:
      "EnableKinesisStreamingDestination UpdateKinesisStreamingDestination DisableKinesisStreamingDestination " +
      "DescribeKinesisStreamingDestination",
    note: "nothing is written to Kinesis",
    local: NOT_STATED,
  },
  {
    kind: "global tables of version 2017.11.29",
    operations:
      "CreateGlobalTable UpdateGlobalTable DescribeGlobalTable DescribeGlobalTableSettings ListGlobalTables " +
      "UpdateGlobalTableSettings",
    note: "these two are refused, as by AWS",
    local: NOT_STATED,
  },
  {
    kind: "auto scaling of replicas",
    operations: "DescribeTableReplicaAutoScaling UpdateTableReplicaAutoScaling",
    local: NOT_STATED,
  },
  { kind: "vector search", operations: "SearchVectors", local: NOT_STATED },
  {
    kind: "exports, imports, bulk operations",
    operations:
      "ExportTableToPointInTime DescribeExport ListExports ImportTable DescribeImport ListImports StartBulkPutItems " +
      "DescribeBulkOperation ListBulkOperations CancelBulkOperation",
    local: NOT_STATED,
  },
];

/** The operations that dynalite has. test/scripts/support-table.test.ts asks it for each operation. */
export const DYNALITE_OPERATIONS: ReadonlySet<string> = new Set(
  (
    "BatchGetItem BatchWriteItem CreateTable DeleteItem DeleteTable DescribeTable DescribeTimeToLive GetItem ListTables " +
    "ListTagsOfResource PutItem Query Scan TagResource UntagResource UpdateItem UpdateTable"
  ).split(" "),
);

/** What is not an operation: what, emulator, DynamoDB Local, dynalite; and whether the README has it. */
export const OTHERS: readonly (readonly [
  what: string,
  ours: string,
  local: string,
  dynalite: string,
  isShort: boolean,
])[] = [
  [
    "durations and states of table changes",
    "as long as on AWS, scaled, or none",
    "tables are ACTIVE at once; indexes can be delayed",
    "three fixed times; new and removed indexes are ignored",
    true,
  ],
  ["locks, budgets and limits of table changes", "yes", "no", "no", false],
  ["a clock that tests advance, simulated faults, the list of requests", "yes", NOT_STATED, "no", true],
  ["needs", "Node", "Java, or Docker", "Node", true],
  [
    "starts",
    "on a thread of the test's process, or as a command",
    "a Java virtual machine, or a container",
    "in the test's process, where it cannot answer blocking calls, or as a command",
    false,
  ],
];
