import type { ReplicaOptions } from "../../table/definition/replica-options.js";
import type { Unsupported } from "../options.js";
import type { TableToExport } from "../read-tables.js";
import { isArn } from "./table-resource.js";

/** What the AWS provider cannot say of a table. */
export function unsupportedOfTable({ tableName, input, options }: TableToExport): readonly Unsupported[] {
  const vectors = (input.VectorIndexes ?? []).map(({ IndexName }, place) => ({
    path: `vectorIndexes[${place}]`,
    reason: `the AWS provider has no vector indexes: add "${IndexName}" with ensureTable.`,
  }));
  const replicas = (options.replicas ?? []).flatMap((replica, place) =>
    unsupportedOfReplica(replica, input.TableClass).map(({ path, reason }) => ({
      path: `replicas[${place}].${path}`,
      reason,
    })),
  );
  return [...vectors, ...replicas].map((part) => ({ tableName, ...part }));
}

function unsupportedOfReplica(
  replica: ReplicaOptions,
  tableClass: string | undefined,
): readonly Omit<Unsupported, "tableName">[] {
  const { kmsKeyId, pointInTimeRecovery: backups } = replica;
  const found: Omit<Unsupported, "tableName">[] = [];
  if (kmsKeyId !== undefined && !isArn(kmsKeyId))
    found.push({ path: "kmsKeyId", reason: "a replica block has a key only by its ARN: give the ARN." });
  if (typeof backups === "object" && backups.recoveryPeriodInDays !== undefined)
    found.push({ path: "pointInTimeRecovery", reason: "a replica block has no recovery period: it is 35 days." });
  if (replica.tableClass !== undefined && replica.tableClass !== (tableClass ?? "STANDARD"))
    found.push({ path: "tableClass", reason: NO_SETTING });
  const others = {
    readCapacity: replica.readCapacity,
    onDemandThroughput: replica.onDemandThroughput,
    globalSecondaryIndexes: replica.globalSecondaryIndexes?.length || undefined,
    contributorInsights: replica.contributorInsights || undefined,
    tags: Object.values(replica.tags ?? {}).some((value) => value !== false) || undefined,
    resourcePolicy: replica.resourcePolicy || undefined,
  };
  for (const [path, value] of Object.entries(others)) if (value !== undefined) found.push({ path, reason: NO_SETTING });
  return found;
}

const NO_SETTING = "a replica block of the AWS provider does not have this.";
