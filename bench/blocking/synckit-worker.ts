// What synckit runs in its worker. It is a file of its own, so the SDK client can be kept in it.
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { runAsWorker } from "synckit";
import type { SdkConfig } from "./config.js";

let client: DynamoDBClient | undefined;

runAsWorker(async (config: SdkConfig, TableName: string) => {
  client ??= new DynamoDBClient(config);
  return (await client.send(new DescribeTableCommand({ TableName }))).Table;
});
