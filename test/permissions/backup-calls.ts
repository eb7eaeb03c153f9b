import type { DynamoClient, RestoreSettings, RestoreSource } from "../../src/index.js";
import type { MethodCall } from "./method-call.js";

const partitionKey = ["pk", "S"] as const;
const there = { tables: { users: {} } };
/** All that a restore drops, but the stream, which needs UpdateTable. */
const SETTINGS: RestoreSettings = {
  timeToLive: "expires",
  pointInTimeRecovery: true,
  contributorInsights: true,
  deletionProtection: true,
  tags: { team: "a" },
  resourcePolicy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: "dynamodb:GetItem", Resource: "*" }],
  },
};

/** Restores a table from a backup that was created before. */
function restore(settings?: RestoreSettings): MethodCall {
  let source: RestoreSource = { backup: "" };
  return {
    method: "restoreTable",
    options: { backup: "", ...(settings?.wait && { wait: settings.wait }) },
    before: async (client) => {
      await client.createTable("users", { partitionKey, ...SETTINGS, wait: true });
      source = { backup: await backUp(client) };
    },
    call: (client) => client.restoreTable("copy", source, settings),
  };
}

async function backUp(client: DynamoClient): Promise<string> {
  const { BackupArn = "" } = await client.createBackup("users", { wait: true });
  return BackupArn;
}

let backup = "";

/** Calls of the methods on backups, with each option that causes requests. */
export const BACKUP_CALLS: readonly MethodCall[] = [
  { method: "createBackup", scenario: there, call: (client) => client.createBackup("users") },
  {
    method: "createBackup",
    options: { wait: true },
    scenario: { ...there, latency: "realistic" },
    call: (client) => client.createBackup("users", { wait: true }),
  },
  { method: "listBackups", call: (client) => client.listBackups().next() },
  {
    method: "deleteBackup",
    scenario: there,
    before: async (client) => {
      backup = await backUp(client);
    },
    call: (client) => client.deleteBackup(backup),
  },
  restore(),
  restore(SETTINGS),
  restore({
    vectorIndexes: [{ indexName: "by-meaning", vector: "embedding", dimensions: 2, distance: "COSINE" }],
    wait: { until: "settled" },
  }),
  {
    method: "restoreTable",
    options: { from: "users" },
    before: (client) => client.createTable("users", { partitionKey, pointInTimeRecovery: true, wait: true }),
    call: (client) => client.restoreTable("copy", { from: "users", at: "latest" }, { tags: { team: "a" } }),
  },
];
