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

/** The methods that the quickstart calls, and their twins. */
const METHODS = ["createTable", "describeTable", "tableExists", "deleteTable"] as const;
const TWINS = ["syncCreateTable", "syncTableExists", "syncDeleteTable"] as const;

/** Starts to count, and returns what says the cost of a call that is over. */
function startCount(call: string): () => void {
  const startedAt = performance.now();
  const sentBefore = dynamodb.requests();
  return () => {
    const requests = dynamodb.requests() - sentBefore;
    const ms = (performance.now() - startedAt).toFixed(0);
    const cost = `${ms} ms, ${requests} ${requests === 1 ? "request" : "requests"}`;
    console.log(styleText("green", `✔ ${call}`), styleText("dim", cost));
  };
}

/** Replaces a method by one that says, when it is done, how long it took and how many requests it sent. */
function tellCost(method: (typeof METHODS)[number] | (typeof TWINS)[number]): void {
  const original = DynamoClient.prototype[method] as (this: DynamoClient, ...values: unknown[]) => unknown;
  const telling = function (this: DynamoClient, ...values: unknown[]): unknown {
    const tell = startCount(`${method}(${JSON.stringify(values[0])})`);
    const result = original.apply(this, values);
    if (result instanceof Promise) return result.finally(tell);
    tell();
    return result;
  };
  Object.assign(DynamoClient.prototype, { [method]: telling });
}

for (const method of [...METHODS, ...TWINS]) tellCost(method);
