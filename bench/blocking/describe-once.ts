// The program for execFileSync: one call in a separate process, printed as JSON.
import { DescribeTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { sdkConfig, TABLE } from "./config.js";

const client = new DynamoDBClient(sdkConfig(Number(process.argv[2])));
const { Table } = await client.send(new DescribeTableCommand({ TableName: TABLE }));
process.stdout.write(JSON.stringify(Table));
client.destroy();
