// The process of one way, which does not share a heap, compiled code or a connection with the others.
import { deepStrictEqual } from "node:assert";
import { Agent } from "node:http";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { FOUND, key, sample, stored } from "./sample.js";
import type { Open, Operation, Way } from "./way.js";

const [name = "", port = ""] = process.argv.slice(2);

const config = {
  endpoint: `http://127.0.0.1:${port}`,
  region: "us-east-1",
  credentials: { accessKeyId: "bench", secretAccessKey: "bench" },
  requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: 1 }) },
  maxAttempts: 1,
};
const { open } = (await import(`./ways/${name}.js`)) as { readonly open: Open }; // the export of every file in that folder
const way = open(new DynamoDB(config), config);

/** A way that reads less than the others would have wrong results. */
async function check({ put, get, query }: Way): Promise<void> {
  await put(sample);
  const whole = name === "raw-sdk" ? stored(sample) : sample;
  deepStrictEqual(JSON.parse(JSON.stringify(await get())), whole);
  const found = await query();
  deepStrictEqual(found.length, FOUND);
  deepStrictEqual(
    { ...JSON.parse(JSON.stringify(found.at(-1))), order: whole.order },
    whole,
    `${key.order} in a query`,
  );
}

const calls: Record<Operation, () => Promise<unknown>> = {
  put: () => way.put(sample),
  get: () => way.get(),
  query: () => way.query(),
};

await check(way);
async function measure({ operation, count }: { readonly operation: Operation; readonly count: number }): Promise<void> {
  const call = calls[operation];
  const before = process.cpuUsage();
  for (let done = 0; done < count; done++) await call();
  const { user, system } = process.cpuUsage(before);
  process.send?.((user + system) / count);
}

process.on("message", (order: Parameters<typeof measure>[0]) => {
  void measure(order);
});
process.on("disconnect", () => process.exit());
process.send?.("ready");
