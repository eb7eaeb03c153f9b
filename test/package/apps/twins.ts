import { ResourceNotFoundException, type TableDescription } from "@aws-sdk/client-dynamodb";
import { DynamoClient, isDynatwinError, type SyncOptions } from "dynatwin";

const sync: SyncOptions = {
  engine: "worker",
  timeoutSeconds: 30,
  configModule: new URL("./credentials.mjs", import.meta.url),
};
const client = new DynamoClient({ region: "us-east-1", endpoint: process.env["ENDPOINT"] ?? "", sync });
// @ts-expect-error A blocking call has the same parameters as the async one.
export const wrong = () => client.syncCreateTable("users", { partitionKey: ["pk", "BOOL"] });

const names: string[] = [...client.syncListTables({ pageSize: 10 })];
const table: TableDescription = client.syncDescribeTable("users");
try {
  client.syncDescribeTable("missing");
} catch (error) {
  console.log(
    JSON.stringify([names, table.TableStatus, error instanceof ResourceNotFoundException, isDynatwinError(error)]),
  );
}
