// The scenarios of worker-start.test.ts, run in separate processes in which threads cannot start. Prints the error's
// message.
import { DynamoClient } from "../../src/index.js";
import { syncMockDynamoDB } from "../../src/testing/index.js";

const scenarios: Readonly<Record<string, () => unknown>> = {
  call: () => {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    const client = new DynamoClient({ endpoint: process.env["ENDPOINT"] ?? "", region: "us-east-1", credentials });
    return client.syncTableExists("users");
  },
  mock: () => syncMockDynamoDB(),
};

/** Much less than the timeout of a thread that sends nothing. */
const MOMENT_MS = 15_000;

const startedAt = performance.now();
try {
  scenarios[process.argv[2] ?? ""]?.();
  process.stdout.write("no error");
} catch (error) {
  const when = performance.now() - startedAt < MOMENT_MS ? "within seconds" : "late";
  process.stdout.write(`${error instanceof Error ? error.message : error} (${when})`);
}
