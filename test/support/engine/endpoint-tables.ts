import {
  type AttributeValue,
  BatchWriteItemCommand,
  CreateTableCommand,
  type CreateTableCommandInput,
  ScanCommand,
  type WriteRequest,
} from "@aws-sdk/client-dynamodb";
import { DynamoClient, type DynamoClientConfig, type ModelInstance } from "../../../src/index.js";
import type { TableModel } from "../../../src/table/definition/from-model.js";
import { ClientOverride } from "../../../src/testing/client-override.js";
import type { EmulatorRequest } from "../../../src/testing/index.js";
import { tableRequestsFor } from "../../../src/testing/model-tables.js";
import type { OtherEngine } from "./engine.js";
import type { TestDynamoDB } from "./start.js";

/** A BatchWriteItem has at most so many requests. */
const BATCH = 25;

/**
 * The tables of a test at an endpoint, with the methods of a mock. It blocks in the async methods too: the endpoint is
 * never served by this thread.
 */
export class EndpointTables implements TestDynamoDB {
  readonly client: DynamoClient;
  readonly config: DynamoClientConfig;
  readonly #prefix: string;
  readonly #override: ClientOverride;

  constructor({ endpoint, isLocal, prefix }: OtherEngine, models: readonly TableModel[]) {
    const local = { region: "us-east-1", credentials: { accessKeyId: "test", secretAccessKey: "test" } };
    this.config = { endpoint, ...(isLocal ? local : {}) };
    this.client = new DynamoClient(this.config);
    this.#prefix = prefix;
    this.#override = new ClientOverride(this.client, models);
    try {
      for (const { operation, input } of tableRequestsFor(models)) {
        if (operation !== "CreateTable") throw new Error(`${operation} is not sent to an endpoint.`);
        const request = input as unknown as CreateTableCommandInput; // as tableRequestsFor made it
        this.client.syncSend(new CreateTableCommand(request));
        this.client.syncWaitForTableActive(String(request.TableName));
      }
    } catch (error) {
      this.syncClose();
      throw error;
    }
  }

  syncPut(...items: readonly ModelInstance[]): void {
    for (const item of items) item.syncSave();
  }

  put(...items: readonly ModelInstance[]): Promise<void> {
    return later(() => this.syncPut(...items));
  }

  syncReset(): void {
    for (const name of this.#tables()) this.#empty(name);
  }

  reset(): Promise<void> {
    return later(() => this.syncReset());
  }

  /** Deletes the tables of this run. */
  syncClose(): void {
    this.#override.restore();
    for (const name of this.#tables()) this.client.syncDeleteTable(name, { wait: true });
    this.client.destroy();
  }

  close(): Promise<void> {
    return later(() => this.syncClose());
  }

  /** There are none, and so nothing is to be removed. */
  clearFaults(): void {}

  clearRequests(): void {}

  addFaults(): never {
    throw new Error('This engine has no faults. Declare it: needs("faults").it(…)');
  }

  get requests(): readonly EmulatorRequest[] {
    throw new Error('This engine does not record requests. Declare it: needs("requests").it(…)');
  }

  #tables(): string[] {
    return [...this.client.syncListTables()].filter((name) => name.startsWith(this.#prefix));
  }

  #empty(TableName: string): void {
    const { KeySchema = [] } = this.client.syncDescribeTable(TableName);
    const names = KeySchema.map(({ AttributeName }) => String(AttributeName));
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = this.client.syncSend(new ScanCommand({ TableName, ExclusiveStartKey, ConsistentRead: true }));
      const deletions = (page.Items ?? []).map((item): WriteRequest => {
        const key = names.map((name) => [name, item[name]]);
        return { DeleteRequest: { Key: Object.fromEntries(key) } };
      });
      for (let start = 0; start < deletions.length; start += BATCH) {
        const RequestItems = { [TableName]: deletions.slice(start, start + BATCH) };
        this.client.syncSend(new BatchWriteItemCommand({ RequestItems }));
      }
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
  }
}

/** The result of a blocking call, as a promise. */
function later(act: () => void): Promise<void> {
  return new Promise((resolve) => resolve(act()));
}
