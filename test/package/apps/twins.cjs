const { ResourceNotFoundException } = require("@aws-sdk/client-dynamodb");
const { DynamoClient, isDynatwinError } = require("dynatwin");

const credentials = { accessKeyId: "local", secretAccessKey: "local" };
const client = new DynamoClient({ region: "us-east-1", endpoint: process.env.ENDPOINT, credentials });

const names = [...client.syncListTables()];
const { TableStatus } = client.syncDescribeTable("users");
try {
  client.syncDescribeTable("missing");
} catch (error) {
  console.log(JSON.stringify([names, TableStatus, error instanceof ResourceNotFoundException, isDynatwinError(error)]));
}
