import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DynamoClient } from "dynatwin";
import { startEmulator } from "../child-processes.js";
import type { BulkTimes } from "./caller.js";
import { TABLE, ways } from "./ways.js";

/** The times of each way, by name. */
export type Results = ReadonlyMap<string, BulkTimes>;

/** The size of an item, as DynamoDB counts it. */
const ITEM_BYTES = 200;

function* lines(count: number): Generator<string, void, undefined> {
  for (let place = 0; place < count; place++) {
    const pk = `item-${String(place).padStart(9, "0")}`;
    const text = "x".repeat(ITEM_BYTES - "pk".length - pk.length - "text".length);
    yield `{"Item":{"pk":{"S":"${pk}"},"text":{"S":"${text}"}}}`;
  }
}

async function runWay(name: string, file: string): Promise<BulkTimes> {
  const child = fork(fileURLToPath(new URL("./caller.js", import.meta.url)), [name, file]);
  let times: BulkTimes | undefined;
  child.on("message", (message: BulkTimes) => {
    times = message;
  });
  await once(child, "close");
  if (times === undefined) throw new Error(`"${name}" has failed.`);
  return times;
}

/** Exports, deletes and imports so many items by each way, with an emulator in another process. */
export async function measureBulk(count: number): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), "dynatwin-bulk-"));
  const { child, endpoint } = await startEmulator();
  try {
    Object.assign(process.env, {
      ...{ AWS_ENDPOINT_URL_DYNAMODB: endpoint, AWS_REGION: "us-east-1" },
      ...{ AWS_ACCESS_KEY_ID: "bench", AWS_SECRET_ACCESS_KEY: "bench" },
    });
    const client = new DynamoClient({});
    await client.createTable(TABLE, { partitionKey: ["pk", "S"], wait: true });
    await client.importItems(TABLE, lines(count));
    client.destroy();
    const results = new Map<string, BulkTimes>();
    for (const name of Object.keys(ways)) results.set(name, await runWay(name, join(folder, "items.jsonl")));
    return results;
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
