// The first call of a process. It says how old the process is when the answer is there: that counts whatever either
// face may do early, on import or when a client is made.
import { DynamoClient } from "dynatwin";
import { sdkConfig, TABLE } from "./config.js";

const [, , face, port] = process.argv;
const client = new DynamoClient({ ...sdkConfig(Number(port)), sync: { engine: "worker" } });
if (face === "async") await client.describeTable(TABLE);
else client.syncDescribeTable(TABLE);
console.log(performance.now());
client.destroy();
