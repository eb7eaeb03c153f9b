import { performance } from "node:perf_hooks";
import { styleText } from "node:util";
import { DynamoClient } from "dynatwin";
import { startEmbeddedDynamoDB } from "./embedded-dynamodb.js";

/** Long enough to see a wait at work, short enough to sit through. */
const dynamodb = startEmbeddedDynamoDB({ createTableMs: 1_200, deleteTableMs: 400 });

process.env["AWS_ENDPOINT_URL_DYNAMODB"] = dynamodb.endpoint;
process.env["AWS_REGION"] = dynamodb.config.region;
process.env["AWS_ACCESS_KEY_ID"] = dynamodb.config.credentials.accessKeyId;
process.env["AWS_SECRET_ACCESS_KEY"] = dynamodb.config.credentials.secretAccessKey;
// The SDK's word about Node 20 is not what this is about.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
console.log(`An embedded DynamoDB listens on ${dynamodb.endpoint}.\n`);

/** Replaces a method by one that says, when it is done, how long it took and how many requests it sent. */
function tellCost(method: "createTable" | "describeTable" | "tableExists" | "deleteTable"): void {
  const original = DynamoClient.prototype[method] as (this: DynamoClient, ...values: unknown[]) => Promise<unknown>;
  const telling = async function (this: DynamoClient, ...values: unknown[]): Promise<unknown> {
    const startedAt = performance.now();
    const sentBefore = dynamodb.requests();
    const result = await original.apply(this, values);
    const requests = dynamodb.requests() - sentBefore;
    const cost = `${(performance.now() - startedAt).toFixed(0)} ms, ${requests} ${requests === 1 ? "request" : "requests"}`;
    console.log(styleText("green", `✔ ${method}("${String(values[0])}")`), styleText("dim", cost));
    return result;
  };
  Object.assign(DynamoClient.prototype, { [method]: telling });
}

for (const method of ["createTable", "describeTable", "tableExists", "deleteTable"] as const) tellCost(method);
