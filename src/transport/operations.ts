import type * as Sdk from "@aws-sdk/client-dynamodb";

/** The SDK's module, as loaded at run time. */
export type SdkModule = typeof Sdk;

/** Every DynamoDB operation that dynatwin sends, with the type of its input and of its answer. */
export interface Operations {
  CreateTable: [Sdk.CreateTableCommandInput, Sdk.CreateTableCommandOutput];
  DeleteTable: [Sdk.DeleteTableCommandInput, Sdk.DeleteTableCommandOutput];
  DescribeTable: [Sdk.DescribeTableCommandInput, Sdk.DescribeTableCommandOutput];
  ListTables: [Sdk.ListTablesCommandInput, Sdk.ListTablesCommandOutput];
  UpdateContinuousBackups: [Sdk.UpdateContinuousBackupsCommandInput, Sdk.UpdateContinuousBackupsCommandOutput];
  UpdateContributorInsights: [Sdk.UpdateContributorInsightsCommandInput, Sdk.UpdateContributorInsightsCommandOutput];
  UpdateTable: [Sdk.UpdateTableCommandInput, Sdk.UpdateTableCommandOutput];
  UpdateTimeToLive: [Sdk.UpdateTimeToLiveCommandInput, Sdk.UpdateTimeToLiveCommandOutput];
}

/** The name of an operation, in the SDK's spelling. */
export type OperationName = keyof Operations;
/** What an operation takes. */
export type OperationInput<O extends OperationName> = Operations[O][0];
/** What an operation answers. */
export type OperationOutput<O extends OperationName> = Operations[O][1];

type Commands = { [O in OperationName]: new (input: OperationInput<O>) => object };

/** The operation registry: the SDK's command class of each operation. Adding an operation is one line here and one above. */
export function commandsOf(sdk: SdkModule): Commands {
  return {
    CreateTable: sdk.CreateTableCommand,
    DeleteTable: sdk.DeleteTableCommand,
    DescribeTable: sdk.DescribeTableCommand,
    ListTables: sdk.ListTablesCommand,
    UpdateContinuousBackups: sdk.UpdateContinuousBackupsCommand,
    UpdateContributorInsights: sdk.UpdateContributorInsightsCommand,
    UpdateTable: sdk.UpdateTableCommand,
    UpdateTimeToLive: sdk.UpdateTimeToLiveCommand,
  };
}
