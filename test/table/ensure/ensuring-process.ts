import { DynamoClient, type EnsureTableOptions } from "../../../src/index.js";

/** What a process of the test is asked for. */
export interface EnsureRequest {
  readonly tableName: string;
  readonly options: EnsureTableOptions;
}

/** What came of it: the outcome and whether everything of the table was ACTIVE, or the error. */
export interface EnsureAnswer {
  readonly outcome?: string;
  readonly tableId?: string | undefined;
  readonly statuses?: readonly (string | undefined)[];
  readonly error?: string;
}

// A program that ensures the tables it is asked for: `ensuring-process.js <endpoint> async|blocking`.
const [, , endpoint = "", face] = process.argv;
const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const client = new DynamoClient({ endpoint, region: "us-east-1", credentials });

process.on("message", ({ tableName, options }: EnsureRequest) => {
  void answer(tableName, options).then((result) => process.send?.(result));
});
process.on("disconnect", () => client.destroy());
// So that the SDK is loaded, and the worker started, before the race begins.
await client.tableExists("warm-up");
if (face === "blocking") client.syncTableExists("warm-up");
process.send?.({});

async function answer(tableName: string, options: EnsureTableOptions): Promise<EnsureAnswer> {
  try {
    const ensured =
      face === "blocking" ? client.syncEnsureTable(tableName, options) : await client.ensureTable(tableName, options);
    const { TableId, TableStatus, GlobalSecondaryIndexes = [] } = ensured.table;
    const statuses = [TableStatus, ...GlobalSecondaryIndexes.map(({ IndexStatus }) => IndexStatus)];
    return { outcome: ensured.outcome, tableId: TableId, statuses };
  } catch (error) {
    return { error: String(error) };
  }
}
