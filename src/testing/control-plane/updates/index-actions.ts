import { invalidValues, limitExceeded, notFound, stillInUse } from "../aws-error.js";
import { firstRepeated } from "../rules/rule.js";
import type { IndexDescription } from "../settings.js";
import type { Table } from "../tables.js";
import type { VectorIndexDescription } from "../vector-indexes.js";
import type { UpdateInput } from "./change.js";

/** Throws if actions on indexes contradict each other, whatever the state of the table. */
export function checkActions({ GlobalSecondaryIndexUpdates = [], VectorIndexUpdates = [] }: UpdateInput): void {
  // The texts for vector indexes are not known.
  for (const { Create, Delete } of VectorIndexUpdates) {
    if (!Create && !Delete)
      throw invalidValues("One of VectorIndexUpdate.Create, VectorIndexUpdate.Delete must not be null");
    if (Create && Delete) throw invalidValues("Only one vector index action is allowed per VectorIndexUpdate object");
  }
  for (const { Create, Update, Delete } of GlobalSecondaryIndexUpdates) {
    const count = [Create, Update, Delete].filter((action) => action).length;
    if (count === 0) {
      throw invalidValues(
        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create, " +
          "GlobalSecondaryIndexUpdate.Delete must not be null",
      );
    }
    if (count > 1)
      throw invalidValues("Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
  }
  const names = GlobalSecondaryIndexUpdates.map(
    ({ Create, Update, Delete }) => (Create ?? Update ?? Delete)?.IndexName,
  );
  const repeated = firstRepeated(names.map(String));
  if (repeated === undefined) return;
  throw invalidValues(`Only one global secondary index update per index is allowed simultaneously. Index: ${repeated}`);
}

/** Throws if an index would be created or deleted while another one is. */
export function checkOneAtATime(table: Table, input: UpdateInput): void {
  const { GlobalSecondaryIndexUpdates = [], VectorIndexUpdates = [] } = input;
  const names = [...GlobalSecondaryIndexUpdates, ...VectorIndexUpdates].flatMap(
    ({ Create, Delete }) => Create?.IndexName ?? Delete?.IndexName ?? [],
  );
  if (names.length === 0) return;
  const { GlobalSecondaryIndexes = [], VectorIndexes = [] } = table.description;
  const busy = [...GlobalSecondaryIndexes, ...VectorIndexes].find(
    ({ IndexStatus }) => IndexStatus === "CREATING" || IndexStatus === "DELETING",
  );
  if (busy && names.includes(String(busy.IndexName))) checkBusy(table, busy, input);
  if (names.length > 1 || (busy && !names.includes(String(busy.IndexName)))) {
    throw limitExceeded("Only 1 online index can be created or deleted simultaneously per table");
  }
}

function checkBusy(
  table: Table,
  busy: IndexDescription | VectorIndexDescription,
  { GlobalSecondaryIndexUpdates = [], VectorIndexUpdates = [] }: UpdateInput,
): void {
  const where = `Table: ${table.name} Index: ${busy.IndexName}`;
  if (busy.IndexStatus === "DELETING") throw stillInUse(`Index is being deleted. ${where}`);
  if (VectorIndexUpdates.some(({ Create }) => Create)) throw stillInUse(`Index is being created.  ${where}`); // two spaces
  const actions = [...GlobalSecondaryIndexUpdates, ...VectorIndexUpdates];
  const isDeleted = actions.some(({ Delete }) => Delete?.IndexName === busy.IndexName);
  if (!isDeleted || busy.Backfilling) return;
  throw stillInUse(
    "Index creation is in resource allocation phase. " +
      `Retry deletion during backfilling phase or when the index is active. ${where}`,
  );
}

/** Finds the global secondary index of an action. */
export function findIndex(
  { name, description }: Table,
  indexName: unknown,
  verb: "update" | "delete",
): IndexDescription {
  const index = description.GlobalSecondaryIndexes?.find(({ IndexName }) => IndexName === indexName);
  if (index) return index;
  const { LocalSecondaryIndexes = [], VectorIndexes = [] } = description;
  if ([...LocalSecondaryIndexes, ...VectorIndexes].some(({ IndexName }) => IndexName === indexName))
    throw invalidValues(`Cannot ${verb} an index that is not a GlobalSecondaryIndex: ${indexName}`);
  throw noSuchIndex(name, indexName);
}

/** Finds the vector index of an action. */
export function findVectorIndex({ name, description }: Table, indexName: unknown): VectorIndexDescription {
  const index = description.VectorIndexes?.find(({ IndexName }) => IndexName === indexName);
  if (index) return index;
  throw noSuchIndex(name, indexName);
}

function noSuchIndex(tableName: string, indexName: unknown) {
  return notFound(`Requested resource not found: Index ${indexName} for table ${tableName}`);
}
