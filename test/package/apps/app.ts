import { ResourceNotFoundException, type TableDescription } from "@aws-sdk/client-dynamodb";
import { type CreateTableOptions, DynamoClient, type DynamoClientConfig, isDynatwinError } from "dynatwin";

const config: DynamoClientConfig = {
  region: "us-east-1",
  endpoint: process.env["ENDPOINT"] ?? "",
  credentials: { accessKeyId: "local", secretAccessKey: "local" },
};
export const options: CreateTableOptions = { partitionKey: ["pk", "S"], wait: { timeoutSeconds: 30 } };
// @ts-expect-error A key is a string, a number or binary.
export const wrong: CreateTableOptions = { partitionKey: ["pk", "BOOL"] };

const client = new DynamoClient(config);
const names: string[] = [];
for await (const name of client.listTables()) names.push(name);
const table: TableDescription = await client.describeTable("users");
const error: unknown = await client.describeTable("missing").catch((reason: unknown) => reason);
console.log(
  JSON.stringify([names, table.TableStatus, error instanceof ResourceNotFoundException, isDynatwinError(error)]),
);
client[Symbol.dispose]();
