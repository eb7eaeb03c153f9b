import { closeSync, createReadStream, createWriteStream, openSync, readSync, writeSync } from "node:fs";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  type AttributeValue,
  BatchWriteItemCommand,
  DynamoDBClient,
  ScanCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { DynamoClient } from "dynatwin";

export const TABLE = "items";

/** A way to export, delete and import all items. Each method returns their number. */
export interface Way {
  readonly exportTo: (file: string) => Promise<number> | number;
  readonly truncate: () => Promise<number> | number;
  readonly importFrom: (file: string) => Promise<number> | number;
}

type Item = Record<string, AttributeValue>;

/** Lines in chunks, because a write of each line would cost more than the line. */
const CHUNK_LENGTH = 64 * 1024;

async function* chunksOf(lines: AsyncIterable<string>, count: () => void): AsyncGenerator<string, void, undefined> {
  let chunk = "";
  for await (const line of lines) {
    count();
    chunk += `${line}\n`;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = "";
  }
  yield chunk;
}

function* linesOf(file: string): Generator<string, void, undefined> {
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(CHUNK_LENGTH);
  const decoder = new TextDecoder();
  try {
    let rest = "";
    for (let length = readSync(descriptor, buffer); length > 0; length = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.decode(buffer.subarray(0, length), { stream: true })).split("\n");
      rest = lines.pop() ?? "";
      yield* lines;
    }
    yield rest;
  } finally {
    closeSync(descriptor);
  }
}

async function writeLines(file: string, lines: AsyncIterable<string>): Promise<number> {
  let count = 0;
  const chunks = chunksOf(lines, () => {
    count++;
  });
  await pipeline(Readable.from(chunks, { highWaterMark: 1 }), createWriteStream(file));
  return count;
}

function ours(): Way {
  const client = new DynamoClient({});
  return {
    exportTo: (file) => writeLines(file, client.exportItems(TABLE)),
    truncate: async () => (await client.truncateTable(TABLE)).deleted,
    importFrom: async (file) => {
      const lines = createInterface({ input: createReadStream(file) });
      const { written } = await client.importItems(TABLE, lines);
      client.destroy();
      return written;
    },
  };
}

function blocking(): Way {
  const client = new DynamoClient({});
  return {
    exportTo: (file) => {
      const descriptor = openSync(file, "w");
      let count = 0;
      let chunk = "";
      for (const line of client.syncExportItems(TABLE)) {
        count++;
        chunk += `${line}\n`;
        if (chunk.length < CHUNK_LENGTH) continue;
        writeSync(descriptor, chunk);
        chunk = "";
      }
      writeSync(descriptor, chunk);
      closeSync(descriptor);
      return count;
    },
    truncate: () => client.syncTruncateTable(TABLE).deleted,
    importFrom: (file) => {
      const { written } = client.syncImportItems(TABLE, linesOf(file));
      client.destroy();
      return written;
    },
  };
}

/** The loops of the AWS CLI: a scan page by page, and batches of 25, one after the other. */
function loops(): Way {
  const client = new DynamoDBClient({});

  async function* scan(attributes?: string): AsyncGenerator<Item, void, undefined> {
    let ExclusiveStartKey: Item | undefined;
    do {
      const input = { TableName: TABLE, ExclusiveStartKey, ProjectionExpression: attributes };
      const page = await client.send(new ScanCommand(input));
      yield* page.Items ?? [];
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined);
  }

  async function* lines(): AsyncGenerator<string, void, undefined> {
    for await (const Item of scan()) yield JSON.stringify({ Item });
  }

  async function write(requests: AsyncIterable<WriteRequest>): Promise<number> {
    let count = 0;
    let batch: WriteRequest[] = [];
    const send = async () => {
      count += batch.length;
      while (batch.length > 0) {
        const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems: { [TABLE]: batch } }));
        batch = UnprocessedItems?.[TABLE] ?? [];
      }
    };
    for await (const request of requests) {
      batch.push(request);
      if (batch.length === 25) await send();
    }
    await send();
    return count;
  }

  async function* deletions(): AsyncGenerator<WriteRequest, void, undefined> {
    for await (const Key of scan("pk")) yield { DeleteRequest: { Key } };
  }

  async function* puts(file: string): AsyncGenerator<WriteRequest, void, undefined> {
    for await (const line of createInterface({ input: createReadStream(file) }))
      yield { PutRequest: JSON.parse(line) as { readonly Item: Item } }; // written by `lines`
  }

  return {
    exportTo: (file) => writeLines(file, lines()),
    truncate: () => write(deletions()),
    importFrom: async (file) => {
      const count = await write(puts(file));
      client.destroy();
      return count;
    },
  };
}

/** The ways, by name. The first is the one that the others are compared with. */
export const ways: Readonly<Record<string, () => Way>> = {
  "SDK, loops": loops,
  "dynatwin, async": ours,
  "dynatwin, blocking": blocking,
};
