import type * as Sdk from "@aws-sdk/client-dynamodb";

/** The SDK's module, as loaded at run time. */
export type SdkModule = typeof Sdk;

/** Every DynamoDB operation that dynatwin sends, with the type of its input and of its answer. */
export interface Operations {
  BatchGetItem: [Sdk.BatchGetItemCommandInput, Sdk.BatchGetItemCommandOutput];
  BatchWriteItem: [Sdk.BatchWriteItemCommandInput, Sdk.BatchWriteItemCommandOutput];
  CreateTable: [Sdk.CreateTableCommandInput, Sdk.CreateTableCommandOutput];
  DeleteItem: [Sdk.DeleteItemCommandInput, Sdk.DeleteItemCommandOutput];
  DeleteTable: [Sdk.DeleteTableCommandInput, Sdk.DeleteTableCommandOutput];
  DescribeTable: [Sdk.DescribeTableCommandInput, Sdk.DescribeTableCommandOutput];
  GetItem: [Sdk.GetItemCommandInput, Sdk.GetItemCommandOutput];
  ListTables: [Sdk.ListTablesCommandInput, Sdk.ListTablesCommandOutput];
  PutItem: [Sdk.PutItemCommandInput, Sdk.PutItemCommandOutput];
  Query: [Sdk.QueryCommandInput, Sdk.QueryCommandOutput];
  Scan: [Sdk.ScanCommandInput, Sdk.ScanCommandOutput];
  TransactGetItems: [Sdk.TransactGetItemsCommandInput, Sdk.TransactGetItemsCommandOutput];
  TransactWriteItems: [Sdk.TransactWriteItemsCommandInput, Sdk.TransactWriteItemsCommandOutput];
  UpdateContinuousBackups: [Sdk.UpdateContinuousBackupsCommandInput, Sdk.UpdateContinuousBackupsCommandOutput];
  UpdateContributorInsights: [Sdk.UpdateContributorInsightsCommandInput, Sdk.UpdateContributorInsightsCommandOutput];
  UpdateItem: [Sdk.UpdateItemCommandInput, Sdk.UpdateItemCommandOutput];
  UpdateTable: [Sdk.UpdateTableCommandInput, Sdk.UpdateTableCommandOutput];
  UpdateTimeToLive: [Sdk.UpdateTimeToLiveCommandInput, Sdk.UpdateTimeToLiveCommandOutput];
}

/** The name of an operation, in the SDK's spelling. */
export type OperationName = keyof Operations;
/** What an operation takes. */
export type OperationInput<O extends OperationName> = Operations[O][0];
/** What an operation answers. */
export type OperationOutput<O extends OperationName> = Operations[O][1];

/** The operations on items, which programs send by the thousand. */
export const itemOperations: ReadonlySet<OperationName> = new Set<OperationName>([
  "BatchGetItem",
  "BatchWriteItem",
  "DeleteItem",
  "GetItem",
  "PutItem",
  "Query",
  "Scan",
  "TransactGetItems",
  "TransactWriteItems",
  "UpdateItem",
]);

type Commands = { [O in OperationName]: new (input: OperationInput<O>) => object };

/** The operation registry: the SDK's command class of each operation. Adding an operation is one line here and one above. */
export function commandsOf(sdk: SdkModule): Commands {
  return {
    BatchGetItem: sdk.BatchGetItemCommand,
    BatchWriteItem: sdk.BatchWriteItemCommand,
    CreateTable: sdk.CreateTableCommand,
    DeleteItem: sdk.DeleteItemCommand,
    DeleteTable: sdk.DeleteTableCommand,
    DescribeTable: sdk.DescribeTableCommand,
    GetItem: sdk.GetItemCommand,
    ListTables: sdk.ListTablesCommand,
    PutItem: sdk.PutItemCommand,
    Query: sdk.QueryCommand,
    Scan: sdk.ScanCommand,
    TransactGetItems: sdk.TransactGetItemsCommand,
    TransactWriteItems: sdk.TransactWriteItemsCommand,
    UpdateContinuousBackups: sdk.UpdateContinuousBackupsCommand,
    UpdateContributorInsights: sdk.UpdateContributorInsightsCommand,
    UpdateItem: sdk.UpdateItemCommand,
    UpdateTable: sdk.UpdateTableCommand,
    UpdateTimeToLive: sdk.UpdateTimeToLiveCommand,
  };
}
