import type * as Sdk from "@aws-sdk/client-dynamodb";

/** Every DynamoDB operation that dynatwin sends, with the type of its input and of its answer. */
export interface Operations {
  BatchGetItem: [Sdk.BatchGetItemCommandInput, Sdk.BatchGetItemCommandOutput];
  BatchWriteItem: [Sdk.BatchWriteItemCommandInput, Sdk.BatchWriteItemCommandOutput];
  CreateBackup: [Sdk.CreateBackupCommandInput, Sdk.CreateBackupCommandOutput];
  CreateTable: [Sdk.CreateTableCommandInput, Sdk.CreateTableCommandOutput];
  DeleteBackup: [Sdk.DeleteBackupCommandInput, Sdk.DeleteBackupCommandOutput];
  DeleteItem: [Sdk.DeleteItemCommandInput, Sdk.DeleteItemCommandOutput];
  DeleteResourcePolicy: [Sdk.DeleteResourcePolicyCommandInput, Sdk.DeleteResourcePolicyCommandOutput];
  DeleteTable: [Sdk.DeleteTableCommandInput, Sdk.DeleteTableCommandOutput];
  DescribeBackup: [Sdk.DescribeBackupCommandInput, Sdk.DescribeBackupCommandOutput];
  DescribeContinuousBackups: [Sdk.DescribeContinuousBackupsCommandInput, Sdk.DescribeContinuousBackupsCommandOutput];
  DescribeContributorInsights: [
    Sdk.DescribeContributorInsightsCommandInput,
    Sdk.DescribeContributorInsightsCommandOutput,
  ];
  DescribeKinesisStreamingDestination: [
    Sdk.DescribeKinesisStreamingDestinationCommandInput,
    Sdk.DescribeKinesisStreamingDestinationCommandOutput,
  ];
  DescribeTable: [Sdk.DescribeTableCommandInput, Sdk.DescribeTableCommandOutput];
  DescribeTimeToLive: [Sdk.DescribeTimeToLiveCommandInput, Sdk.DescribeTimeToLiveCommandOutput];
  GetItem: [Sdk.GetItemCommandInput, Sdk.GetItemCommandOutput];
  GetResourcePolicy: [Sdk.GetResourcePolicyCommandInput, Sdk.GetResourcePolicyCommandOutput];
  ListBackups: [Sdk.ListBackupsCommandInput, Sdk.ListBackupsCommandOutput];
  ListTables: [Sdk.ListTablesCommandInput, Sdk.ListTablesCommandOutput];
  ListTagsOfResource: [Sdk.ListTagsOfResourceCommandInput, Sdk.ListTagsOfResourceCommandOutput];
  PutItem: [Sdk.PutItemCommandInput, Sdk.PutItemCommandOutput];
  PutResourcePolicy: [Sdk.PutResourcePolicyCommandInput, Sdk.PutResourcePolicyCommandOutput];
  Query: [Sdk.QueryCommandInput, Sdk.QueryCommandOutput];
  RestoreTableFromBackup: [Sdk.RestoreTableFromBackupCommandInput, Sdk.RestoreTableFromBackupCommandOutput];
  RestoreTableToPointInTime: [Sdk.RestoreTableToPointInTimeCommandInput, Sdk.RestoreTableToPointInTimeCommandOutput];
  Scan: [Sdk.ScanCommandInput, Sdk.ScanCommandOutput];
  SearchVectors: [Sdk.SearchVectorsCommandInput, Sdk.SearchVectorsCommandOutput];
  TagResource: [Sdk.TagResourceCommandInput, Sdk.TagResourceCommandOutput];
  TransactGetItems: [Sdk.TransactGetItemsCommandInput, Sdk.TransactGetItemsCommandOutput];
  TransactWriteItems: [Sdk.TransactWriteItemsCommandInput, Sdk.TransactWriteItemsCommandOutput];
  UntagResource: [Sdk.UntagResourceCommandInput, Sdk.UntagResourceCommandOutput];
  UpdateContinuousBackups: [Sdk.UpdateContinuousBackupsCommandInput, Sdk.UpdateContinuousBackupsCommandOutput];
  UpdateContributorInsights: [Sdk.UpdateContributorInsightsCommandInput, Sdk.UpdateContributorInsightsCommandOutput];
  UpdateItem: [Sdk.UpdateItemCommandInput, Sdk.UpdateItemCommandOutput];
  UpdateTable: [Sdk.UpdateTableCommandInput, Sdk.UpdateTableCommandOutput];
  UpdateTimeToLive: [Sdk.UpdateTimeToLiveCommandInput, Sdk.UpdateTimeToLiveCommandOutput];
}

/** The name of an operation, in the SDK's spelling. */
export type OperationName = keyof Operations;
/** The input of an operation. */
export type OperationInput<O extends OperationName> = Operations[O][0];
/** The output of an operation. */
export type OperationOutput<O extends OperationName> = Operations[O][1];

/** One request: an operation with its input. */
export type Call = {
  [O in OperationName]: {
    readonly operation: O;
    readonly input: OperationInput<O>;
    /** The region to send it to. @defaultValue the client's */
    readonly region?: string | undefined;
  };
}[OperationName];

/** A request in error messages: `DescribeTable in eu-west-1`. */
export function callName({
  operation,
  region,
}: {
  readonly operation: string;
  readonly region?: string | undefined;
}): string {
  return region === undefined ? operation : `${operation} in ${region}`;
}
