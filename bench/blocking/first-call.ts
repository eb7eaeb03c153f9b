// The first call of a process. Prints the age of the process when the answer has arrived, which includes the time for
// imports and for creating a client.
import { DynamoClient } from "dynatwin";
import { sdkConfig, TABLE } from "./config.js";

const [, , api, port] = process.argv;
const client = new DynamoClient({ ...sdkConfig(Number(port)), sync: { engine: "worker" } });
if (api === "async") await client.describeTable(TABLE);
else client.syncDescribeTable(TABLE);
console.log(performance.now());
client.destroy();
