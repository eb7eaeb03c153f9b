import { execFileSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TableDescription } from "@aws-sdk/client-dynamodb";
import { type SdkConfig, sdkConfig, TABLE } from "./config.js";

type Answer = TableDescription | undefined;

/** A way to describe a table. Each loads its modules in `setUp`, so that the others are not affected. */
export interface Way {
  readonly name: string;
  readonly isAsync?: true;
  /** The calls of one round. A way that is a thousand times slower has fewer, to limit the total time. */
  readonly callsPerRound: number;
  readonly setUp: (port: number) => Promise<() => Answer | Promise<Answer>>;
}

const CALLS = 50;
const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));

export const ASYNC = "await client.describeTable()";
export const WORKER = 'client.syncDescribeTable(), engine "worker"';

/** All of them keep one SDK client with its connection, except the last, whose process ends. */
export const ways: readonly Way[] = [
  {
    name: ASYNC,
    isAsync: true,
    callsPerRound: CALLS,
    setUp: async (port) => {
      const { DynamoClient } = await import("dynatwin");
      const client = new DynamoClient(sdkConfig(port));
      return () => client.describeTable(TABLE);
    },
  },
  { name: WORKER, callsPerRound: CALLS, setUp: twin("worker") },
  { name: 'client.syncDescribeTable(), engine "deasync"', callsPerRound: CALLS, setUp: twin("deasync") },
  { name: "deasync around the SDK's promise", callsPerRound: CALLS, setUp: plainDeasync },
  {
    name: "synckit",
    callsPerRound: CALLS,
    setUp: async (port) => {
      const { createSyncFn } = await import("synckit");
      type Describe = (config: SdkConfig, table: string) => Promise<Answer>;
      const describe = createSyncFn<Describe>(here("./synckit-worker.js"));
      return () => describe(sdkConfig(port), TABLE);
    },
  },
  { name: "make-synchronous", callsPerRound: CALLS, setUp: makeSynchronous },
  {
    name: "execFileSync of a Node script",
    callsPerRound: 1,
    setUp: (port) => {
      const describe = () => execFileSync(process.execPath, [here("./describe-once.js"), String(port)]);
      return Promise.resolve(() => JSON.parse(describe().toString()));
    },
  },
];

function twin(engine: "worker" | "deasync"): Way["setUp"] {
  return async (port) => {
    const { DynamoClient } = await import("dynatwin");
    const client = new DynamoClient({ ...sdkConfig(port), sync: { engine } });
    return () => client.syncDescribeTable(TABLE);
  };
}

/** The usual code: a flag, a promise that sets it, and a loop. */
async function plainDeasync(port: number): Promise<() => Answer> {
  const { DescribeTableCommand, DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
  // It has no types.
  const deasync = createRequire(import.meta.url)("deasync") as { loopWhile(isWaiting: () => boolean): void };
  const client = new DynamoDBClient(sdkConfig(port));
  return () => {
    let outcome: PromiseSettledResult<{ readonly Table?: TableDescription | undefined }> | undefined;
    void Promise.allSettled([client.send(new DescribeTableCommand({ TableName: TABLE }))]).then(([settled]) => {
      outcome = settled;
    });
    deasync.loopWhile(() => outcome === undefined);
    const settled = outcome as PromiseSettledResult<{ readonly Table?: TableDescription }> | undefined; // set in a callback
    if (settled?.status === "fulfilled") return settled.value.Table;
    throw settled?.reason;
  };
}

/**
 * The function is sent as text, so it cannot use variables of this module. Its worker is reused, so the client is kept
 * in the worker's global object; otherwise every call would open a connection.
 */
async function makeSynchronous(port: number): Promise<() => Answer> {
  const { default: makeSync } = await import("make-synchronous");
  const describe = makeSync(async (config: SdkConfig, TableName: string) => {
    const { DescribeTableCommand, DynamoDBClient } = await import("@aws-sdk/client-dynamodb");
    const kept = globalThis as { client?: InstanceType<typeof DynamoDBClient> };
    kept.client ??= new DynamoDBClient(config);
    return (await kept.client.send(new DescribeTableCommand({ TableName }))).Table;
  });
  return () => describe(sdkConfig(port), TABLE);
}
