/**
 * The members of UpdateTable that change a table, each with the members that the same request may have besides. Further
 * conditions:
 *
 * - A change of the provisioned throughput, or to PROVISIONED, goes with updates of indexes only, and not with the creation or
 *   deletion of one. A change to PROVISIONED needs the throughput of the table and of every index in the same request.
 * - OnDemandThroughput and StreamSpecification go with the billing mode PAY_PER_REQUEST only.
 * - GlobalSecondaryIndexUpdates may have several updates, and at most one creation or deletion.
 * - VectorIndexUpdates has one creation or deletion, and needs the billing mode PAY_PER_REQUEST.
 */
export const COMBINABLE_MEMBERS = {
  ProvisionedThroughput: ["BillingMode", "GlobalSecondaryIndexUpdates"],
  BillingMode: [
    "ProvisionedThroughput",
    "OnDemandThroughput",
    "StreamSpecification",
    "GlobalSecondaryIndexUpdates",
    "VectorIndexUpdates",
  ],
  StreamSpecification: ["BillingMode"],
  GlobalSecondaryIndexUpdates: ["ProvisionedThroughput", "BillingMode"],
  VectorIndexUpdates: ["BillingMode"],
  OnDemandThroughput: ["BillingMode"],
  ReplicaUpdates: [],
  SSESpecification: [],
  TableClass: [],
  DeletionProtectionEnabled: [],
  WarmThroughput: [],
} as const;

/** A member of UpdateTable that changes a table. */
export type ChangingMember = keyof typeof COMBINABLE_MEMBERS;

/** The members of UpdateTable that change a table. */
export const CHANGING_MEMBERS = Object.keys(COMBINABLE_MEMBERS) as readonly ChangingMember[]; // its own keys

/** A member that has to be the only change of its request. */
export type ExclusiveMember = {
  [M in ChangingMember]: (typeof COMBINABLE_MEMBERS)[M] extends readonly [] ? M : never;
}[ChangingMember];
