import { withDecreasesToday } from "./budgets.js";
import type { ControlPlane, Description, Table } from "./tables.js";
import { copyOf } from "./wire.js";

/**
 * A copy of a table's description, as it is now. The decreases of capacity of earlier days do not count. DynamoDB updates the number
 * and the bytes of the items about every six hours; here they are those of this moment, as programs that count items expect.
 */
export function currentDescription(controlPlane: ControlPlane, table: Table): Description {
  const description = copyOf(table.description);
  for (const part of [description, ...(description.GlobalSecondaryIndexes ?? [])]) {
    const { ProvisionedThroughput: capacity } = part;
    if (capacity) part.ProvisionedThroughput = withDecreasesToday(controlPlane, capacity);
  }
  addTotals(controlPlane, table.name, description);
  addReplicaKeys(controlPlane, description);
  return description;
}

/** The keys of replicas are those of their tables. */
function addReplicaKeys({ inRegion }: ControlPlane, { TableName, Replicas = [] }: Description): void {
  for (const replica of Replicas) {
    const { SSEDescription } = inRegion(String(replica.RegionName)).tables.get(String(TableName))?.description ?? {};
    if (SSEDescription?.KMSMasterKeyArn !== undefined) replica.KMSMasterKeyId = SSEDescription.KMSMasterKeyArn;
  }
}

function addTotals({ events }: ControlPlane, tableName: string, description: Description): void {
  const ofTable = events?.totals(tableName);
  if (ofTable) Object.assign(description, { ItemCount: ofTable.count, TableSizeBytes: ofTable.bytes });
  const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [], VectorIndexes = [] } = description;
  for (const index of [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes, ...VectorIndexes]) {
    const ofIndex = events?.totals(tableName, String(index.IndexName));
    if (ofIndex) Object.assign(index, { ItemCount: ofIndex.count, IndexSizeBytes: ofIndex.bytes });
  }
}
