import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import { type AwsError, inUse, limitExceeded } from "../aws-error.js";
import { newDescription } from "../new-description.js";
import type { Operation } from "../operation.js";
import { storeInput } from "../store-input.js";
import { type Plane, type Table, tooManyChanges } from "../tables.js";
import type { Wire } from "../wire.js";

/** CreateTable. The rules that the store knows are checked there, before anything is created. */
export const createTable: Operation = (plane, json) => {
  const input = json as unknown as Wire<CreateTableCommandInput>; // the store refuses what is no table
  const refusal = refusalOf(plane, String(input.TableName));
  return {
    store: { kind: refusal ? "check" : "create", input: storeInput(input) },
    commit: () => {
      if (refusal) throw refusal;
      return { TableDescription: create(plane, input) };
    },
  };
};

function refusalOf(plane: Plane, name: string): AwsError | undefined {
  const existing = plane.tables.get(name)?.description.TableStatus;
  if (existing === "CREATING")
    return inUse(`Attempt to change a resource which is still in use: Table is being created: ${name}`);
  if (existing !== undefined) return inUse(`Table already exists: ${name}`);
  const { tables, limits } = plane;
  if (tables.size >= limits.tables)
    return limitExceeded(`Subscriber limit exceeded: Number of tables exceeds the limit of ${limits.tables}`);
  return tooManyChanges(plane);
}

function create(plane: Plane, input: Wire<CreateTableCommandInput>): object {
  const table: Table = {
    name: String(input.TableName),
    description: newDescription(plane, input),
    tags: new Map(input.Tags?.map(({ Key, Value }) => [String(Key), String(Value)])),
  };
  plane.tables.set(table.name, table);
  const { createTable, createTableWithIndexes } = plane.durations;
  const indexes = table.description.GlobalSecondaryIndexes ?? [];
  plane.timeline.after(indexes.length > 0 ? createTableWithIndexes : createTable, () => {
    table.description.TableStatus = "ACTIVE";
    for (const index of indexes) index.IndexStatus = "ACTIVE";
  });
  return structuredClone(table.description);
}
