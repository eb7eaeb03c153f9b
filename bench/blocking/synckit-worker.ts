// The code of synckit's worker. It is a separate file, which keeps the SDK client.
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { runAsWorker } from "synckit";
import type { SdkConfig } from "./config.js";

let client: DynamoDBClient | undefined;

runAsWorker(async (config: SdkConfig, TableName: string) => {
  client ??= new DynamoDBClient(config);
  return (await client.send(new DescribeTableCommand({ TableName }))).Table;
});
