// Runs snippets in sequence in one process, each with an empty embedded DynamoDB, and reports the outcome of each.
import { setDefaultClient } from "../../src/index.js";
import { syncMockDynamoDB } from "../../src/testing/index.js";
import type { SnippetProgram } from "./snippets.js";
import { Tables, useTables } from "./tables.js";

/** The outcome of a snippet. */
export interface Outcome {
  readonly name: string;
  readonly error?: string;
  readonly output: string;
}

/** Longer than any snippet takes. */
const LIMIT_MS = 10_000;

// Snippets that name a region name this one.
const db = syncMockDynamoDB({ region: "eu-west-1" });
// The AWS environment of `new DynamoClient()` in all snippets.
Object.assign(process.env, {
  AWS_ENDPOINT_URL_DYNAMODB: db.endpoint,
  AWS_REGION: db.config.region,
  AWS_ACCESS_KEY_ID: db.config.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: db.config.credentials.secretAccessKey,
});
const tables = new Tables(db.client);
useTables(tables);

let fail: (error: unknown) => void = () => {};
process.on("uncaughtException", (error) => fail(error));

async function run({ name, file, text }: SnippetProgram): Promise<Outcome> {
  db.syncRestart();
  setDefaultClient(db.client);
  tables.prepare(text);
  let output = "";
  const { write } = process.stdout;
  const capture = (chunk: string | Uint8Array) => {
    output += chunk;
    return true;
  };
  process.stdout.write = capture;
  process.stderr.write = capture;
  const limit = setTimeout(() => fail(new Error(`It has not ended after ${LIMIT_MS / 1_000} s.`)), LIMIT_MS);
  try {
    const failed = new Promise((_, reject) => {
      fail = reject;
    });
    await Promise.race([import(file), failed]);
    return { name, output };
  } catch (error) {
    return { name, output, error: String(error instanceof Error ? error.stack : error) };
  } finally {
    clearTimeout(limit);
    process.stdout.write = write;
  }
}

async function runAll(programs: readonly SnippetProgram[]): Promise<void> {
  for (const program of programs) process.send?.(await run(program));
  db.syncClose();
  process.disconnect();
}

process.once("message", (programs: readonly SnippetProgram[]) => void runAll(programs));
