/** Every operation of DynamoDB. */
export const OPERATION_NAMES: readonly string[] = `
  BatchExecuteStatement BatchGetItem BatchWriteItem CancelBulkOperation CreateBackup CreateGlobalTable CreateTable
  DeleteBackup DeleteItem DeleteResourcePolicy DeleteTable DescribeBackup DescribeBulkOperation
  DescribeContinuousBackups DescribeContributorInsights DescribeEndpoints DescribeExport DescribeGlobalTable
  DescribeGlobalTableSettings DescribeImport DescribeKinesisStreamingDestination DescribeLimits DescribeTable
  DescribeTableReplicaAutoScaling DescribeTimeToLive DisableKinesisStreamingDestination
  EnableKinesisStreamingDestination ExecuteStatement ExecuteTransaction ExportTableToPointInTime GetItem
  GetResourcePolicy ImportTable ListBackups ListBulkOperations ListContributorInsights ListExports ListGlobalTables
  ListImports ListTables ListTagsOfResource PutItem PutResourcePolicy Query RestoreTableFromBackup
  RestoreTableToPointInTime Scan SearchVectors StartBulkPutItems TagResource TransactGetItems TransactWriteItems
  UntagResource UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable UpdateGlobalTableSettings
  UpdateItem UpdateKinesisStreamingDestination UpdateTable UpdateTableReplicaAutoScaling UpdateTimeToLive
`
  .trim()
  .split(/\s+/);

/** Every operation of DynamoDB Streams, which is a service of its own. */
export const STREAM_OPERATION_NAMES: readonly string[] = [
  "DescribeStream",
  "GetRecords",
  "GetShardIterator",
  "ListStreams",
];
