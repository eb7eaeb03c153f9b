import { performance } from "node:perf_hooks";
import { styleText } from "node:util";
import { DynamoClient } from "dynatwin";
import { syncMockDynamoDB } from "dynatwin/testing";

/** Long enough to observe a wait, but short. */
const db = syncMockDynamoDB({ latency: { createTableMs: 1_200, createTableWithIndexesMs: 1_200, deleteTableMs: 400 } });

process.env["AWS_ENDPOINT_URL_DYNAMODB"] = db.endpoint;
process.env["AWS_REGION"] = db.config.region;
process.env["AWS_ACCESS_KEY_ID"] = db.config.credentials.accessKeyId;
process.env["AWS_SECRET_ACCESS_KEY"] = db.config.credentials.secretAccessKey;
// Suppresses the SDK's warning about Node 20.
process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
console.log(`An embedded DynamoDB listens on ${db.endpoint}.\n`);

/** The methods that the quickstart calls, and their twins. */
const METHODS = ["createTable", "describeTable", "tableExists", "deleteTable"] as const;
const TWINS = ["syncCreateTable", "syncTableExists", "syncDeleteTable"] as const;

/** Starts a measurement, and returns a function that returns the cost of a call. */
function startCount(call: string): () => void {
  const startedAt = performance.now();
  const sentBefore = db.requests.length;
  return () => {
    const requests = db.requests.length - sentBefore;
    const ms = (performance.now() - startedAt).toFixed(0);
    const cost = `${ms} ms, ${requests} ${requests === 1 ? "request" : "requests"}`;
    console.log(styleText("green", `✔ ${call}`), styleText("dim", cost));
  };
}

/** Replaces a method by one that prints how long it took and how many requests it sent. */
function printCost(method: (typeof METHODS)[number] | (typeof TWINS)[number]): void {
  const original = DynamoClient.prototype[method] as (this: DynamoClient, ...values: unknown[]) => unknown;
  const printing = function (this: DynamoClient, ...values: unknown[]): unknown {
    const print = startCount(`${method}(${JSON.stringify(values[0])})`);
    const result = original.apply(this, values);
    if (result instanceof Promise) return result.finally(print);
    print();
    return result;
  };
  Object.assign(DynamoClient.prototype, { [method]: printing });
}

for (const method of [...METHODS, ...TWINS]) printCost(method);
