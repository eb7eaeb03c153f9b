import {
  attributeDefinitions,
  globalIndex,
  indexName,
  settings,
  throughput,
  vectorIndex,
} from "../rules/table-members.js";
import { list, struct, tableRequest, text } from "../rules/wire-checks.js";

const namedIndex = { IndexName: indexName };
const namedRegion = { RegionName: text() };

const replica = struct(
  {
    ...namedRegion,
    KMSMasterKeyId: text(),
    ProvisionedThroughputOverride: throughput.ProvisionedThroughput,
    OnDemandThroughputOverride: throughput.OnDemandThroughput,
    GlobalSecondaryIndexes: list(struct({ ...namedIndex, ...throughput }, ["IndexName"]), { min: 1 }),
    TableClassOverride: settings.TableClass,
  },
  ["RegionName"],
);

/** An UpdateTable request. */
export const updateTableCheck = tableRequest({
  AttributeDefinitions: attributeDefinitions,
  BillingMode: settings.BillingMode,
  ...throughput,
  GlobalSecondaryIndexUpdates: list(
    struct({
      Create: globalIndex,
      Update: struct({ ...namedIndex, ...throughput }, ["IndexName"]),
      Delete: struct(namedIndex, ["IndexName"]),
    }),
  ),
  VectorIndexUpdates: list(struct({ Create: vectorIndex, Delete: struct(namedIndex, ["IndexName"]) })),
  StreamSpecification: settings.StreamSpecification,
  SSESpecification: settings.SSESpecification,
  TableClass: settings.TableClass,
  DeletionProtectionEnabled: settings.DeletionProtectionEnabled,
  MultiRegionConsistency: text({ values: ["EVENTUAL", "STRONG"] }),
  GlobalTableWitnessUpdates: list(
    struct({ Create: struct(namedRegion, ["RegionName"]), Delete: struct(namedRegion, ["RegionName"]) }),
    { max: 1 },
  ),
  ReplicaUpdates: list(struct({ Create: replica, Update: replica, Delete: struct(namedRegion, ["RegionName"]) }), {
    min: 1,
  }),
});
