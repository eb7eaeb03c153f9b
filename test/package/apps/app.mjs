import { ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { DynamoClient, isDynatwinError } from "dynatwin";

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new DynamoClient({ region: "us-east-1", endpoint: process.env.ENDPOINT, credentials });

// In a function, because esbuild's default output does not support top-level await.
async function run() {
  const names = [];
  for await (const name of client.listTables()) names.push(name);
  const { TableStatus } = await client.describeTable("users");
  const error = await client.describeTable("missing").catch((reason) => reason);
  console.log(JSON.stringify([names, TableStatus, error instanceof ResourceNotFoundException, isDynatwinError(error)]));
  client.destroy();
}

run();
