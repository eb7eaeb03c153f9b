import type { Server } from "node:http";
import { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import dynalite from "dynalite";

/** An answer of dynalite, parsed. */
export interface DynaliteAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

// dynalite requires a signature, and does not verify it.
const HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  authorization:
    "AWS4-HMAC-SHA256 Credential=a/20200101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=b",
  "x-amz-date": "20200101T000000Z",
};

/** dynalite in this thread and without a port: an independent engine to compare answers with. */
export class Dynalite {
  readonly #server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });

  /** Creates a table whose partition key is the text `pk`, and waits for it. */
  async createTable(TableName: string): Promise<void> {
    const table = {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      AttributeDefinitions: [{ AttributeName: "pk", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "pk", KeyType: "HASH" }],
    };
    await this.create(table);
  }

  /** Creates a table, and waits for it. */
  async create(table: { readonly TableName: string }): Promise<void> {
    const { TableName } = table;
    await this.ask("CreateTable", table);
    for (;;) {
      const { body } = await this.ask("DescribeTable", { TableName });
      if (JSON.stringify(body).includes('"ACTIVE"')) return;
      await setTimeout(1);
    }
  }

  /** Sends a request. */
  ask(operation: string, input: object, service = "DynamoDB"): Promise<DynaliteAnswer> {
    const headers = { ...HEADERS, "x-amz-target": `${service}_20120810.${operation}` };
    const body = [Buffer.from(JSON.stringify(input))];
    const request = Object.assign(Readable.from(body), { method: "POST", url: "/", headers });
    return new Promise((resolve) => {
      const response = {
        statusCode: 200,
        setHeader: () => {},
        end: (text: string) => {
          resolve({ status: response.statusCode, body: JSON.parse(text) as DynaliteAnswer["body"] });
        },
      };
      this.#server.emit("request", request, response);
    });
  }
}
